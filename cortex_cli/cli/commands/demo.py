"""`cortex demo`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import Output, OutputMode
from cortex_cli.cli.results import exit_code, show_run
from cortex_cli.cli.session import session
from cortex_cli.pipeline.demo import REQUEST, Demonstrated, demonstrate

INTRODUCTION = f"""\
A small API package is made a repository, and this is run in it:

  cortex run "{REQUEST}"

The workers replay recorded code: nothing is generated here. Analysis, planning,
waves, guard, gates and integration are real.
"""


def demo(
    context: typer.Context,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="DIR", help="Leave the project in this new directory for exploring."),
    ] = None,
    output: OutputMode = Output.TEXT,
) -> None:
    """Run the whole cycle on a small real project, offline: the code is recorded, the cycle is real.

    Example: cortex demo --keep /tmp/taskapi
    """
    with session(context, output) as current:
        current.face.say(INTRODUCTION)
        shown = demonstrate(current.settings, keep)
    if output is Output.TEXT:
        show_run(current, shown.executed, shown.place)
        current.face.say(f"\n{coverage(shown)}\n{next_command(shown)}")
    raise typer.Exit(ExitCode.NOT_GREEN if shown.missing else exit_code(shown.executed.record))


def coverage(shown: Demonstrated) -> str:
    if shown.missing:
        return f"The plan did not cover all of the recorded work: {', '.join(shown.missing)} never arrived."
    return f"All {shown.recorded} recorded files arrived: the plan covered the whole request."


def next_command(shown: Demonstrated) -> str:
    if not shown.kept:
        return "The project was temporary and is gone.\nnext:   cortex demo --keep DIR, then look around in DIR"
    branch = shown.executed.record.run.branch
    return f"next:   cd {shown.place} && git show --stat {branch}"
