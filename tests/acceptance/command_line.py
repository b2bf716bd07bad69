"""The commands as the command line offers them: the whole of it by name, a command of a group as `scope overlap`."""

from __future__ import annotations

import typer
from typer.core import TyperCommand, TyperGroup

from cortex_cli.cli.app import COMMANDS, app


def whole() -> TyperGroup:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def found(name: str) -> TyperCommand | TyperGroup:
    """The command or group of that name, as it is loaded when it is called."""
    at: TyperCommand | TyperGroup = whole()
    for word in name.split():
        assert isinstance(at, TyperGroup), name
        at = at.resolve_command(at.context_class(at, info_name=word), [word])[1]
        assert isinstance(at, TyperCommand | TyperGroup), name
    return at


def members(name: str) -> list[str]:
    """The names of a group's commands; none for a command."""
    at = found(name)
    return [f"{name} {each}" for each in at.commands] if isinstance(at, TyperGroup) else []


GROUPS = [name for name in COMMANDS if members(name)]
LEAVES = [leaf for name in COMMANDS for leaf in members(name) or [name]]
