"""The schedule of a plan whose objectives have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.plan import Plan
from cortex_cli.model.schedule import Schedule
from cortex_cli.model.team import Team
from cortex_cli.planning.waves.assignment import Assignment, assign_waves
from cortex_cli.planning.waves.capacity import Capacity, capacity_of
from cortex_cli.planning.waves.scheduling import schedule_of


def measured(plan: Plan, team: Team, existing: Sequence[str]) -> Plan:
    """`plan` with its schedule measured again; one that has none gets none.

    Raises ConfigurationError where the dependencies form a cycle.
    """
    if plan.schedule is None:
        return plan
    return replace(plan, schedule=schedule_for(plan, team, existing))


def schedule_for(plan: Plan, team: Team, existing: Sequence[str]) -> Schedule:
    """How good the waves of `plan` are; where hands would need more of them, objectives are taken to wait for one.

    Raises ConfigurationError where the dependencies form a cycle.
    """
    capacity = capacity_of(team, plan.objectives, plan.task_type)
    best = _best(plan, capacity, existing)
    if best.floor.waves > len({each.wave for each in plan.objectives}):
        best = _best(plan, capacity.queued, existing)
    return schedule_of(plan.objectives, best)


def _best(plan: Plan, capacity: Capacity, existing: Sequence[str]) -> Assignment:
    forbid, fold_case = plan.global_forbid, plan.fold_case
    return assign_waves(plan.objectives, capacity, global_forbid=forbid, fold_case=fold_case, existing=existing)
