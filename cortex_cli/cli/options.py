"""Options that several commands share, said once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Output(StrEnum):
    TEXT = "text"
    JSONL = "jsonl"


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
OutputMode = Annotated[
    Output,
    typer.Option("--output", help="Progress as text on standard error, or as JSON lines on standard output."),
]
Request = Annotated[
    str, typer.Argument(metavar="REQUEST", help="What you want done, in plain words; - reads standard input.")
]
RunId = Annotated[
    str | None, typer.Argument(metavar="RUN", help="A run's id or the start of it; the newest if omitted.")
]
INTERFACES_HELP = "Fix the interfaces that objectives would wait for first, in wave 0."
Interfaces = Annotated[bool, typer.Option("--interfaces", help=INTERFACES_HELP)]
NO_HISTORY_HELP = "Give what finished runs of this clone have shown no say in the analysis."
NoHistory = Annotated[bool, typer.Option("--no-history", help=NO_HISTORY_HELP)]
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="After a failure, go on with what does not depend on it.")
]
KeepPartial = Annotated[bool, typer.Option("--keep-partial", help="Publish what a failed run completed on its branch.")]
