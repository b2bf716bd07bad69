"""The schedule of a plan whose objectives have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.plan import Plan
from cortex_cli.model.team import Team
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.capacity import capacity_of
from cortex_cli.planning.waves.scheduling import schedule_of


def measured(plan: Plan, team: Team, existing: Sequence[str]) -> Plan:
    """`plan` with its schedule measured again; one that has none gets none.

    Raises ConfigurationError where the dependencies form a cycle.
    """
    if plan.schedule is None:
        return plan
    best = assign_waves(
        plan.objectives,
        capacity_of(team, plan.objectives, plan.task_type),
        global_forbid=plan.global_forbid,
        fold_case=plan.fold_case,
        existing=existing,
    )
    return replace(plan, schedule=schedule_of(plan.objectives, best))
