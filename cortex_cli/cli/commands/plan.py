"""`cortex plan`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import AsJson, Output, OutputMode
from cortex_cli.cli.session import Session, read_request, session, shown
from cortex_cli.cli.tables import print_check, print_plan
from cortex_cli.model.analysis import Approach
from cortex_cli.model.encoding import document
from cortex_cli.model.errors import UsageError
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.context import Project
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
        project = current.project()
        planned = make(project, read_request(request), over, worker, solo)
    show_plan(current, project, planned, as_json, output)


def make(project: Project, request: str, over: list[str] | None, worker: str | None, solo: bool) -> Planned:
    if over:
        return sweep(project, request, over, worker)
    if worker is not None:
        raise UsageError("--worker names the worker of a sweep", mend="add --over 'PATTERN', or leave --worker out")
    return plan_request(project, request, solo=solo)


def show_plan(current: Session, project: Project, planned: Planned, as_json: bool, output: Output) -> None:
    if as_json:
        current.document(plan_document(planned.plan))
    elif output is Output.TEXT:
        print_plan(current.face, planned.plan)
        root = project.repository.root
        current.face.say(f"report: {shown(planned.report, root)}\nplan:   {shown(planned.file, root)}")
        current.face.say(f"next:   {next_command(planned.plan)}")


def next_command(plan: Plan) -> str:
    """Execute, or first plan for one worker where the plan itself says that is better."""
    if plan.advice is not None and plan.advice.recommend == Approach.SOLO and len(plan.objectives) > 1:
        return f"cortex plan --solo with the same request, or cortex execute {plan.id} all the same"
    return f"cortex execute {plan.id}"


def show_check(current: Session, found: PlanCheck, as_json: bool) -> None:
    if as_json:
        current.document(document("plan-check", found))
    else:
        print_check(current.face, found)
