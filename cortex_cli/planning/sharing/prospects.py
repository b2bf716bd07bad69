"""What settling files can bring at most, told without placing anything in waves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Bound
from cortex_cli.planning.graph import critical_path, graph_of
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.waves.bounds import Floor
from cortex_cli.planning.waves.meetings import Meetings, pair_of

Cost = tuple[int, float]
"""Waves, then estimated seconds; the smaller, the better."""


def least_cost(
    objectives: Sequence[Objective], changed: Collection[str], floor: Floor, meetings: Meetings, setting: Setting
) -> Cost:
    """No placement of `objectives` costs less; `floor` and `meetings` are those of the time before some `changed`.

    Two bounds: the longest chains of dependencies, and those that had to be in different waves and still have to.
    """
    placed = {each.id: each for each in objectives if not each.interfaces}
    graph = graph_of(list(placed.values()))
    seconds = {name: each.estimate or 0.0 for name, each in placed.items()}
    apart = _still_apart(placed, changed, floor, meetings, setting)
    waves = max(max(graph.levels.values(), default=0), len(apart))
    return waves, round(max(critical_path(graph, seconds).seconds, sum(seconds[name] for name in apart)), 1)


def _still_apart(
    placed: Mapping[str, Objective], changed: Collection[str], floor: Floor, meetings: Meetings, setting: Setting
) -> list[str]:
    """Some of those that the conflicts of `floor` are about, all of which exclude one another.

    Two of them that do not meet exclude one another by order or by a resource, which stays.
    """
    members = [name for name in floor.names if name in placed] if floor.bound is Bound.CONFLICTS else []
    scopes = {name: setting.scope(placed[name]) for name in members}

    @cache
    def writes(name: str, path: str) -> bool:
        return scopes[name].matches(path, fold_case=setting.fold_case)

    def exclude(one: str, other: str) -> bool:
        pair = pair_of(meetings, one, other)
        if pair is None or not (one in changed or other in changed):
            return True
        witness = meetings[pair]
        return witness is not None and writes(one, witness) and writes(other, witness)

    apart: list[str] = []
    for name in sorted(members, key=lambda name: name in changed):
        if all(exclude(name, other) for other in apart):
            apart.append(name)
    return apart
