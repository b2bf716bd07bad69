"""One segment of a pattern: plain text, wildcards, or `**`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from cortex_cli.model.characters import ANY, Characters

COMPARED_IN_A_STEP = 32
"""How many comparisons of characters cost what one step of a proof does."""


class Wild(Enum):
    """`STAR` is any text inside a segment, `SEGMENTS` any number of whole segments."""

    STAR = "*"
    SEGMENTS = "**"


Atom = str | Characters | Wild
"""A run of plain text, one character of a set, or STAR."""


@dataclass(frozen=True)
class Glob:
    """A segment with wildcards, which matches inside one segment of a path."""

    atoms: tuple[Atom, ...]

    @cached_property
    def _hash(self) -> int:
        return hash(self.atoms)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def prefix(self) -> str:
        """The plain text that every match begins with."""
        return self.atoms[0] if isinstance(self.atoms[0], str) else ""

    @cached_property
    def suffix(self) -> str:
        """The plain text that every match ends with."""
        return self.atoms[-1] if isinstance(self.atoms[-1], str) else ""

    @cached_property
    def is_affix(self) -> bool:
        """Whether this is one `*` between two plain texts, either of which may be empty."""
        return [atom for atom in self.atoms if not isinstance(atom, str)] == [Wild.STAR]

    @cached_property
    def _shape(self) -> tuple[tuple[tuple[Unit, ...], ...], int, int]:
        parts: list[list[Unit]] = [[]]
        weight = 0
        for atom in self.atoms:
            if isinstance(atom, str):
                parts[-1] += atom
                weight += len(atom)
            elif isinstance(atom, Characters):
                parts[-1].append(atom)
                weight += len(atom.spans)
            else:
                parts.append([])
        return tuple(map(tuple, parts)), sum(map(len, parts)), weight

    @property
    def parts(self) -> tuple[tuple[Unit, ...], ...]:
        """What each character before, between and after the stars must be."""
        return self._shape[0]

    @property
    def fewest(self) -> int:
        """How many characters a match has at least."""
        return self._shape[1]

    @property
    def weight(self) -> int:
        """How many characters, and ranges of them, there are to compare."""
        return self._shape[2]

    @property
    def has_star(self) -> bool:
        return len(self._shape[0]) > 1

    def matches(self, name: str) -> bool:
        """Whether this matches the whole of `name`, a segment spelled as the pattern is."""
        if not (name.startswith(self.prefix) and name.endswith(self.suffix)):
            return False
        if self.is_affix:
            return len(name) >= len(self.prefix) + len(self.suffix)
        return self._expression.fullmatch(name) is not None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        """Each text between two stars is taken where it first occurs and never elsewhere: no back-tracking."""
        first, *rest = self._between_stars()
        if not rest:
            return re.compile(first, re.DOTALL)
        middle = "".join(f"(?>.*?{text})" for text in rest[:-1])
        return re.compile(f"{first}{middle}.*{rest[-1]}", re.DOTALL)

    def _between_stars(self) -> list[str]:
        texts = [""]
        for atom in self.atoms:
            if atom is Wild.STAR:
                texts.append("")
            elif isinstance(atom, str):
                texts[-1] += re.escape(atom)
            elif isinstance(atom, Characters):
                texts[-1] += "." if atom == ANY else atom.expression
        return texts


Segment = str | Glob | Wild
"""Plain text, a Glob, or `Wild.SEGMENTS`."""


Unit = str | Characters
"""What one character of a name must be."""


Key = str | Glob
"""A segment that is no `**`."""


def is_open(key: Key) -> bool:
    """Whether what matches `key` may have any length."""
    return isinstance(key, Glob) and key.has_star


def parts_of(key: Key) -> Sequence[Sequence[Unit]]:
    """What each character before, between and after the stars must be."""
    return (key,) if isinstance(key, str) else key.parts


def may_meet(one: Key, other: Key) -> bool:
    """Whether some text matches both; it may be one that no path has as a name, such as `.git`.

    Where both have a star, their beginnings and their ends must agree, and any text fits in between. Where only one
    has, each of its parts takes the first place where it fits, which leaves the most room for the next.
    """
    left, right = parts_of(one), parts_of(other)
    if is_open(one) and is_open(other):
        return _agree(left[0], right[0]) and _agree(left[-1][::-1], right[-1][::-1])
    if is_open(one) or is_open(other):
        return _fits(left, right[0]) if is_open(one) else _fits(right, left[0])
    return len(left[0]) == len(right[0]) and _agree(left[0], right[0])


def meeting_steps(one: Key, other: Key) -> int:
    """What `may_meet` costs at most, in steps of a proof."""
    left, right = (len(key) if isinstance(key, str) else key.weight for key in (one, other))
    return 1 + (min(left, right) if is_open(one) == is_open(other) else left * right) // COMPARED_IN_A_STEP


def share_character(one: Unit, other: Unit) -> bool:
    """Whether some character is as both say."""
    if isinstance(one, str):
        return one == other if isinstance(other, str) else one in other
    return other in one if isinstance(other, str) else one.meets(other)


def _agree(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether some text begins as both say, as far as the shorter one goes."""
    return all(map(share_character, one, other))


def _fits(starred: Sequence[Sequence[Unit]], units: Sequence[Unit]) -> bool:
    """Whether a segment with these parts between its stars matches a text whose characters are as `units` say."""
    first, *middle, last = starred
    at, end = len(first), len(units) - len(last)
    if end < at or not (_agree(first, units) and _agree(last, units[end:])):
        return False
    for part in middle:
        places = range(at, end - len(part) + 1)
        found = next((place for place in places if _agree(part, units[place : place + len(part)])), None)
        if found is None:
            return False
        at = found + len(part)
    return True
