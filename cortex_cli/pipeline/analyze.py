"""`cortex analyze`: what a request needs of the repository, and the report of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cortex_cli.analysis.analyzer import analyze as analyze_repository
from cortex_cli.analysis.kept_analysis import kept_analysis
from cortex_cli.model.analysis import Analysis
from cortex_cli.model.events import Emit, Phase, PhaseCompleted, PhaseStarted
from cortex_cli.pipeline.context import Project
from cortex_cli.reporting.analysis_report import analysis_markdown
from cortex_cli.reporting.files import ReportKind


@dataclass(frozen=True)
class Analysed:
    """`report` is the Markdown file a user would open."""

    analysis: Analysis
    report: Path


def analyze(project: Project, request: str) -> Analysed:
    """Analyse HEAD for `request` and write the Analysis report."""
    settings = project.settings
    started = settings.clock.elapsed()
    settings.emit(PhaseStarted(Phase.ANALYSIS))
    repository = project.repository
    analysis = analysis_of(project, request, repository.head())
    report = project.reports.write(ReportKind.ANALYSIS, analysis.id, analysis_markdown(analysis))
    project.reports.archive_analysis(analysis)
    settings.emit(PhaseCompleted(Phase.ANALYSIS, str(report), settings.clock.elapsed() - started))
    return Analysed(analysis, report)


def analysis_of(project: Project, request: str, commit: str) -> Analysis:
    """The analysis of `request` at `commit`, from the index where it has been made before."""
    repository, statistics = project.repository, project.statistics

    def make(emit: Emit) -> Analysis:
        return analyze_repository(repository, request, commit=commit, emit=emit, statistics=statistics)

    return kept_analysis(
        repository,
        request,
        commit=commit,
        statistics=statistics,
        clock=project.settings.clock,
        emit=project.settings.emit,
        make=make,
    )
