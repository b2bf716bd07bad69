"""Giving each objective its wave: after its dependencies, apart from what it could collide with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Bound
from cortex_cli.planning.cycles import cycles
from cortex_cli.planning.graph import graph_of
from cortex_cli.planning.waves.bounds import Floor, floor_of, least_seconds
from cortex_cli.planning.waves.capacity import Capacity
from cortex_cli.planning.waves.causes import blamed
from cortex_cli.planning.waves.filling import greedy
from cortex_cli.planning.waves.instance import Instance, instance_of
from cortex_cli.planning.waves.meetings import Meetings, meetings_of
from cortex_cli.planning.waves.moves import Move, moves
from cortex_cli.planning.waves.search import Search

SEARCH_SIZE = 40
"""Above this many objectives the search would rarely beat the greedy answer within its steps."""


@dataclass(frozen=True)
class Assignment:
    """Objectives with their waves, in the order given; `seconds` is the sum of each wave's longest estimate.

    No assignment has fewer waves than `floor` says; with `optimal` none has fewer than this one, and with
    `fastest` none with as few takes less time.
    """

    objectives: tuple[Objective, ...]
    moves: tuple[Move, ...]
    waves: int
    floor: Floor
    optimal: bool
    fastest: bool
    seconds: float


@dataclass(frozen=True)
class _Solution:
    waves: list[int]
    floor: Floor
    fastest: bool


def assign_waves(
    objectives: Sequence[Objective],
    capacity: Capacity | None = None,
    *,
    global_forbid: Sequence[str] = (),
    fold_case: bool = False,
    existing: Sequence[str] = (),
) -> Assignment:
    """Fewest waves, then the smallest makespan by estimates; the same answer on every machine.

    The waves that `objectives` come with are ignored; those that only fix interfaces are wave 0. Up to
    `SEARCH_SIZE` objectives the answer is searched for; beyond, it is the greedy one. Raises ConfigurationError
    where the dependencies form a cycle.
    """
    met = meetings_of(objectives, global_forbid=global_forbid, fold_case=fold_case, existing=existing)
    return place(objectives, capacity or Capacity(), met)


def place(objectives: Sequence[Objective], capacity: Capacity, meetings: Meetings) -> Assignment:
    """As `assign_waves`, where it is known already which objectives could write the same path."""
    for cycle in cycles(graph_of(objectives)):
        raise ConfigurationError(f"dependencies form a cycle: {' -> '.join(cycle)}")
    first = [objective for objective in objectives if objective.interfaces]
    graph = graph_of([objective for objective in objectives if not objective.interfaces])
    by_id = {objective.id: objective for objective in objectives}
    instance = instance_of([by_id[name] for name in graph.order], graph, meetings, capacity)
    solution = _solve(instance)
    numbers = dict(zip(instance.names, solution.waves, strict=True))
    count, extra = max(solution.waves, default=0), bool(first)
    return Assignment(
        objectives=tuple(replace(objective, wave=numbers.get(objective.id, 0)) for objective in objectives),
        moves=moves(instance, solution.waves, meetings),
        waves=count + extra,
        floor=_with_first(blamed(solution.floor, instance), first),
        optimal=count == solution.floor.waves,
        fastest=solution.fastest,
        seconds=instance.makespan(solution.waves) + max((each.estimate or 0.0 for each in first), default=0.0),
    )


def _with_first(floor: Floor, first: Sequence[Objective]) -> Floor:
    """The bound with wave 0 in it, which comes before everything else."""
    if not first:
        return floor
    names = (first[0].id, *floor.names) if floor.bound is Bound.DEPENDENCIES else floor.names
    return replace(floor, waves=floor.waves + 1, names=names)


def _solve(instance: Instance) -> _Solution:
    """The waves, below how many there can be none, and whether the makespan is known to be the least."""
    waves, floor = greedy(instance), floor_of(instance)
    count, seconds = max(waves, default=0), instance.makespan(waves)
    if len(waves) <= SEARCH_SIZE:
        search = Search(instance)
        for number in range(floor.waves, count):
            better = search.best(number)
            if better is not None:
                return _Solution(better, floor, not search.cut)
            if not search.cut:
                floor = Floor(number + 1, Bound.SEARCH)
        better = search.best(count, seconds)
        if better is not None or not search.cut:
            return _Solution(better or waves, floor, not search.cut)
    return _Solution(waves, floor, count == floor.waves and seconds <= least_seconds(instance))
