"""Giving each objective its wave: after its dependencies, apart from what it could collide with."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import conflicts
from cortex_cli.planning.capacity import Capacity
from cortex_cli.planning.cycles import cycles
from cortex_cli.planning.graph import Graph, graph_of
from cortex_cli.planning.wave_search import SEARCH_SIZE, Instance, Search, greedy


class MoveReason(StrEnum):
    SCOPE = "scope"
    CAPACITY = "capacity"
    DURATION = "duration"


@dataclass(frozen=True)
class Move:
    """An objective that runs later than its dependencies ask.

    Because of SCOPE its writes meet those of `meets` at `witness` (None: undecided); because of CAPACITY
    there are too few hands earlier; because of DURATION it loses nothing by running beside longer work.
    """

    objective: str
    earliest: int
    wave: int
    reason: MoveReason
    meets: str | None = None
    witness: str | None = None


@dataclass(frozen=True)
class Assignment:
    """Objectives with their waves, in the order given; `seconds` is the sum of each wave's longest estimate.

    No assignment has fewer than `lower_bound` waves; with `optimal` none has fewer than this one.
    """

    objectives: tuple[Objective, ...]
    moves: tuple[Move, ...]
    waves: int
    lower_bound: int
    optimal: bool
    seconds: float


Meetings = Mapping[tuple[int, int], str | None]


def assign_waves(
    objectives: Sequence[Objective],
    capacity: Capacity | None = None,
    *,
    global_forbid: Sequence[str] = (),
    fold_case: bool = False,
    existing: Sequence[str] = (),
) -> Assignment:
    """Fewest waves, then the smallest makespan by estimates; the same answer on every machine.

    The waves that `objectives` come with are ignored. Up to `SEARCH_SIZE` objectives the answer is searched
    for; beyond, it is the greedy one. Raises ConfigurationError where the dependencies form a cycle.
    """
    graph = graph_of(objectives)
    for cycle in cycles(graph):
        raise ConfigurationError(f"dependencies form a cycle: {' -> '.join(cycle)}")
    position = {name: index for index, name in enumerate(graph.order)}
    ordered = sorted(objectives, key=lambda objective: position[objective.id])
    meetings = _meetings(ordered, global_forbid, fold_case, existing)
    instance = _instance(ordered, graph, meetings, capacity or Capacity())
    waves, least, optimal = _solve(instance)
    numbers = dict(zip(instance.names, waves, strict=True))
    return Assignment(
        objectives=tuple(replace(objective, wave=numbers[objective.id]) for objective in objectives),
        moves=_moves(instance, waves, meetings),
        waves=max(waves, default=0),
        lower_bound=least,
        optimal=optimal,
        seconds=instance.makespan(waves),
    )


def _meetings(
    ordered: Sequence[Objective], global_forbid: Sequence[str], fold_case: bool, existing: Sequence[str]
) -> Meetings:
    scopes = [objective.scope.with_forbid(global_forbid) for objective in ordered]
    found = {(a, b): witness for a, b, witness in conflicts(scopes, existing=existing, fold_case=fold_case)}
    for a, objective in enumerate(ordered):
        if objective.scope.touch is None:
            for b in range(len(ordered)):
                if a != b:
                    found.setdefault((min(a, b), max(a, b)), None)
    return found


def _instance(ordered: Sequence[Objective], graph: Graph, meetings: Meetings, capacity: Capacity) -> Instance:
    names = tuple(objective.id for objective in ordered)
    position = {name: index for index, name in enumerate(names)}
    apart = [0] * len(names)
    for a, b in meetings:
        apart[a] |= 1 << b
        apart[b] |= 1 << a
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
        seconds=tuple(objective.estimate or 0.0 for objective in ordered),
        capacity=capacity,
    )


def _both_ways(before: Sequence[int]) -> tuple[int, ...]:
    both = list(before)
    for index, bits in enumerate(before):
        while bits:
            lowest = bits & -bits
            both[lowest.bit_length() - 1] |= 1 << index
            bits ^= lowest
    return tuple(both)


def _solve(instance: Instance) -> tuple[list[int], int, bool]:
    """The waves, the lower bound on their number, and whether that number is known to be the least."""
    waves = greedy(instance)
    least, count = instance.least_waves(), max(waves, default=0)
    if len(waves) > SEARCH_SIZE:
        return waves, least, count == least
    search = Search(instance)
    for number in range(least, count):
        better = search.best(number, math.inf)
        if better is not None:
            return better, number, True
        if not search.exhausted:
            least = number + 1
    return search.best(count, instance.makespan(waves)) or waves, least, count == least


def _moves(instance: Instance, waves: Sequence[int], meetings: Meetings) -> tuple[Move, ...]:
    moves = []
    members: dict[int, list[int]] = {}
    for index, wave in enumerate(waves):
        members.setdefault(wave, []).append(index)
    for index in range(len(waves)):
        earliest = 1 + max((waves[wanted] for wanted in instance.wanted[index]), default=0)
        if waves[index] > earliest:
            move = _why(instance, index, members[earliest], meetings)
            moves.append(replace(move, earliest=earliest, wave=waves[index]))
    return tuple(moves)


def _why(instance: Instance, index: int, there: Sequence[int], meetings: Meetings) -> Move:
    """Why an objective is not in a wave whose members are `there`."""
    name = instance.names[index]
    for other in there:
        if instance.apart[index] >> other & 1:
            witness = meetings[min(index, other), max(index, other)]
            return Move(name, 0, 0, MoveReason.SCOPE, instance.names[other], witness)
    fits = instance.together([*there, index])
    return Move(name, 0, 0, MoveReason.DURATION if fits else MoveReason.CAPACITY)
