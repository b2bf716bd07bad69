"""`cortex demo`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import Output, OutputMode
from cortex_cli.cli.results import exit_code, show_run
from cortex_cli.cli.session import session
from cortex_cli.pipeline.demo import REQUEST, demonstrate


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
        current.face.say(
            f"A small API package is made a repository, and then: cortex run {REQUEST!r}\n"
            "The workers replay recorded code: nothing is generated here. Analysis, planning, waves, guard, gates and\n"
            "integration are real.\n"
        )
        shown = demonstrate(current.settings, keep)
    if output is Output.TEXT:
        show_run(current, shown.executed)
        if shown.missing:
            current.face.warn(
                f"the plan did not cover all of the recorded work: {', '.join(shown.missing)} never arrived"
            )
        else:
            current.face.say(f"\nall {shown.recorded} recorded files arrived: the plan covered the whole request")
        if shown.directory is None:
            current.face.say(
                "\nThe project was temporary and is gone. next: cortex demo --keep DIR, then look around in DIR"
            )
        else:
            current.face.say(f"\nnext: cd {shown.directory} && git show {shown.executed.record.run.branch}")
    raise typer.Exit(ExitCode.NOT_GREEN if shown.missing else exit_code(shown.executed.record))
