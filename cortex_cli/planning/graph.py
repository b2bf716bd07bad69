"""Dependencies as a graph: order, levels, the critical path, edges that say nothing new."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.plan import Objective


@dataclass(frozen=True)
class Graph:
    """Names in declared order, each with the names it depends on.

    Self, duplicate and unknown dependencies are dropped by `graph_of`, so that every method works on a plan
    that is still wrong. Nodes in a cycle, or behind one, have no place in `order`.
    """

    dependencies: Mapping[str, tuple[str, ...]]

    @cached_property
    def dependants(self) -> Mapping[str, tuple[str, ...]]:
        """The direct dependants of each node, in declared order."""
        found: dict[str, list[str]] = {name: [] for name in self.dependencies}
        for name, wanted in self.dependencies.items():
            for dependency in wanted:
                found[dependency].append(name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Dependencies before dependants; among those that are free, the one declared first."""
        position, names = self.positions, list(self.dependencies)
        waiting = {name: len(wanted) for name, wanted in self.dependencies.items()}
        free = [position[name] for name in names if not waiting[name]]
        ordered: list[str] = []
        while free:
            name = names[heapq.heappop(free)]
            ordered.append(name)
            for dependant in self.dependants[name]:
                waiting[dependant] -= 1
                if not waiting[dependant]:
                    heapq.heappush(free, position[dependant])
        return tuple(ordered)

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """The longest chain that ends in each node, counted in nodes: 1 where nothing is needed."""
        levels: dict[str, int] = {}
        for name in self.order:
            levels[name] = 1 + max((levels[wanted] for wanted in self.dependencies[name]), default=0)
        return levels

    @cached_property
    def heights(self) -> Mapping[str, int]:
        """The longest chain that starts in each node, counted in nodes: 1 where nothing waits for it."""
        heights: dict[str, int] = {}
        for name in reversed(self.order):
            heights[name] = 1 + max((heights[after] for after in self.dependants[name]), default=0)
        return heights

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The place of each node in the declared order, from 0."""
        return {name: index for index, name in enumerate(self.dependencies)}

    @cached_property
    def ancestors(self) -> Mapping[str, int]:
        """Everything each node waits for, directly or not: bit `positions[name]` stands for `name`."""
        found: dict[str, int] = {}
        for name in self.order:
            bits = 0
            for wanted in self.dependencies[name]:
                bits |= found[wanted] | 1 << self.positions[wanted]
            found[name] = bits
        return found

    def profile(self) -> tuple[int, ...]:
        """How many nodes each level holds: the parallelism that the dependencies alone would allow."""
        counts = [0] * max(self.levels.values(), default=0)
        for level in self.levels.values():
            counts[level - 1] += 1
        return tuple(counts)

    def reduced(self) -> Graph:
        """The same order with the fewest edges: a dependency that another one implies is left out."""
        kept = {}
        for name, wanted in self.dependencies.items():
            implied = 0
            for dependency in wanted:
                implied |= self.ancestors.get(dependency, 0)
            kept[name] = tuple(d for d in wanted if not implied >> self.positions[d] & 1)
        return Graph(kept)


@dataclass(frozen=True)
class CriticalPath:
    """The chain of dependencies that takes longest, in `seconds`."""

    names: tuple[str, ...]
    seconds: float


def graph_of(objectives: Sequence[Objective]) -> Graph:
    """The graph of `objectives`; of objectives with the same id the first counts."""
    return graph_from((objective.id, objective.depends_on) for objective in objectives)


def graph_from(declared: Iterable[tuple[str, Iterable[str]]]) -> Graph:
    """A graph of (name, dependencies) pairs, without self, duplicate and unknown dependencies."""
    wanted: dict[str, Iterable[str]] = {}
    for name, dependencies in declared:
        wanted.setdefault(name, dependencies)
    return Graph(
        {
            name: tuple(d for d in dict.fromkeys(dependencies) if d in wanted and d != name)
            for name, dependencies in wanted.items()
        }
    )


def critical_path(graph: Graph, seconds: Mapping[str, float]) -> CriticalPath:
    """The longest chain by `seconds` per node (absent: 0); of equal ones the one declared first."""
    finish: dict[str, float] = {}
    before: dict[str, str | None] = {}
    for name in graph.order:
        last = max(graph.dependencies[name], key=finish.__getitem__, default=None)
        before[name] = last
        finish[name] = seconds.get(name, 0.0) + (finish[last] if last is not None else 0.0)
    end = max(graph.order, key=finish.__getitem__, default=None)
    if end is None:
        return CriticalPath((), 0.0)
    chain, step = [end], before[end]
    while step is not None:
        chain.append(step)
        step = before[step]
    return CriticalPath(tuple(reversed(chain)), finish[end])
