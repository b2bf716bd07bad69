"""Which characters can stand for all the others, so that a text of them is spelled as paths are.

Paths are compared in Unicode's composed form, and on folded case on request. Most characters can follow each other
without changing; only where combining ones have to be tried is a text looked at as a whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from cortex_cli.audit.expressions import LAST, Spans

READABLE = "abcdefghijklmnopqrstuvwxyz0123456789_-.ABCDEFGHIJKLMNOPQRSTUVWXYZ /"
TRIED = 512
MOST_CHOICES = 64
LAST_FOLDING = 0x2FFFF
"""No character after this one is changed by folding or composing."""

JAMO = range(0x1100, 0x1200)
KIRAT_RAI_VOWELS = range(0x16D63, 0x16D6B)


def spelled(text: str, fold_case: bool) -> str:
    """`text` as it is compared: composed, and folded as Unicode's canonical caseless matching says."""
    if fold_case:
        text = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFC", text)


@cache
def folded() -> dict[int, int]:
    """The characters that folding makes another single one."""
    pairs = ((code, spelled(chr(code), True)) for code in range(LAST_FOLDING + 1))
    return {code: ord(text) for code, text in pairs if len(text) == 1 and ord(text) != code}


def joins(char: str) -> bool:
    """Whether `char` may change with the one before it."""
    return unicodedata.category(char)[0] == "M" or ord(char) in JAMO or ord(char) in KIRAT_RAI_VOWELS


class Alphabet:
    """The characters to try where `borders` divide all characters into ranges that behave alike.

    `whole` turns false where a range has more characters that may matter than are tried.
    """

    def __init__(self, borders: Iterable[int], fold_case: bool) -> None:
        self.whole = True
        self._fold_case = fold_case
        self._choices: dict[tuple[int, int], tuple[str, ...]] = {}
        self._inert: dict[str, bool] = {}
        self._combining: tuple[str, ...] = ()
        ranges = pairwise(sorted({1, *borders, LAST + 1}))
        without = [each for each in ranges if not quiet(*each, fold_case)]
        self._combining = tuple(char for each in without for char in settled(*each, fold_case))

    def choices(self, first: int, end: int) -> tuple[str, ...]:
        """Characters from `first` up to `end` that stand for all of them: one that no other changes, if any is."""
        known = self._choices.get((first, end))
        if known is None:
            one = next(filter(self._is_inert, quiet(first, end, self._fold_case)), None)
            known = self._choices[first, end] = (one,) if one is not None else self._several(first, end)
        return known

    def _several(self, first: int, end: int) -> tuple[str, ...]:
        several = settled(first, end, self._fold_case)
        self.whole = self.whole and len(several) <= MOST_CHOICES and end - first <= TRIED
        return several[:MOST_CHOICES]

    def _is_inert(self, char: str) -> bool:
        """Whether none of the combining characters that are tried changes `char` before it."""
        if char not in self._inert:
            pairs = (char + after for after in self._combining)
            self._inert[char] = all(spelled(pair, self._fold_case) == pair for pair in pairs)
        return self._inert[char]

    def follow(self, tail: str, char: str) -> str | None:
        """What later characters could change once `char` follows `tail`; None where no path is spelled so."""
        if not self._combining or char == "/":
            return ""
        text = tail + char
        if spelled(text, self._fold_case) != text:
            return None
        if char not in self._combining and self._is_inert(char):
            return ""
        return text if unicodedata.combining(char) else char


@lru_cache(maxsize=8192)
def quiet(first: int, end: int, fold_case: bool) -> tuple[str, ...]:
    """Characters from `first` up to `end` that are no combining ones, the most readable first."""
    readable = (char for char in READABLE if first <= ord(char) < end)
    found = dict.fromkeys((*readable, *settled(first, end, fold_case)))
    return tuple(char for char in found if not joins(char) and spelled(char, fold_case) == char)


@lru_cache(maxsize=8192)
def settled(first: int, end: int, fold_case: bool) -> tuple[str, ...]:
    """The first of these characters, as far as each is as paths are spelled."""
    return tuple(char for char in map(chr, range(first, min(end, first + TRIED))) if spelled(char, fold_case) == char)


def everything_but(spans: Iterable[tuple[int, int]]) -> Spans:
    """The characters of a name that are not in `spans`, which may overlap."""
    gaps, start = [], 1
    for first, last in (*sorted({*spans, (0x2F, 0x2F)}), (LAST + 1, LAST + 1)):
        if first > start:
            gaps.append((start, first - 1))
        start = max(start, last + 1)
    return tuple(gaps)
