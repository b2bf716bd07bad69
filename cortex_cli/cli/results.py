"""How a command that carried out a run ends: what it shows, and the exit code."""

from __future__ import annotations

from pathlib import Path

import typer

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import Output
from cortex_cli.cli.session import Session, shown
from cortex_cli.cli.tables import print_record
from cortex_cli.model.run import RunRecord, RunState
from cortex_cli.model.text import clean
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.execute import Executed
from cortex_cli.reporting.exports import run_document

WIDEN = "cortex plan --seal FILE, cortex execute FILE"
CODES = {RunState.SUCCEEDED: ExitCode.DONE, RunState.PAUSED: ExitCode.WAITING}


def exit_code(record: RunRecord) -> ExitCode:
    """0 for a green run, 3 for one that waits for a person, 1 for every other end."""
    return CODES.get(record.run.state, ExitCode.NOT_GREEN)


def conclude(current: Session, project: Project, executed: Executed, as_json: bool, output: Output) -> None:
    """Show the run in the form that was asked for, and exit with its code."""
    if as_json:
        current.document(run_document(executed.record))
    elif output is Output.TEXT:
        show_run(current, executed, project.repository.root)
        current.face.say(next_step(executed))
    raise typer.Exit(exit_code(executed.record))


def show_run(current: Session, executed: Executed, root: Path) -> None:
    """The run's table, its commit's message, and where the reports are, counted from `root` where they lie below."""
    print_record(current.face, executed.record)
    if executed.message:
        indented = "\n".join(f"  {line}" if line else "" for line in clean(executed.message).splitlines())
        current.face.say(f"\nCommit message\n{indented}\n")
    for report in executed.reports:
        current.face.say(f"report: {shown(report, root)}")


def next_step(executed: Executed) -> str:
    """The command to type next."""
    run = executed.record.run
    if run.state is RunState.SUCCEEDED:
        return f"next:   git merge --ff-only {run.branch}" if run.branch else "nothing needed to change"
    if any((entry.reason or "").startswith("scope violation") for entry in executed.record.objectives):
        return f"next:   was the scope too narrow? widen scope.touch in the plan, {WIDEN}; else: {retry(run.id)}"
    return f"next:   cortex report {run.id}, mend the cause, then: {retry(run.id)}"


def retry(run_id: str) -> str:
    return f"cortex resume {run_id} --retry"
