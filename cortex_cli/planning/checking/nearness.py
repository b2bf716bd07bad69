"""Which objectives could meet: those with patterns that no single name tells apart.

Patterns are grouped by their first names, then by the second, and so on up to the first `**`, and then from the back
likewise; only groups that share a name go on together. So the cost follows what could meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

from cortex_cli.model.affix_index import AffixIndex
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.segment import Glob, Key, may_meet, meeting_steps
from cortex_cli.planning.checking.touches import End, Touch

NEAR_STEPS = 3_000_000
"""Steps for one wave: a few seconds."""

FEW = 16

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two patterns told apart at `segment`, which counts from 1, or from -1 at the end."""

    one: Touch
    other: Touch
    segment: int


class Nearness:
    """`near` are the pairs of owners that could meet, the lower number first, each with two patterns that do.

    They are pairs within `one`, or of `one` with `other`. Where `telling`, `apart` has for each other pair the two
    patterns that agree longest. Raises ProofBudgetExceeded past `steps`.
    """

    def __init__(
        self,
        one: list[Touch],
        other: list[Touch] | None = None,
        *,
        telling: bool = False,
        steps: int = NEAR_STEPS,
    ) -> None:
        self.near: dict[Pair, tuple[Touch, Touch]] = {}
        self.apart: dict[Pair, Apart] = {}
        self._telling = telling
        self._steps = steps
        self._waiting: list[tuple[bool, list[Touch], list[Touch], int]] = []
        self._wait(False, one, one if other is None else other, 0)
        while self._waiting:
            self._visit(*self._waiting.pop())
        for pair in self.near:
            self.apart.pop(pair, None)

    def _wait(self, back: bool, one: list[Touch], other: list[Touch], at: int) -> None:
        """Look later at these, which agree in `at` segments from the front, or from there on from the back."""
        self._spend(len(one) + len(other))
        if one and other and any(touch.owner != one[0].owner for touch in chain(one, other)):
            self._waiting.append((back, one, other, at))

    def _visit(self, back: bool, one: list[Touch], other: list[Touch], at: int) -> None:
        if self._telling:
            self._tell(back, one, other, at)
        here = _Groups(one, back, at)
        there = here if one is other else _Groups(other, back, at)
        self._agree(back, here.open, other)
        self._agree(back, here.ended, there.ended)
        if here is not there:
            self._agree(back, one, there.open)
        for left, right in self._sharing(here, there):
            self._wait(back, left, right, at + 1)

    def _agree(self, back: bool, one: list[Touch], other: list[Touch]) -> None:
        """Nothing more can be told from this side about any of `one` with any of `other`."""
        if not back:
            self._wait(True, one, other, 0)
            return
        left, right = _firsts(one), _firsts(other)
        self._spend(len(left) * len(right))
        for (a, mine), (b, its) in product(left.items(), right.items()):
            if a != b:
                first, second = (mine, its) if a < b else (its, mine)
                known = self.near.get((first.owner, second.owner))
                if known is None or (first.number, second.number) < (known[0].number, known[1].number):
                    self.near[first.owner, second.owner] = first, second

    def _tell(self, back: bool, one: list[Touch], other: list[Touch], at: int) -> None:
        segment = -1 - at if back else at + 1
        for mine, its in product(_firsts(one).values(), _firsts(other).values()):
            first, second = sorted((mine, its), key=lambda touch: touch.owner)
            known = self.apart.get((first.owner, second.owner))
            if first.owner != second.owner and (known is None or _depth(segment) > _depth(known.segment)):
                self.apart[first.owner, second.owner] = Apart(first, second, segment)

    def _sharing(self, here: _Groups, there: _Groups) -> Iterator[tuple[list[Touch], list[Touch]]]:
        """Groups whose units share a name."""
        few, many = sorted((here.named, there.named), key=len)
        for key in few:
            if key in many:
                yield here.named[key], there.named[key]
        for glob, key in self._nearest(here.globs, there.named):
            doubled = here is there and here.places.get(key, -1) > here.places[glob]
            if glob != key and not doubled and self._share_name(glob, key):
                yield here.named[glob], there.named[key]
        if here is not there:
            for glob, key in self._nearest(there.globs, here.plain):
                if self._share_name(glob, key):
                    yield here.named[key], there.named[glob]

    def _nearest(self, globs: Sequence[Glob], keys: Iterable[Key]) -> Iterator[tuple[Glob, Key]]:
        """Every glob with each key that may share a name with it, and a few more."""
        entries = [(key, None) for key in keys] if globs else []
        if len(globs) * len(entries) <= FEW:
            yield from ((glob, key) for glob in globs for key, _ in entries)
            return
        index = AffixIndex(entries)
        for glob in globs:
            for key, _ in index.near(glob):
                yield glob, key

    def _share_name(self, glob: Glob, key: Key) -> bool:
        self._spend(meeting_steps(glob, key))
        return may_meet(glob, key)

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise ProofBudgetExceeded("undecided: which of these scopes could meet takes more steps than a proof may")


class _Groups:
    """Patterns by what they ask for at one segment: `open` for those of which that is not sure."""

    def __init__(self, touches: Iterable[Touch], back: bool, at: int) -> None:
        self.open: list[Touch] = []
        self.ended: list[Touch] = []
        self.named: dict[Key, list[Touch]] = {}
        for touch in touches:
            units = touch.back if back else touch.front
            unit = units[at] if at < len(units) else None
            if unit is None:
                self.open.append(touch)
            elif isinstance(unit, End):
                self.ended.append(touch)
            else:
                self.named.setdefault(unit, []).append(touch)
        self.plain = [key for key in self.named if isinstance(key, str)]
        self.globs = [key for key in self.named if isinstance(key, Glob)]
        self.places: dict[Key, int] = {key: place for place, key in enumerate(self.globs)}


def _firsts(touches: Iterable[Touch]) -> dict[int, Touch]:
    """The first pattern of each owner."""
    firsts: dict[int, Touch] = {}
    for touch in touches:
        firsts.setdefault(touch.owner, touch)
    return firsts


def _depth(segment: int) -> tuple[bool, int]:
    return segment < 0, abs(segment)
