"""`cortex status`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.options import AsJson, RunId
from cortex_cli.cli.session import session
from cortex_cli.cli.tables import print_record, print_status
from cortex_cli.pipeline.status import status as read_status
from cortex_cli.reporting.exports import run_document


def status(
    context: typer.Context,
    run: RunId = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many runs to show.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Show the runs of this clone, or one run in detail.

    Example: cortex status
    """
    with session(context, silent=True) as current:
        standings = read_status(current.project(), run, limit)
    records = [standing.record for standing in standings]
    if as_json:
        if run:
            current.document(run_document(records[0]))
        else:
            current.document([run_document(record) for record in records])
        return
    if run:
        print_record(current.face, records[0])
    else:
        print_status(current.face, records)
    for standing in standings:
        if standing.stranded:
            name = standing.record.run.id
            current.face.say(f"{name} was interrupted; continue it with: cortex resume {name}")
