"""`cortex plan`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cortex_cli.cli.options import INTERFACES_HELP, NO_HISTORY_HELP, AsJson, Output, OutputMode
from cortex_cli.cli.plan_actions.choice import Action, Call, Wanted, choose, on
from cortex_cli.model.errors import UsageError

PLANNING, PLANS = "For a request", "For plans"

REQUEST_HELP = (
    "What you want done, in plain words; - reads standard input. With --edit, --refresh or --explain: a plan file or a "
    "plan's id; the newest if omitted."
)
Request = Annotated[str | None, typer.Argument(metavar="REQUEST|PLAN", help=REQUEST_HELP)]
Over = Annotated[
    list[str] | None,
    typer.Option(
        "--over",
        metavar="PATTERN",
        help="A sweep: the same work on every file that matches. Repeatable.",
        rich_help_panel=PLANNING,
    ),
]
Worker = Annotated[
    str | None, typer.Option("--worker", metavar="ID", help="The worker that does a sweep.", rich_help_panel=PLANNING)
]
Solo = Annotated[bool, typer.Option("--solo", help="One objective for one worker.", rich_help_panel=PLANNING)]
Interfaces = Annotated[bool, typer.Option("--interfaces", help=INTERFACES_HELP, rich_help_panel=PLANNING)]
NoHistory = Annotated[bool, typer.Option("--no-history", help=NO_HISTORY_HELP, rich_help_panel=PLANNING)]
Check = Annotated[
    Path | None,
    typer.Option(
        "--check", metavar="FILE", help="Prove a plan file again; exit 1 when not valid.", rich_help_panel=PLANS
    ),
]
Independent = Annotated[
    bool,
    typer.Option(
        "--independent", help="With --check: confirm it by a second checker of another kind.", rich_help_panel=PLANS
    ),
]
Seal = Annotated[
    Path | None,
    typer.Option(
        "--seal", metavar="FILE", help="Prove a plan file and write its digest into it.", rich_help_panel=PLANS
    ),
]
Refresh = Annotated[
    bool, typer.Option("--refresh", help="Bring a stale plan to HEAD, as a new plan.", rich_help_panel=PLANS)
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain", metavar="ID", help="Why an objective has its scope, wave and worker.", rich_help_panel=PLANS
    ),
]
Arrange = Annotated[
    Path | None,
    typer.Option(
        "--arrange",
        metavar="FILE",
        help="Resolve conflicts, assign waves and seal, in the plan file itself.",
        rich_help_panel=PLANS,
    ),
]
Cases = Annotated[
    Path | None,
    typer.Option(
        "--cases", metavar="DIR", help="Run the planning cases in DIR; exit 1 when one fails.", rich_help_panel=PLANS
    ),
]
Edit = Annotated[
    bool,
    typer.Option("--edit", help="Change a plan in $VISUAL or $EDITOR: proven, then sealed.", rich_help_panel=PLANS),
]
Diff = Annotated[
    tuple[str, str] | None,
    typer.Option("--diff", metavar="A B", help="What differs between two plans; exit 1 then.", rich_help_panel=PLANS),
]


def plan(
    context: typer.Context,
    request: Request = None,
    over: Over = None,
    worker: Worker = None,
    solo: Solo = False,
    interfaces: Interfaces = False,
    no_history: NoHistory = False,
    check: Check = None,
    independent: Independent = False,
    seal: Seal = None,
    arrange: Arrange = None,
    edit: Edit = False,
    diff: Diff = None,
    refresh: Refresh = False,
    explain: Explain = None,
    cases: Cases = None,
    as_json: AsJson = False,
    output: OutputMode = Output.TEXT,
) -> None:
    """Plan waves of objectives whose write scopes are proven disjoint.

    \b
    Examples:
      cortex plan "add JWT auth"
      cortex plan "modernise annotations" --over 'src/**/*.py' --worker ruff
      cortex plan --check docs/plans/PLAN_x.yaml
      cortex plan --explain O3
      cortex plan --edit
    """
    action = choose(
        on("--check", check, takes=("--independent",)),
        on("--seal", seal),
        on("--arrange", arrange),
        on("--edit", edit, words=True),
        on("--diff", diff),
        on("--refresh", refresh, words=True),
        on("--explain", explain, words=True),
        on("--cases", cases),
        words=request,
        shaping={
            "--over": over,
            "--worker": worker,
            "--solo": solo,
            "--interfaces": interfaces,
            "--no-history": no_history,
            "--independent": independent,
        },
    )
    if independent and action is None:
        raise UsageError("--independent belongs to --check", mend="cortex plan --check FILE --independent")
    wanted = Action("--request", Wanted(tuple(over or ()), worker, solo, interfaces, not no_history))
    raise typer.Exit((action or wanted).act(Call(context, request, as_json, output, independent)))
