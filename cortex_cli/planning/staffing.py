"""Giving objectives their workers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.capabilities import able_workers, fitness
from cortex_cli.planning.waves.capacity import Capacity, capacity_of


def staff(
    objectives: Sequence[Objective], team: Team, kind: TaskType | None = None
) -> tuple[tuple[Objective, ...], tuple[str, ...]]:
    """Objectives that name no worker get one, and notices say where none is able.

    Within a wave the worker that fits best, then the one with the least work so far; no worker gets more than
    it can take at once where the wave allows that. A team without enabled workers leaves them all without
    one. `kind` is the task type of objectives that have none of their own.
    """
    if not team.enabled:
        return tuple(objectives), ()
    capacity = capacity_of(team, objectives, kind)
    load = dict.fromkeys(capacity.slots, 0.0)
    chosen: dict[str, str | None] = {}
    for number in sorted({objective.wave for objective in objectives}):
        members = [objective for objective in objectives if objective.wave == number]
        _staff_wave(members, capacity, load, chosen, team, kind)
    staffed = tuple(replace(objective, worker=chosen[objective.id]) for objective in objectives)
    return staffed, _notices(staffed, team, kind)


def _staff_wave(
    members: Sequence[Objective],
    capacity: Capacity,
    load: dict[str, float],
    chosen: dict[str, str | None],
    team: Team,
    kind: TaskType | None,
) -> None:
    names = [objective.id for objective in members]
    able = {objective.id: _choices(objective, capacity) for objective in members}
    for objective in sorted(members, key=lambda each: -(each.estimate or 0.0)):
        if objective.worker is None and not able_workers(team, objective.task_type or kind):
            chosen[objective.id] = None
            continue
        words = {
            worker.id: fitness(worker, objective.task_type or kind, objective.scope.touch or ())
            for worker in team.enabled
        }
        ranked = sorted(able[objective.id], key=lambda worker: (-words.get(worker, 0), load.get(worker, 0.0)))
        best = next(
            (worker for worker in ranked if _still_fits(names, capacity, able, objective.id, worker)),
            ranked[0],
        )
        able[objective.id] = (best,)
        chosen[objective.id] = best
        load[best] = load.get(best, 0.0) + (objective.estimate or 0.0) / capacity.slots.get(best, 1)


def _choices(objective: Objective, capacity: Capacity) -> tuple[str, ...]:
    """A worker that an objective names stays, whether the team has it or not: checking the plan says so."""
    return (objective.worker,) if objective.worker is not None else capacity.able[objective.id]


def _still_fits(
    names: Sequence[str], capacity: Capacity, able: Mapping[str, tuple[str, ...]], name: str, worker: str
) -> bool:
    """Whether the wave still fits with `worker` for `name`; workers that the team does not have take no slot."""
    fixed = {**able, name: (worker,)}
    known = {each: tuple(w for w in workers if w in capacity.slots) for each, workers in fixed.items()}
    return Capacity(None, capacity.slots, {each: some for each, some in known.items() if some}).fits(names)


def _notices(staffed: Sequence[Objective], team: Team, kind: TaskType | None) -> tuple[str, ...]:
    return tuple(
        f"no enabled worker does {objective.task_type or kind} work: {objective.id} has nobody yet"
        for objective in staffed
        if objective.worker is None
    )
