"""`cortex report`"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cortex_cli.cli.options import RunId
from cortex_cli.cli.session import session, shown
from cortex_cli.pipeline.report import report as report_run
from cortex_cli.reporting.exports import run_document


class Format(StrEnum):
    MD = "md"
    JSON = "json"


def report(
    context: typer.Context,
    run: RunId = None,
    form: Annotated[Format, typer.Option("--format", help="Markdown or JSON.")] = Format.MD,
) -> None:
    """Print what a run accomplished, and write its report again.

    Example: cortex report --format json
    """
    with session(context, silent=True) as current:
        project = current.project()
        reported = report_run(project, run)
    if form is Format.JSON:
        current.document(run_document(reported.record))
    else:
        current.face.data(reported.markdown)
        current.face.say(f"report: {shown(reported.file, project.repository.root)}")
