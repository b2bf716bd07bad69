"""One segment of a pattern: plain text, wildcards, or `**`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from cortex_cli.model.characters import ANY, Characters
from cortex_cli.model.units import Unit, agree, fits

COMPARED_IN_A_STEP = 32
"""How many comparisons of characters cost what one step of a proof does."""


COMPILED_AFTER = 16
"""So many names are matched before a regular expression is compiled, which costs as much as they do."""


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
    def parts(self) -> tuple[tuple[Unit, ...], ...]:
        """What each character before, between and after the stars must be."""
        parts: list[list[Unit]] = [[]]
        for atom in self.atoms:
            if isinstance(atom, str):
                parts[-1] += atom
            elif isinstance(atom, Characters):
                parts[-1].append(atom)
            else:
                parts.append([])
        return tuple(map(tuple, parts))

    @cached_property
    def fewest(self) -> int:
        """How many characters a match has at least."""
        return sum(map(len, self.parts))

    @cached_property
    def weight(self) -> int:
        """How many characters, and ranges of them, there are to compare."""
        read = (atom for atom in self.atoms if not isinstance(atom, Wild))
        return sum(len(atom.spans if isinstance(atom, Characters) else atom) for atom in read)

    @property
    def has_star(self) -> bool:
        return len(self.parts) > 1

    def matches(self, name: str) -> bool:
        """Whether this matches the whole of `name`, a segment spelled as the pattern is."""
        if not (name.startswith(self.prefix) and name.endswith(self.suffix)):
            return False
        if self.is_affix:
            return len(name) >= len(self.prefix) + len(self.suffix)
        return self._matcher.matches(name)

    @cached_property
    def _matcher(self) -> _Matcher:
        return _Matcher(self)

    def expression(self) -> re.Pattern[str]:
        """What matches a whole name.

        Each text between two stars is taken where it first occurs and never elsewhere: no back-tracking.
        """
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


class _Matcher:
    """Matches names, with a regular expression when there are many."""

    __slots__ = ("_expression", "_glob", "_names")

    def __init__(self, glob: Glob) -> None:
        self._glob = glob
        self._names = 0
        self._expression: re.Pattern[str] | None = None

    def matches(self, name: str) -> bool:
        if self._expression is None:
            self._names += 1
            if self._names <= COMPILED_AFTER:
                return may_meet(self._glob, name)
            self._expression = self._glob.expression()
        return self._expression.fullmatch(name) is not None


Key = str | Glob
"""A segment that is no `**`."""


def is_open(key: Key) -> bool:
    """Whether what matches `key` may have any length."""
    return len(parts_of(key)) > 1


def parts_of(key: Key) -> Sequence[Sequence[Unit]]:
    """What each character before, between and after the stars must be."""
    return (key,) if isinstance(key, str) else key.parts


def may_meet(one: Key, other: Key) -> bool:
    """Whether some text matches both; it may be one that no path has as a name, such as `.git`.

    Where both have a star, their beginnings and their ends must agree, and any text fits in between. Where only one
    has, each of its parts takes the first place where it fits, which leaves the most room for the next.
    """
    left, right = parts_of(one), parts_of(other)
    if len(left) > 1 and len(right) > 1:
        return agree(left[0], right[0]) and agree(left[-1][::-1], right[-1][::-1])
    if len(left) > 1 or len(right) > 1:
        return fits(left, right[0]) if len(left) > 1 else fits(right, left[0])
    return len(left[0]) == len(right[0]) and agree(left[0], right[0])


def meeting_steps(one: Key, other: Key) -> int:
    """What `may_meet` costs at most, in steps of a proof."""
    left = len(one) if isinstance(one, str) else one.weight
    right = len(other) if isinstance(other, str) else other.weight
    return 1 + (min(left, right) if is_open(one) == is_open(other) else left * right) // COMPARED_IN_A_STEP
