"""`cortex run`"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cortex_cli.cli.options import AsJson, Interfaces, KeepGoing, KeepPartial, NoHistory, Output, OutputMode, Request
from cortex_cli.cli.plan_actions.request import show_plan
from cortex_cli.cli.results import conclude
from cortex_cli.cli.session import Session, read_request, session
from cortex_cli.cli.tables import print_plan
from cortex_cli.execution.context import Options
from cortex_cli.pipeline.dry_run import render_prompts
from cortex_cli.pipeline.execute import execute
from cortex_cli.pipeline.plan import Planned, plan
from cortex_cli.planning.plan_files.reader import PlanFile


def run(
    context: typer.Context,
    request: Request,
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Do not ask before executing; without a terminal nobody is asked."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Stop after the plan, with every prompt rendered.")
    ] = False,
    solo: Annotated[bool, typer.Option("--solo", help="One objective for one worker.")] = False,
    interfaces: Interfaces = False,
    no_history: NoHistory = False,
    keep_going: KeepGoing = False,
    keep_partial: KeepPartial = False,
    as_json: AsJson = False,
    output: OutputMode = Output.TEXT,
) -> None:
    """Do the whole cycle: analyse, plan, execute, report; ends with one green commit on a branch of its own.

    Example: cortex run "add JWT auth"
    """
    words = read_request(request, "run")
    with session(context, output) as current:
        project = current.project(history=not no_history)
        planned = plan(project, words, solo=solo, interfaces=interfaces)
    if dry_run:
        prompts = render_prompts(project, planned.plan)
        show_plan(current, project, planned, as_json, output)
        current.face.say("\n".join(f"prompt: {prompt}" for prompt in prompts))
        return
    if not yes and not agreed(current, planned):
        current.face.say(f"nothing was executed; when you are ready: cortex execute {planned.plan.id}")
        return
    with session(context, output) as current:
        project = current.project()
        executed = execute(project, PlanFile(planned.plan), planned.file, Options(keep_going, keep_partial))
    conclude(current, project, executed, as_json, output)


def agreed(current: Session, planned: Planned) -> bool:
    """Show the plan and ask, where there is somebody to ask."""
    if not (sys.stdin.isatty() and current.face.live):
        return True
    print_plan(current.face, planned.plan)
    return typer.confirm("Execute this plan?", default=True, err=True)
