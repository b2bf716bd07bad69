"""Why an objective is in its wave: for each earlier one, what keeps it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.explanation import EarlierWave, Obstacle
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import overlap
from cortex_cli.model.team import Team
from cortex_cli.planning.checking.exclusivity import members_of
from cortex_cli.planning.waves.capacity import Capacity, capacity_of


def explain_wave(objective: Objective, plan: Plan, team: Team, existing: Sequence[str]) -> tuple[EarlierWave, ...]:
    """Each wave of `plan` before that of `objective`, and what keeps the objective out of it."""
    unnamed = [replace(each, worker=None) for each in plan.objectives]
    free = capacity_of(team, unnamed, plan.task_type)
    named = capacity_of(team, plan.objectives, plan.task_type)
    waits = [each for each in plan.objectives if each.id in objective.depends_on]
    found = []
    for number, members in members_of(plan):
        if number >= objective.wave:
            continue
        held = tuple(each.id for each in waits if each.wave >= number)
        if number == 0 and not objective.interfaces:
            found.append(EarlierWave(number, Obstacle.INTERFACES))
        elif held:
            found.append(EarlierWave(number, Obstacle.DEPENDENCY, held))
        else:
            met = _scopes(objective, members, plan, existing)
            found.append(replace(met or _hands(objective, members, free, named), wave=number))
    return tuple(found)


def _scopes(
    objective: Objective, members: Sequence[Objective], plan: Plan, existing: Sequence[str]
) -> EarlierWave | None:
    """The first of `members` that could write what `objective` could."""
    mine = objective.scope.with_forbid(plan.global_forbid)
    for other in members:
        if objective.scope.touch is None or other.scope.touch is None:
            return EarlierWave(0, Obstacle.ALONE, (other.id,))
        theirs = other.scope.with_forbid(plan.global_forbid)
        try:
            witness = overlap(mine, theirs, fold_case=plan.fold_case)
            if witness is not None:
                witness = overlap(mine, theirs, existing=existing, fold_case=plan.fold_case)
                return EarlierWave(0, Obstacle.SCOPE, (other.id,), witness)
        except ProofBudgetExceeded:
            return EarlierWave(0, Obstacle.SCOPE, (other.id,))
    return None


def _hands(objective: Objective, members: Sequence[Objective], free: Capacity, named: Capacity) -> EarlierWave:
    """What is used up by `members`: a resource, the team, the worker; `free` lets any able worker do each."""
    there = tuple(each.id for each in members)
    everyone = [*there, objective.id]
    for resource in objective.resources:
        users = tuple(each.id for each in members if resource in each.resources)
        if len(users) + 1 > free.stock.get(resource, len(everyone)):
            return EarlierWave(0, Obstacle.RESOURCE, users, share=resource, at_once=free.stock[resource])
    if not free.fits(everyone):
        full = free.limit is not None and len(everyone) > free.limit
        return EarlierWave(0, Obstacle.CAPACITY, there, at_once=free.limit if full else None)
    worker = objective.worker
    if worker is not None and not named.fits(everyone):
        users = tuple(each.id for each in members if each.worker == worker)
        return EarlierWave(0, Obstacle.WORKER, users, share=worker, at_once=named.slots.get(worker))
    return EarlierWave(0, Obstacle.NONE)
