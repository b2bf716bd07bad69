"""`cortex execute`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.options import AsJson, KeepGoing, KeepPartial, Output, OutputMode
from cortex_cli.cli.results import conclude
from cortex_cli.cli.session import Session, session
from cortex_cli.execution.context import Options
from cortex_cli.model.plan import Plan
from cortex_cli.pipeline.admission import prepare
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.dry_run import render_prompts
from cortex_cli.pipeline.execute import execute as execute_plan
from cortex_cli.pipeline.plan_files import choose_plan
from cortex_cli.planning.plan_files.document import plan_document


def execute(
    context: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(metavar="FILE|PLAN-ID", help="A plan file or a plan's id; the newest if omitted."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only render every prompt; nothing is executed.")] = False,
    keep_going: KeepGoing = False,
    keep_partial: KeepPartial = False,
    as_json: AsJson = False,
    output: OutputMode = Output.TEXT,
) -> None:
    """Carry out a plan: waves in parallel, guarded, gated, and one commit on a branch of its own.

    Example: cortex execute docs/plans/PLAN_x.yaml
    """
    with session(context, output) as current:
        project = current.project()
        chosen, file = choose_plan(project, plan)
        if dry_run:
            show_prompts(current, prepare(project, chosen, file), project, as_json)
            return
        executed = execute_plan(project, chosen, file, Options(keep_going, keep_partial))
    conclude(current, project, executed, as_json, output)


def show_prompts(current: Session, plan: Plan, project: Project, as_json: bool) -> None:
    """Render what the workers would be sent, and print where it is, one path on each line."""
    prompts = render_prompts(project, plan)
    if as_json:
        current.document(plan_document(plan))
        current.face.say("\n".join(f"prompt: {prompt}" for prompt in prompts))
    else:
        current.face.data("\n".join(map(str, prompts)))
