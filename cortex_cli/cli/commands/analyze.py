"""`cortex analyze`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.analyze_actions import Asked, act
from cortex_cli.cli.options import AsJson, NoHistory, Output, OutputMode
from cortex_cli.model.change_analysis import Missing

CHANGES = "For changes"

REQUEST_HELP = (
    "What you want done, in plain words; - reads standard input. With --since or --staged it may be left out, with "
    "--why it is then that of the newest analysis."
)
FAIL_ON_HELP = "Exit with 1 where one is missing: missing-companion, missing-test or missing-candidate. Repeatable."
Request = Annotated[str | None, typer.Argument(metavar="REQUEST", help=REQUEST_HELP)]
Why = Annotated[
    str | None, typer.Option("--why", metavar="PATH", help="Why this file was chosen for the request, or was not.")
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="REV",
        help="What the branch touches since it left REV, and what usually goes with that.",
        rich_help_panel=CHANGES,
    ),
]
Staged = Annotated[
    bool, typer.Option("--staged", help="The same for what is staged, for a hook.", rich_help_panel=CHANGES)
]
FailOn = Annotated[
    list[Missing] | None,
    typer.Option("--fail-on", metavar="KIND", help=FAIL_ON_HELP, rich_help_panel=CHANGES),
]
All = Annotated[bool, typer.Option("--all", help="Show every entry of every list.")]


def analyze(
    context: typer.Context,
    request: Request = None,
    why: Why = None,
    since: Since = None,
    staged: Staged = False,
    fail_on: FailOn = None,
    everything: All = False,
    no_history: NoHistory = False,
    as_json: AsJson = False,
    output: OutputMode = Output.TEXT,
) -> None:
    """Show what a request needs of this repository: the files, the evidence, where work would meet.

    \b
    Examples:
      cortex analyze "add JWT auth"
      cortex analyze --why src/api.py "add JWT auth"
      cortex analyze --since main
    """
    asked = Asked(request, why, since, staged, frozenset(fail_on or ()), everything, as_json, output, not no_history)
    raise typer.Exit(act(context, asked))
