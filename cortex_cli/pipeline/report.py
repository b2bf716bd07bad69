"""`cortex report`: what a run accomplished."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cortex_cli.journal.journal import Journal
from cortex_cli.model.events import Phase, PhaseCompleted, PhaseStarted
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import Change, Run, RunRecord, RunState
from cortex_cli.pipeline.context import Project
from cortex_cli.planning.plan_files.reader import parse_plan
from cortex_cli.reporting.accomplishment import Accomplishment, accomplishment_markdown
from cortex_cli.reporting.files import ReportKind
from cortex_cli.reporting.scorecard import judged_run, scorecard
from cortex_cli.vcs.objects import tree_of
from cortex_cli.vcs.trees import list_changes


@dataclass(frozen=True)
class Reported:
    """`message` is the message of the run's commit, None where it made none."""

    record: RunRecord
    markdown: str
    file: Path
    message: str | None


def report(project: Project, reference: str | None) -> Reported:
    """The Accomplishment of the named or the newest run, written again."""
    with project.journal() as journal:
        run = journal.find_run(reference)
        return report_run(project, journal, run, parse_plan(journal.plan_text(run.id), run.id))


def report_run(project: Project, journal: Journal, run: Run, plan: Plan) -> Reported:
    """Gather what the journal and the published commit say, and write the Accomplishment."""
    clock, emit = project.settings.clock, project.settings.emit
    started = clock.elapsed()
    emit(PhaseStarted(Phase.REPORTING))
    record = journal.record(run.id)
    changes = changes_of(project, run)
    analysis = project.reports.archived_analysis(plan.analysis)
    if analysis is not None and changes and run.state is RunState.SUCCEEDED:
        journal.record_scorecard(run.id, judged_run(changes, analysis))
    facts = Accomplishment(
        plan=plan,
        record=record,
        changes=changes,
        scorecard=scorecard(plan, changes, analysis),
        branch=run.branch,
        commit=run.commit,
        landing=f"git merge --ff-only {run.branch}" if run.branch else None,
    )
    text = accomplishment_markdown(facts)
    file = project.reports.write(ReportKind.ACCOMPLISHMENT, run.id, text)
    emit(PhaseCompleted(Phase.REPORTING, str(file), clock.elapsed() - started))
    return Reported(record, text, file, message_of(project, run))


def changes_of(project: Project, run: Run) -> tuple[Change, ...]:
    """What the published commit changed; nothing where there is none, or where it has been pruned."""
    if run.commit is None or not exists(project, run.commit):
        return ()
    git = project.repository.observer
    return list_changes(git, tree_of(git, run.base_commit), tree_of(git, run.commit))


def message_of(project: Project, run: Run) -> str | None:
    if run.commit is None or not exists(project, run.commit):
        return None
    raw = project.repository.observer.run("cat-file", "commit", run.commit)
    return raw.partition(b"\n\n")[2].decode(errors="replace")


def exists(project: Project, commit: str) -> bool:
    return project.repository.observer.attempt("cat-file", "-e", f"{commit}^{{commit}}").code == 0
