"""How paths and patterns are spelled for comparison: NFC, and case-folded where the file system ignores case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FIRST_JOINING = 0x300
"""No character before this one changes its spelling after another."""

BLOCK = 256
LAST_PLANE = 0x30000
"""No code point from here on folds, composes or decomposes (a test holds Python's tables to it)."""

_HANGUL_L = range(0x1100, 0x1113)
_HANGUL_V = range(0x1161, 0x1176)
_HANGUL_T = range(0x11A8, 0x11C3)
_HANGUL_LV = range(0xAC00, 0xD7A4, 28)


def spell(text: str, fold_case: bool = False) -> str:
    """The form in which `text` is compared; spelling it again changes nothing.

    Folding is Unicode's canonical caseless matching, so `ß` becomes `ss`.
    """
    if text.isascii():
        return text.lower() if fold_case else text
    if fold_case:
        text = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1)
def folds() -> dict[int, str]:
    """The folded spelling of every code point that is not its own."""
    return {code: spell(chr(code), True) for code in _candidates() if spell(chr(code), True) != chr(code)}


def _candidates() -> list[int]:
    """Code points of the blocks in which normalising or folding changes anything."""
    found: list[int] = []
    for start in range(0, LAST_PLANE, BLOCK):
        codes = range(start, start + BLOCK)
        text = "".join(map(chr, codes))
        if unicodedata.normalize("NFD", text).casefold() != text or spell(text) != text:
            found.extend(codes)
    return found


@lru_cache(maxsize=1)
def _compositions() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that a following one can change, and those that can change the one before."""
    first = {chr(code) for codes in (_HANGUL_L, _HANGUL_LV) for code in codes}
    second = {chr(code) for codes in (_HANGUL_V, _HANGUL_T) for code in codes}
    for code in _candidates():
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<") and spell(chr(code)) == chr(code):
            first.add(chr(int(parts[0], 16)))
            second.add(chr(int(parts[1], 16)))
    return frozenset(first), frozenset(second)


def joins(char: str) -> bool:
    """Whether `char` may be spelled differently after some other character."""
    if ord(char) < FIRST_JOINING:
        return False
    return bool(unicodedata.combining(char)) or spell(char) != char or char in _compositions()[1]


def is_inert(char: str) -> bool:
    """Whether `char` keeps its NFC spelling, and lets its neighbours keep theirs, next to anything."""
    if joins(char) or char in _compositions()[0]:
        return False
    return not unicodedata.combining(unicodedata.normalize("NFD", char)[-1])
