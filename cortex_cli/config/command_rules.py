"""What must hold for the commands of workers, gates and setups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cortex_cli.config.problems import Fault, Location, suggestion

PLACEHOLDERS = ("{files}", "{touch}", "{objective}", "{title}", "{prompt_file}")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")

Faults = Iterator[Fault]


def exit_faults(statuses: Sequence[int], loc: Location) -> Faults:
    if not statuses:
        yield Fault(loc, "is empty, so the command could never succeed", "write [0]")
    for number, status in enumerate(statuses):
        if not 0 <= status <= 255:
            yield Fault((*loc, number), f"must be an exit status, 0 to 255, not {status}")


def command_faults(command: Sequence[str], loc: Location) -> Faults:
    """A command names a program, and no element holds what cannot be an argument."""
    if not command or not command[0].strip():
        yield Fault(loc, "is empty", "write the program and its arguments as a list")
    for number, element in enumerate(command):
        if "\0" in element:
            yield Fault((*loc, number), "holds a NUL character", "remove it")
    if command and command[0] in PLACEHOLDERS:
        yield Fault((*loc, 0), f"{command[0]} cannot be the program", "begin with the program to run")


def placeholder_faults(command: Sequence[str], loc: Location) -> Faults:
    for number, element in enumerate(command):
        if PLACEHOLDER.fullmatch(element) and element not in PLACEHOLDERS:
            yield Fault((*loc, number), f"{element} is not a placeholder", suggestion(element, PLACEHOLDERS))


def plain_command_faults(command: Sequence[str], loc: Location) -> Faults:
    """A gate or setup command has no objective, so it can have no placeholder either."""
    yield from command_faults(command, loc)
    for number, element in enumerate(command[1:], 1):
        if element in PLACEHOLDERS:
            message = f"{element} is for the commands of workers only"
            yield Fault((*loc, number), message, "write the paths out")
