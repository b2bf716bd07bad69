"""`cortex plan --refresh`: a plan brought to HEAD, proven, sealed and written as a new plan; the old one stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cortex_cli.model.errors import RefusedError, UsageError
from cortex_cli.model.movement import Movement, Relation
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.plan_diff import PlanDiff
from cortex_cli.pipeline.analyze import analyze
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.plan_files import choose_plan, prove, tracked
from cortex_cli.pipeline.staleness import mend_of, movement_of
from cortex_cli.planning.changes.diff import diff_plans
from cortex_cli.planning.changes.exchange import Exchange
from cortex_cli.planning.changes.refresh import Head, Refreshed, declined, follow, plan_anew
from cortex_cli.planning.changes.staleness import Moved, moved_in, staleness
from cortex_cli.planning.plan_files.document import plan_yaml
from cortex_cli.planning.plan_files.text import sealed_text
from cortex_cli.planning.planner import make_plan
from cortex_cli.reporting.files import ReportKind
from cortex_cli.reporting.plan_report import plan_markdown
from cortex_cli.vcs.movement import renames


@dataclass(frozen=True)
class Renewed:
    """What became of a plan: `file` has the new one, None where there was nothing to do or it does not hold.

    `stale` says in one sentence what moved, `told` what was decided.
    """

    plan: Plan
    check: PlanCheck
    diff: PlanDiff
    stale: str
    told: tuple[str, ...] = ()
    report: Path | None = None
    file: Path | None = None


def refresh(project: Project, reference: str | None) -> Renewed:
    """Bring the plan that `reference` names, the newest one where it is None, to HEAD.

    Raises UsageError for a plan that names no commit, RefusedError where its commit is not known here.
    """
    given, file = choose_plan(project, reference)
    plan, movement = given.plan, movement_of(project, given.plan)
    if movement is None:
        mend = f"cortex execute {reference}" if reference else "cortex execute"
        raise UsageError("the plan names no commit, so it fits any: nothing to refresh", where=str(file), mend=mend)
    if movement.relation is Relation.UNKNOWN:
        mend = mend_of(project, plan, file, movement)
        raise RefusedError(staleness(plan, movement), where=str(file), mend=mend)
    if movement.relation is Relation.SAME:
        found = PlanCheck(True, (), (), ())
        return Renewed(plan, found, diff_plans(plan, plan), "the plan is for HEAD: there is nothing to refresh")
    moved = moved_in(plan, movement.changed)
    refreshed = renewed(project, plan, movement, moved)
    sealed, check = prove(project, refreshed.plan)
    result = Renewed(sealed, check, diff_plans(plan, sealed), staleness(plan, movement), refreshed.told)
    if not check.valid:
        return result
    text = plan_yaml(sealed) if moved else sealed_text(file.read_bytes().decode(), sealed)
    return written(project, result, text)


def renewed(project: Project, plan: Plan, movement: Movement, moved: Sequence[Moved]) -> Refreshed:
    """The plan for HEAD: as it was where nothing in its scopes changed, else followed or planned anew."""
    if not moved:
        return Refreshed(replace(plan, base_commit=movement.head))
    git = project.repository.observer
    head = Head(movement, renames(git, movement.base, movement.head), tracked(project, movement.head), project.team)
    if plan.analysis is None:
        return follow(plan, moved, head)
    return anew(project, plan, moved, head)


def anew(project: Project, plan: Plan, moved: Sequence[Moved], head: Head) -> Refreshed:
    """The request analysed and planned again, for the objectives in whose scope something changed."""
    analysis = analyze(project, plan.request).analysis
    fresh = make_plan(
        analysis,
        project.team,
        head.tracked,
        solo=len(plan.objectives) == 1,
        interfaces=any(each.interfaces for each in plan.objectives),
        fold_case=project.repository.ignore_case,
    )
    before = project.reports.archived_analysis(plan.analysis)
    exchange = Exchange(
        plan,
        fresh,
        frozenset(each.objective for each in moved),
        head.tracked,
        head.renames,
        declined(before, plan) if before else frozenset(),
    )
    return plan_anew(exchange, moved, head, analysis)


def written(project: Project, result: Renewed, text: str) -> Renewed:
    """`result` with its files: the Markdown, and `text` as the plan file."""
    identifier = result.plan.id or "unsealed"
    report = project.reports.write(ReportKind.PLAN, identifier, plan_markdown(result.plan))
    return replace(result, report=report, file=project.reports.write_plan(identifier, text))
