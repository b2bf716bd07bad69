"""Whether the team of a repository can carry out a plan: workers that exist, resources that suffice."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.problem import Problem
from cortex_cli.model.team import Team
from cortex_cli.model.text import counted
from cortex_cli.planning.capabilities import able_workers, can_do
from cortex_cli.planning.checking.exclusivity import members_of
from cortex_cli.planning.waves.capacity import capacity_of


def team_problems(plan: Plan, team: Team) -> Iterator[Problem]:
    """Kinds: unknown_worker, disabled_worker, unknown_resource, over_capacity."""
    for objective in plan.objectives:
        yield from _worker(objective, team)
        yield from _unknown_resources(objective, team)
    yield from _over_capacity(plan, team)


def team_warnings(plan: Plan, team: Team) -> Iterator[Problem]:
    """Kinds: no_able_worker, capability, too_wide."""
    known = {worker.id: worker for worker in team.workers}
    for objective in plan.objectives:
        if objective.worker is None:
            yield from _nobody(plan, objective, team)
        worker = known.get(objective.worker or "")
        kind = objective.task_type or plan.task_type
        if worker is not None and not can_do(worker, kind):
            message = f"{objective.id} is {kind} work, which {worker.id} does not list among its capabilities"
            yield Problem("capability", message, objective=objective.id)
    yield from _too_wide(plan, team)


def _worker(objective: Objective, team: Team) -> Iterator[Problem]:
    known = {worker.id: worker for worker in team.workers}
    if objective.worker is None:
        return
    if objective.worker not in known:
        yield Problem(
            "unknown_worker",
            f"{objective.id} wants the worker {objective.worker}, which the team does not have",
            objective=objective.id,
            mend=_near(objective.worker, list(known), "workers"),
        )
    elif not known[objective.worker].enabled:
        yield Problem(
            "disabled_worker",
            f"{objective.id} wants the worker {objective.worker}, which is disabled",
            objective=objective.id,
            mend=f"set `enabled: true` for {objective.worker} in the team file, or name another worker",
        )


def _unknown_resources(objective: Objective, team: Team) -> Iterator[Problem]:
    known = [resource.id for resource in team.resources]
    for name in dict.fromkeys(objective.resources):
        if name not in known:
            yield Problem(
                "unknown_resource",
                f"{objective.id} uses the resource {name}, which the team does not have",
                objective=objective.id,
                mend=_near(name, known, "resources"),
            )


def _near(name: str, known: list[str], kind: str) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"the team has {', '.join(known) or f'no {kind}'}"


def _over_capacity(plan: Plan, team: Team) -> Iterator[Problem]:
    """A wave in which more objectives use a resource than may at the same time."""
    for number, members in members_of(plan):
        for resource in team.resources:
            users = [objective.id for objective in members if resource.id in objective.resources]
            if len(users) > resource.capacity:
                last = users[-1]
                yield Problem(
                    "over_capacity",
                    f"wave {number}: {counted(len(users), 'objective')} use {resource.id}, {last} among them, and its "
                    f"capacity is {resource.capacity}",
                    objective=last,
                    mend=f"put {last} into another wave, or raise the capacity of {resource.id} in the team file",
                )


def _too_wide(plan: Plan, team: Team) -> Iterator[Problem]:
    """A wave of more objectives than the team takes at once: sound, but not as wide as it looks."""
    limit = capacity_of(team, ()).limit
    for number, members in members_of(plan):
        if limit is not None and len(members) > limit:
            yield Problem(
                "too_wide",
                f"wave {number} has {len(members)} objectives, the team takes {limit} at once: "
                "the others wait their turn",
            )


def _nobody(plan: Plan, objective: Objective, team: Team) -> Iterator[Problem]:
    """Nobody enabled does this kind of work.

    No problem of the plan: it divides the work soundly whoever is there now, planning without any worker is allowed,
    and `cortex execute` asks again and refuses. Told only where the team's own choice of capabilities leaves nobody.
    """
    kind = objective.task_type or plan.task_type
    if team.enabled and not able_workers(team, kind):
        yield Problem(
            "no_able_worker",
            f"{objective.id} is {kind} work, and no enabled worker does that",
            objective=objective.id,
            mend=f"name a worker for {objective.id}, or add the capability to one in the team file",
        )
