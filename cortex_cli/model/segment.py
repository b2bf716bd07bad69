"""One segment of a pattern: plain text, wildcards, or `**`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import takewhile

from cortex_cli.model.characters import ANY, Characters


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
    def has_star(self) -> bool:
        return Wild.STAR in self.atoms

    @cached_property
    def head(self) -> tuple[Unit, ...]:
        """What each character before the first star must be."""
        return _units(self.atoms)

    @cached_property
    def tail(self) -> tuple[Unit, ...]:
        """What each character after the last star must be, the last one first."""
        return _units(atom[::-1] if isinstance(atom, str) else atom for atom in reversed(self.atoms))

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


def may_meet(one: Glob, other: Glob) -> bool | None:
    """Whether some text matches both; None where that takes more than a look at their ends.

    Where both have a star, the beginnings and the ends must agree, and any text fits in between.
    """
    if one.has_star and other.has_star:
        return _agree(one.head, other.head) and _agree(one.tail, other.tail)
    if one.has_star or other.has_star:
        return None
    return len(one.head) == len(other.head) and _agree(one.head, other.head)


def _agree(one: tuple[Unit, ...], other: tuple[Unit, ...]) -> bool:
    return all(_share_character(left, right) for left, right in zip(one, other, strict=False))


def _share_character(one: Unit, other: Unit) -> bool:
    if isinstance(one, str):
        return one == other if isinstance(other, str) else one in other
    return other in one if isinstance(other, str) else one.meets(other)


def _units(atoms: Iterable[Atom]) -> tuple[Unit, ...]:
    units: list[Unit] = []
    for atom in takewhile(lambda atom: atom is not Wild.STAR, atoms):
        units += atom if isinstance(atom, str) else [atom] if isinstance(atom, Characters) else []
    return tuple(units)
