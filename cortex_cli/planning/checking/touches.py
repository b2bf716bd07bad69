"""What each touch pattern asks for, segment by segment from the front and from the back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from cortex_cli.model.pattern import Pattern
from cortex_cli.model.segment import Glob, Key, Segment, Wild
from cortex_cli.model.segment_reader import split

ANY_NAME = Glob((Wild.STAR,))


class End(Enum):
    """Where every path of a pattern has ended."""

    END = "end"


Unit = Key | End
"""What a pattern asks for at one segment."""


@dataclass(frozen=True, slots=True, eq=False)
class Touch:
    """A pattern of the set `owner`; `number` is its place among all.

    `front` is what it asks for, segment by segment, as far as that is sure; `back` the same from the last segment on.
    """

    owner: int
    number: int
    pattern: Pattern
    front: tuple[Unit, ...]
    back: tuple[Unit, ...]

    def asks(self, segment: int) -> str:
        """What is written at `segment`, counted from 1 or from -1: `*` for any name, nothing past the end."""
        units, place = (self.front, segment - 1) if segment > 0 else (self.back, -segment - 1)
        if isinstance(units[place], End):
            return ""
        written = split(unicodedata.normalize("NFC", self.pattern.text))
        name = written[place] if segment > 0 else written[segment]
        return "*" if name in ("", "**") else name


def touches_of(sets: Iterable[Iterable[Pattern]], first_owner: int = 0) -> list[Touch]:
    """The patterns of the n-th set as those of owner `first_owner` + n, without those that match nothing."""
    owned = [(owner, each) for owner, patterns in enumerate(sets, first_owner) for each in patterns if not each.is_void]
    return [Touch(owner, number, pattern, *aligned(pattern)) for number, (owner, pattern) in enumerate(owned)]


def aligned(pattern: Pattern) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """What `pattern` asks for from the front and from the back, as far as it is sure which segment that is.

    A literal also covers what is below it, so nothing is sure about its end.
    """
    head = _named(pattern.segments)
    if pattern.literal:
        return ((*head, ANY_NAME) if pattern.directory else head), ()
    tail = _named(pattern.segments[::-1])
    if len(head) == len(pattern.segments):
        return (*head, End.END), (*tail, End.END)
    one_more = not tail and len(head) + 1 == len(pattern.segments)
    return ((*head, ANY_NAME) if one_more else head), tail


def _named(segments: Sequence[Segment]) -> tuple[Key, ...]:
    named: list[Key] = []
    for segment in segments:
        if isinstance(segment, Wild):
            break
        named.append(segment)
    return tuple(named)
