"""Objectives reduced to what placing them in waves needs: who waits, who must be apart, who takes how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.plan import Objective
from cortex_cli.planning.graph import Graph
from cortex_cli.planning.wave_lengths import wave_lengths
from cortex_cli.planning.waves.capacity import Bottleneck, Capacity
from cortex_cli.planning.waves.cliques import cliques_of


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

    @cached_property
    def dependants(self) -> tuple[tuple[int, ...], ...]:
        """The direct dependants of each."""
        found: list[list[int]] = [[] for _ in self.names]
        for index, wanted in enumerate(self.wanted):
            for dependency in wanted:
                found[dependency].append(index)
        return tuple(map(tuple, found))

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The index of each name."""
        return {name: index for index, name in enumerate(self.names)}

    @cached_property
    def bottlenecks(self) -> tuple[Bottleneck, ...]:
        """What so many of the objectives share that it could cost waves."""
        return tuple(each for each in self.capacity.bottlenecks(self.names) if len(each.names) > each.size)

    @cached_property
    def divided(self) -> tuple[int, ...]:
        """Bit j of entry i: they can never share a wave, by order or by scope."""
        return tuple(a | b for a, b in zip(self.apart, self.ordered, strict=True))

    @cached_property
    def exclusive(self) -> tuple[int, ...]:
        """Bit j of entry i: they can never share a wave, by order, by scope or because both need the same."""
        found = list(self.divided)
        for group in self.bottlenecks:
            if group.size == 1:
                everyone = self.mask(group.names)
                for index in bits(everyone):
                    found[index] |= everyone & ~(1 << index)
        return tuple(found)

    @cached_property
    def cliques(self) -> tuple[tuple[int, ...], ...]:
        """Some large sets of objectives that must all be in different waves."""
        return cliques_of(self.exclusive)

    def mask(self, names: Iterable[str]) -> int:
        """The bits of some of the objectives."""
        return sum(1 << self.position[name] for name in names)

    def together(self, members: Sequence[int]) -> bool:
        """Whether the team can do these at once; their scopes are another question."""
        return self.capacity.fits([self.names[index] for index in members])

    def makespan(self, waves: Sequence[int]) -> float:
        """Seconds for all waves one after another, each as long as its longest objective."""
        return sum(wave_lengths(zip(waves, self.seconds, strict=True)).values())


def instance_of(
    objectives: Sequence[Objective], graph: Graph, meetings: Iterable[tuple[str, str]], capacity: Capacity
) -> Instance:
    """The instance of `objectives`, which stand in the order of `graph`; the pairs of `meetings` have to be apart."""
    names = tuple(objective.id for objective in objectives)
    position = {name: index for index, name in enumerate(names)}
    apart = [0] * len(names)
    for pair in meetings:
        if position.keys() >= set(pair):
            one, other = (position[name] for name in pair)
            apart[one] |= 1 << other
            apart[other] |= 1 << one
    wanted = tuple(tuple(position[name] for name in graph.dependencies[wanting]) for wanting in names)
    before = [0] * len(names)
    for index, dependencies in enumerate(wanted):
        for dependency in dependencies:
            before[index] |= before[dependency] | 1 << dependency
    return Instance(
        names=names,
        wanted=wanted,
        levels=tuple(graph.levels[name] for name in names),
        heights=tuple(graph.heights[name] for name in names),
        apart=tuple(apart),
        ordered=_both_ways(before),
        seconds=tuple(objective.estimate or 0.0 for objective in objectives),
        capacity=capacity,
    )


def _both_ways(before: Sequence[int]) -> tuple[int, ...]:
    both = list(before)
    for index, others in enumerate(before):
        for other in bits(others):
            both[other] |= 1 << index
    return tuple(both)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
