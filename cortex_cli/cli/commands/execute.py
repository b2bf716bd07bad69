"""`cortex execute`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.options import AsJson, KeepGoing, KeepPartial, Output, OutputMode
from cortex_cli.cli.results import conclude
from cortex_cli.cli.session import session
from cortex_cli.execution.context import Options
from cortex_cli.pipeline.execute import execute as execute_plan
from cortex_cli.pipeline.plan_files import choose_plan


def execute(
    context: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(metavar="FILE|PLAN-ID", help="A plan file or a plan's id; the newest if omitted."),
    ] = None,
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
        executed = execute_plan(project, chosen, file, Options(keep_going, keep_partial))
    conclude(current, project, executed, as_json, output)
