"""The command line: a lazy group that imports a command's module only when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cortex_cli import __version__
from cortex_cli.cli.session import Invocation

COMMANDS = (
    "run", "analyze", "plan", "execute", "resume", "report", "status", "check", "init", "doctor", "demo",
)  # fmt: skip


class LazyGroup(TyperGroup):
    """Commands by name; each is the function of that name in `cli/commands/<name>.py`."""

    def list_commands(self, _context: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: Any, name: str) -> Any:
        if name not in COMMANDS:
            return None
        module = import_module(f"cortex_cli.cli.commands.{name}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name)(getattr(module, name))
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
        Path, typer.Option("-C", "--directory", metavar="DIR", help="Work as if started in DIR.")
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
    context.obj = Invocation(directory.absolute(), team.absolute() if team else None, quiet)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        app(args=list(arguments), prog_name="cortex")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    return 0
