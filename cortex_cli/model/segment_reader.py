"""Reading the text of a pattern: where its segments end, and what each of them is made of."""

from __future__ import annotations

import re
from functools import lru_cache

from cortex_cli.model.characters import ANY, MalformedClass, character_class, read_class
from cortex_cli.model.segment import Atom, Glob, Segment, Wild
from cortex_cli.model.spelling import spell

_PLAIN = re.compile(r"[^*?\[\\]+")


class Malformed(ValueError):
    """Why a text is outside the scope language, and what mends it; the pattern is not named yet."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


def split(text: str) -> list[str]:
    """The text of each segment: `text` cut at its slashes, those inside a class apart. Raises Malformed."""
    if "[" not in text and "\\" not in text:
        return text.split("/")
    cuts, at = [-1], 0
    parts = []
    while at < len(text):
        char = text[at]
        if char == "/" or text.startswith("\\/", at):
            parts.append(text[cuts[-1] + 1 : at])
            at += char == "\\"
            cuts.append(at)
            at += 1
        elif char == "[":
            at = _read_class(text, at)[2]
        else:
            at += 2 if char == "\\" else 1
    return [*parts, text[cuts[-1] + 1 :]]


@lru_cache(maxsize=65_536)
def read_segment(text: str, fold_case: bool) -> Segment:
    """The segment spelled `text`, an empty one as it is. Raises Malformed."""
    if text == "**":
        return Wild.SEGMENTS
    plain = _PLAIN.fullmatch(text)
    if plain is not None or not text:
        return spell(text, fold_case)
    atoms = _atoms(text, fold_case)
    return atoms[0] if len(atoms) == 1 and isinstance(atoms[0], str) else Glob(tuple(atoms))


def _atoms(text: str, fold_case: bool) -> list[Atom]:
    atoms: list[Atom] = []
    plain, at = "", 0
    while at < len(text):
        run = _PLAIN.match(text, at)
        if run is not None or text[at] == "\\":
            more, at = (run.group(), run.end()) if run is not None else _escaped(text, at)
            plain += more
            continue
        if plain:
            atoms.append(spell(plain, fold_case))
            plain = ""
        atom, at = _wildcard(text, at, fold_case)
        atoms.append(atom)
    return [*atoms, spell(plain, fold_case)] if plain else atoms


def _escaped(text: str, at: int) -> tuple[str, int]:
    if at + 1 == len(text):
        raise Malformed("ends in a backslash, which escapes nothing", "remove it, or write it twice")
    return text[at + 1], at + 2


def _wildcard(text: str, at: int, fold_case: bool) -> tuple[Atom, int]:
    if text.startswith("**", at):
        mend = "write * inside a segment; ** stands alone between slashes, as in src/**/test_*"
        raise Malformed("has ** inside a segment", mend)
    if text[at] == "*":
        return Wild.STAR, at + 1
    if text[at] == "?":
        return ANY, at + 1
    spans, negated, after = _read_class(text, at)
    return character_class(spans, negated, fold_case), after


def _read_class(text: str, at: int) -> tuple[tuple[tuple[int, int], ...], bool, int]:
    try:
        return read_class(text, at)
    except MalformedClass as error:
        raise Malformed(str(error), "close it with ], or write \\[ for the character itself") from None
