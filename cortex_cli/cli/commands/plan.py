"""`cortex plan`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import AsJson, Output, OutputMode
from cortex_cli.cli.session import Session, read_request, session
from cortex_cli.cli.tables import print_check, print_plan
from cortex_cli.model.encoding import document
from cortex_cli.model.errors import UsageError
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.plan import Planned, sweep
from cortex_cli.pipeline.plan import plan as plan_request
from cortex_cli.pipeline.plan_files import check_file, seal_file
from cortex_cli.planning.plan_document import plan_document


def plan(
    context: typer.Context,
    request: Annotated[
        str | None,
        typer.Argument(metavar="REQUEST", help="What you want done, in plain words; - reads standard input."),
    ] = None,
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over", metavar="PATTERN", help="A sweep: the same work on every file that matches. Repeatable."
        ),
    ] = None,
    worker: Annotated[str | None, typer.Option("--worker", metavar="ID", help="The worker that does a sweep.")] = None,
    solo: Annotated[bool, typer.Option("--solo", help="One objective for one worker.")] = False,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help="Prove a plan file again; exit 1 when not valid."),
    ] = None,
    seal: Annotated[
        Path | None,
        typer.Option("--seal", metavar="FILE", help="Prove a plan file and write its digest into it."),
    ] = None,
    as_json: AsJson = False,
    output: OutputMode = Output.TEXT,
) -> None:
    """Plan waves of objectives whose write scopes are proven disjoint.

    \b
    Examples:
      cortex plan "add JWT auth"
      cortex plan "modernise annotations" --over 'src/**/*.py' --worker ruff
      cortex plan --check docs/plans/PLAN_x.yaml
    """
    if check is not None or seal is not None:
        with session(context, silent=True) as current:
            project, start = current.project(), current.settings.start
            _, found = seal_file(project, start / seal) if seal else check_file(project, start / (check or Path()))
        show_check(current, found, as_json)
        raise typer.Exit(ExitCode.DONE if found.valid else ExitCode.NOT_GREEN)
    if request is None:
        raise UsageError("there is no request", mend='cortex plan "what you want done"')
    with session(context, output) as current:
        planned = make(current, read_request(request), over, worker, solo)
    show_plan(current, planned, as_json, output)


def make(current: Session, request: str, over: list[str] | None, worker: str | None, solo: bool) -> Planned:
    project = current.project()
    if over:
        return sweep(project, request, over, worker)
    if worker is not None:
        raise UsageError("--worker names the worker of a sweep", mend="add --over 'PATTERN', or leave --worker out")
    return plan_request(project, request, solo=solo)


def show_plan(current: Session, planned: Planned, as_json: bool, output: Output) -> None:
    if as_json:
        current.document(plan_document(planned.plan))
    elif output is Output.TEXT:
        print_plan(current.face, planned.plan)
        current.face.say(f"report: {planned.report}\nplan:   {planned.file}\nnext:   cortex execute {planned.plan.id}")


def show_check(current: Session, found: PlanCheck, as_json: bool) -> None:
    if as_json:
        current.document(document("plan-check", found))
    else:
        print_check(current.face, found)
