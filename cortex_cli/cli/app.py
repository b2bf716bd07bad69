"""The command line: a lazy group that imports a command's module only when it is called."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from cortex_cli import __version__
from cortex_cli.cli.help_groups import GroupedCommand
from cortex_cli.cli.invocation import Invocation

COMMANDS = {
    "run": "Do the whole cycle: analyse, plan, execute, report.",
    "analyze": "Show what a request needs of this repository.",
    "plan": "Plan waves of objectives with proven scopes.",
    "execute": "Carry out a plan.",
    "resume": "Continue an interrupted run where it stopped.",
    "report": "Print what a run accomplished.",
    "status": "Show the runs of this clone.",
    "check": "Check files against a scope, or team and plan files.",
    "scope": "Ask where scopes meet, and which paths they match.",
    "schema": "Print the JSON Schema of a kind of document.",
    "init": "Write a commented team.yaml.",
    "doctor": "Look at everything a run needs here.",
    "demo": "See the whole cycle on a small real project, offline.",
}


class LazyGroup(TyperGroup):
    """Commands by name; each is the function, or the group, of that name in `cli/commands/<name>.py`.

    Its module is imported when it is called: the list of commands needs only their summaries.
    """

    def list_commands(self, _context: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: Any, name: str) -> Any:
        return TyperCommand(name, help=COMMANDS[name]) if name in COMMANDS else None

    def resolve_command(self, context: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(context, args)
        return name, load(name) if name in COMMANDS else command, rest


def load(name: str) -> Any:
    """The command of that name, its module imported."""
    found = getattr(import_module(f"cortex_cli.cli.commands.{name}"), name)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=GroupedCommand)(found)
    return typer.main.get_command(single)


app = typer.Typer(
    cls=LazyGroup,
    name="cortex",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cortex {__version__}")
        raise typer.Exit


@app.callback()
def cortex(
    context: typer.Context,
    directory: Annotated[
        Path,
        typer.Option(
            "-C",
            "--directory",
            metavar="DIR",
            help="Work as if started in DIR: every path that is given counts from there.",
        ),
    ] = Path(),
    team: Annotated[
        Path | None,
        typer.Option("--team", metavar="FILE", help="Use this team file instead of the repository's."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, only results and errors.")] = False,
    _version: Annotated[
        bool, typer.Option("-V", "--version", callback=show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Plan parallel work whose write scopes are proven disjoint, run it, and get one green commit.

    Example: cortex run "add JWT auth"
    """
    start = Path(os.path.realpath(directory))  # as git does, which changes to it
    context.obj = Invocation(start, start / team if team else None, quiet)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        app(args=list(arguments), prog_name="cortex")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0
