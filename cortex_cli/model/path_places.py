"""The places that a search for paths goes through, each with the text that leads there."""

from __future__ import annotations

from typing import NamedTuple

from cortex_cli.model.automaton import State
from cortex_cli.model.language import Fork, Stop

Trail = tuple["Trail", str] | None
"""A text as what was read before, likewise, and what was read last."""


class Crossing(NamedTuple):
    """A slash was read, or nothing yet; `length` counts the characters of the `trail`."""

    one: Fork
    other: Fork
    lacking: frozenset[Fork]
    length: int
    trail: Trail

    @property
    def missing(self) -> int:
        """How many characters more a path has at least."""
        return max(self.one.fewest, self.other.fewest)

    def allows(self, later: Crossing) -> bool:
        """Whether what may follow `later` may follow here, and not farther on; both stand at the same forks."""
        return self.length <= later.length and self.lacking <= later.lacking


class Naming(NamedTuple):
    """A crossing where one of the two asks for whole names and the other has wildcards: the next of these names."""

    here: Crossing
    asks_one: bool
    number: int

    @property
    def asking(self) -> Fork:
        return self.here.one if self.asks_one else self.here.other

    @property
    def matching(self) -> Fork:
        return self.here.other if self.asks_one else self.here.one


class Place(NamedTuple):
    """Some of a name was read.

    `name` is how far it has come towards one that no path has, `tail` the end of it that a combining character could
    still change.
    """

    one: State[Stop]
    other: State[Stop]
    lacking: frozenset[State[Stop]]
    name: int
    tail: str
    length: int
    trail: Trail

    @property
    def missing(self) -> int:
        """How many characters more a path has at least, that ends with this name or that goes on."""
        one, other = self.one, self.other
        return min(max(one.to_end, other.to_end), max(one.to_fork, other.to_fork))


class Goal(NamedTuple):
    """A path was read."""

    trail: Trail


Found = Crossing | Naming | Place | Goal


def text_of(trail: Trail) -> str:
    """What was read on the way."""
    parts = []
    while trail is not None:
        trail, part = trail
        parts.append(part)
    return "".join(reversed(parts))
