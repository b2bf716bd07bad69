"""`cortex resume`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.options import AsJson, KeepGoing, KeepPartial, Output, OutputMode, RunId
from cortex_cli.cli.results import conclude
from cortex_cli.cli.session import session
from cortex_cli.execution.context import Options
from cortex_cli.pipeline.execute import resume as resume_run


def resume(
    context: typer.Context,
    run: RunId = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Take up a failed run: do its failed objectives again.")
    ] = False,
    keep_going: KeepGoing = False,
    keep_partial: KeepPartial = False,
    as_json: AsJson = False,
    output: OutputMode = Output.TEXT,
) -> None:
    """Continue an interrupted run where it stopped; nothing finished is done twice.

    Example: cortex resume
    """
    with session(context, output) as current:
        project = current.project()
        executed = resume_run(project, run, Options(keep_going, keep_partial), retry=retry)
    if executed is None:
        current.face.say("nothing to resume: every run has ended")
        return
    conclude(current, project, executed, as_json, output)
