"""`cortex plan`: waves of objectives with proven scopes, as Markdown for people and YAML for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cortex_cli.model.analysis import Analysis
from cortex_cli.model.errors import UsageError
from cortex_cli.model.events import (
    ObjectivesCreated,
    Phase,
    PhaseCompleted,
    PhaseStarted,
    ScopeValidated,
    WavesCreated,
)
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.analyze import analyze
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.plan_files import tracked
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.document import plan_yaml
from cortex_cli.planning.planner import make_plan
from cortex_cli.planning.sweep import sweep_plan
from cortex_cli.reporting.files import ReportKind
from cortex_cli.reporting.plan_report import plan_markdown


@dataclass(frozen=True)
class Planned:
    """`file` is the YAML that `cortex execute` takes, `report` the Markdown; `analysis` is None for a sweep."""

    plan: Plan
    check: PlanCheck
    report: Path
    file: Path
    analysis: Analysis | None = None


def plan(project: Project, request: str, *, solo: bool = False, interfaces: bool = False) -> Planned:
    """Analyse, plan, prove and write; raises UsageError for `interfaces` of one objective, which has none."""
    if solo and interfaces:
        raise UsageError("--solo has no interfaces to fix: there is one objective", mend="leave out one of the two")
    analysed = analyze(project, request)
    clock, emit = project.settings.clock, project.settings.emit
    started = clock.elapsed()
    emit(PhaseStarted(Phase.PLANNING))
    analysis = analysed.analysis
    made = make_plan(
        analysis,
        project.team,
        tracked(project, analysis.base_commit),
        solo=solo,
        interfaces=interfaces,
        fold_case=project.repository.ignore_case,
    )
    return replace(conclude(project, made, started), analysis=analysis)


def sweep(project: Project, request: str, over: Sequence[str], worker: str | None, *, solo: bool = False) -> Planned:
    """Plan mechanical work over the tracked files that match the patterns, without an analysis."""
    started = project.settings.clock.elapsed()
    project.settings.emit(PhaseStarted(Phase.PLANNING))
    head = project.repository.head()
    fold_case = project.repository.ignore_case
    files = tracked(project, head)
    made = sweep_plan(request, over, files, head, project.team, worker=worker, solo=solo, fold_case=fold_case)
    return conclude(project, made, started)


def conclude(project: Project, made: Plan, started: float) -> Planned:
    """Prove the plan, tell it, and write its two files."""
    emit = project.settings.emit
    project.settings.follow(made)
    emit(ObjectivesCreated(tuple(objective.id for objective in made.objectives)))
    emit(WavesCreated(made.waves))
    existing = tracked(project, made.base_commit or project.repository.head())
    check = check_plan(made, existing=existing, team=project.team)
    emit(ScopeValidated(check.valid, len(check.conflicts)))
    identifier = made.id or "unsealed"
    report = project.reports.write(ReportKind.PLAN, identifier, plan_markdown(made))
    file = project.reports.write_plan(identifier, plan_yaml(made))
    emit(PhaseCompleted(Phase.PLANNING, str(report), project.settings.clock.elapsed() - started))
    return Planned(made, check, report, file)
