"""Plans whose commit is not HEAD: told, and refused where they were to be executed."""

from __future__ import annotations

import shlex
from pathlib import Path

from cortex_cli.model.errors import RefusedError
from cortex_cli.model.movement import COMMIT_ID, Movement, Relation
from cortex_cli.model.plan import Plan
from cortex_cli.model.problem import Problem
from cortex_cli.pipeline.context import Project
from cortex_cli.planning.changes.staleness import stale_warnings, staleness
from cortex_cli.vcs.movement import movement

LONGEST_SHOWN = 300


def movement_of(project: Project, plan: Plan) -> Movement | None:
    """How HEAD stands to the plan's commit; None for a plan that names none, which fits any."""
    if plan.base_commit is None:
        return None
    return movement(project.repository.observer, plan.base_commit, project.repository.head())


def refuse_stale(project: Project, plan: Plan, file: Path | None) -> None:
    """RefusedError for a plan whose commit is not HEAD, saying what moved in its scopes."""
    moved = movement_of(project, plan)
    if moved is not None and moved.relation is not Relation.SAME:
        mend = mend_of(project, plan, file, moved)
        raise RefusedError(staleness(plan, moved), where=str(file) if file else None, mend=mend)


def stale_findings(project: Project, plan: Plan, file: Path) -> tuple[Problem, ...]:
    """The warning `stale` for a plan whose commit is not HEAD."""
    moved = movement_of(project, plan)
    return tuple(stale_warnings(plan, moved, mend_of(project, plan, file, moved))) if moved else ()


def mend_of(project: Project, plan: Plan, file: Path | None, moved: Movement) -> str:
    """The command that makes a stale plan fit HEAD."""
    if COMMIT_ID.fullmatch(moved.base) is None:
        return "write the whole id of a commit, as git rev-parse prints it"
    if moved.relation is Relation.UNKNOWN:
        return f"fetch the commit, or {plan_again(plan)}"
    if file is None or (plan.id is not None and project.reports.find_plan(plan.id) == file):
        return f"cortex plan --refresh {plan.id}" if plan.id else "cortex plan --refresh"
    start = project.settings.start
    return f"cortex plan --refresh {shlex.quote(str(file.relative_to(start) if file.is_relative_to(start) else file))}"


def plan_again(plan: Plan) -> str:
    """The command that plans the same request; a long one is not repeated, and never cut."""
    request = plan.request.strip()
    if len(request) > LONGEST_SHOWN or not request.isprintable():
        return "plan the same request again with: cortex plan"
    return f"plan again: cortex plan {shlex.quote(request)}"
