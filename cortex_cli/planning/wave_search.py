"""Placing objectives in waves: a greedy answer at once, a better one by a search of limited steps."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.planning.capacity import Capacity

SEARCH_SIZE = 14
"""Above this many objectives the search would rarely beat the greedy answer within its steps."""

SEARCH_STEPS = 40_000
"""Placements tried in all; counted, never timed, so that every machine gives the same plan."""

CLIQUE_STARTS = 64


@dataclass(frozen=True)
class Instance:
    """Objectives by index, dependencies before dependants.

    `wanted` are the direct dependencies of each, `levels` and `heights` the longest chains that end and start
    in it; `apart` has bit j of entry i where i and j must not share a wave; `ordered` where one waits for the
    other.
    """

    names: tuple[str, ...]
    wanted: tuple[tuple[int, ...], ...]
    levels: tuple[int, ...]
    heights: tuple[int, ...]
    apart: tuple[int, ...]
    ordered: tuple[int, ...]
    seconds: tuple[float, ...]
    capacity: Capacity

    @cached_property
    def ranking(self) -> tuple[int, ...]:
        """The indices, those first that hold up most: long chains, many conflicts, much work."""
        return tuple(
            sorted(
                range(len(self.names)),
                key=lambda i: (-self.heights[i], -self.apart[i].bit_count(), -self.seconds[i], i),
            )
        )

    def together(self, members: Sequence[int]) -> bool:
        """Whether the team can do these at once; their scopes are another question."""
        return self.capacity.fits([self.names[index] for index in members])

    def makespan(self, waves: Sequence[int]) -> float:
        """Seconds for all waves one after another, each as long as its longest objective."""
        longest: dict[int, float] = {}
        for index, wave in enumerate(waves):
            longest[wave] = max(longest.get(wave, 0.0), self.seconds[index])
        return sum(longest[wave] for wave in sorted(longest))

    @cached_property
    def cliques(self) -> tuple[tuple[int, ...], ...]:
        """Sets of objectives that must all be in different waves: some large ones, not every one."""
        exclusive = [a | b for a, b in zip(self.apart, self.ordered, strict=True)]
        by_degree = sorted(range(len(self.names)), key=lambda i: (-exclusive[i].bit_count(), i))
        return tuple(_clique(exclusive, by_degree, start) for start in by_degree[:CLIQUE_STARTS])

    def least_waves(self) -> int:
        """No assignment has fewer waves, for want of hands or because some must all be in different ones."""
        apart = max((len(clique) for clique in self.cliques), default=0)
        return max(apart, max(self.levels, default=0), self.capacity.least_waves(self.names))

    def least_seconds(self) -> float:
        """No assignment has a smaller makespan."""
        apart = max((sum(self.seconds[i] for i in clique) for clique in self.cliques), default=0.0)
        longest_first = sorted(self.seconds, reverse=True)
        return max(apart, sum(longest_first[:: self.capacity.limit or len(self.names) or 1]))


def _clique(exclusive: Sequence[int], by_degree: Sequence[int], start: int) -> tuple[int, ...]:
    candidates, members = exclusive[start], [start]
    for index in by_degree:
        if not candidates:
            break
        if candidates >> index & 1:
            candidates &= exclusive[index]
            members.append(index)
    return tuple(members)


def greedy(instance: Instance) -> list[int]:
    """Wave by wave, whatever is ready and fits, in the order of `ranking`; the wave of each index."""
    rank = {index: place for place, index in enumerate(instance.ranking)}
    dependants: list[list[int]] = [[] for _ in instance.names]
    for index, wanted in enumerate(instance.wanted):
        for dependency in wanted:
            dependants[dependency].append(index)
    waiting = [len(wanted) for wanted in instance.wanted]
    ready = sorted(rank[index] for index, count in enumerate(waiting) if not count)
    waves, wave = [0] * len(instance.names), 0
    while ready:
        wave += 1
        chosen = _fill(instance, [instance.ranking[place] for place in ready])
        for index in chosen:
            waves[index] = wave
            ready.remove(rank[index])
        for after in (after for index in chosen for after in dependants[index]):
            waiting[after] -= 1
            if not waiting[after]:
                insort(ready, rank[after])
    return waves


def _fill(instance: Instance, ready: Sequence[int]) -> list[int]:
    chosen: list[int] = []
    taken = 0
    for index in ready:
        if len(chosen) == instance.capacity.limit:
            break
        if not instance.apart[index] & taken and instance.together([*chosen, index]):
            chosen.append(index)
            taken |= 1 << index
    return chosen


class Search:
    """Depth first over all placements, the waves that add least time first, within a number of steps."""

    def __init__(self, instance: Instance, steps: int = SEARCH_STEPS) -> None:
        self.instance = instance
        self.steps = steps
        self._floor = instance.least_seconds()
        self._unordered = not any(instance.wanted)
        self._limit = 0
        self._best: list[int] | None = None
        self._bound = 0.0
        self._waves = [0] * len(instance.names)
        self._members: list[list[int]] = []

    @property
    def exhausted(self) -> bool:
        """Whether the steps ran out: then finding nothing proves nothing."""
        return self.steps <= 0

    def best(self, waves: int, below: float) -> list[int] | None:
        """The placement in at most `waves` waves with the least makespan, if that is under `below`."""
        self._limit, self._bound, self._best = waves, below, None
        self._members = [[] for _ in range(waves + 1)]
        self._place(0, 0.0, 0)
        return self._best

    def _place(self, depth: int, total: float, used: int) -> None:
        if depth == len(self._waves):
            self._best, self._bound = list(self._waves), total
            return
        index = self.instance.ranking[depth]
        for delta, wave in self._options(index, used):
            if total + delta >= self._bound or self._bound <= self._floor or self.exhausted:
                break
            self.steps -= 1
            self._waves[index] = wave
            self._members[wave].append(index)
            self._place(depth + 1, total + delta, max(used, wave))
            self._members[wave].pop()

    def _options(self, index: int, used: int) -> list[tuple[float, int]]:
        """The waves open to an objective, each with the seconds it would add.

        Without any dependencies waves can be exchanged, so only one empty wave need be tried.
        """
        instance = self.instance
        first = 1 + max((self._waves[wanted] for wanted in instance.wanted[index]), default=0)
        last = self._limit - instance.heights[index] + 1
        options = []
        for wave in range(first, min(last, used + 1) + 1 if self._unordered else last + 1):
            members = self._members[wave]
            if any(instance.apart[index] >> other & 1 for other in members):
                continue
            if instance.together([*members, index]):
                longest = max((instance.seconds[other] for other in members), default=0.0)
                options.append((max(0.0, instance.seconds[index] - longest), wave))
        return sorted(options)
