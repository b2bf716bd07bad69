"""What must hold in a team file beyond the types of its values: one set of rules for each section."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from cortex_cli.config.command_rules import command_faults, exit_faults, placeholder_faults, plain_command_faults
from cortex_cli.config.problems import Fault, Location, key_path
from cortex_cli.config.typed import pattern_fault
from cortex_cli.model.identifiers import CONTRACTS_GATE, OBJECTIVE_ID
from cortex_cli.model.team import (
    AnyWorker,
    Gate,
    Limits,
    PythonWorker,
    ReplayWorker,
    ReportsSettings,
    Resource,
    ShellWorker,
    WorkspaceSettings,
)

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
FUNCTION = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*(?:\.[^\W\d]\w*)*")
CO_AUTHOR = re.compile(r"[^<>\s][^<>\n\r]* <[^<>@\s]+@[^<>@\s]+>")
MODULE_MEND = "write it as package.module:function"

Faults = Iterator[Fault]


def worker_faults(workers: Mapping[Location, AnyWorker], loc: Location) -> Faults:
    for place, worker in workers.items():
        yield from at_least(1, worker.max_concurrent, (*place, "max_concurrent"))
        yield from duration_faults(worker.timeout, (*place, "timeout"))
        yield from environment_faults(worker.env, (*place, "env"))
        yield from kind_faults(worker, place)


def kind_faults(worker: AnyWorker, place: Location) -> Faults:
    """What holds for one kind of worker only."""
    if isinstance(worker, ShellWorker):
        yield from command_faults(worker.command, (*place, "command"))
        yield from placeholder_faults(worker.command, (*place, "command"))
        yield from exit_faults(worker.ok_exit, (*place, "ok_exit"))
    elif isinstance(worker, PythonWorker):
        if not FUNCTION.fullmatch(worker.function):
            yield Fault((*place, "function"), "does not name a function of a module", MODULE_MEND)
        for number, entry in enumerate(worker.search_path):
            yield from text_faults(entry, (*place, "search_path", number))
    elif isinstance(worker, ReplayWorker):
        yield from text_faults(worker.recording, (*place, "recording"))
        if not 0 <= worker.pace < math.inf:
            yield Fault((*place, "pace"), "must be a number of seconds, 0 or more")


def gate_faults(gates: Mapping[Location, Gate], loc: Location) -> Faults:
    for place, gate in gates.items():
        if gate.id.lower() == CONTRACTS_GATE:
            yield Fault((*place, "id"), f"{gate.id} is the gate that checks a plan's contracts", "choose another id")
        yield from duration_faults(gate.timeout, (*place, "timeout"))
        yield from environment_faults(gate.env, (*place, "env"))
        yield from plain_command_faults(gate.command, (*place, "command"))


def workspace_faults(workspace: WorkspaceSettings, loc: Location) -> Faults:
    yield from duration_faults(workspace.setup_timeout, (*loc, "setup_timeout"))
    yield from environment_faults(workspace.env, (*loc, "env"))
    for number, command in enumerate(workspace.setup):
        yield from plain_command_faults(command, (*loc, "setup", number))
    for number, link in enumerate(workspace.link):
        yield from inside_faults(link.path, (*loc, "link", number, "path"))


def reports_faults(reports: ReportsSettings, loc: Location) -> Faults:
    if reports.dir is not None:
        yield from inside_faults(reports.dir, (*loc, "dir"))


def limits_faults(limits: Limits, loc: Location) -> Faults:
    for name in ("max_parallel", "output_mb", "max_file_mb"):
        yield from at_least(1, getattr(limits, name), (*loc, name))


def resource_faults(resources: Mapping[Location, Resource], loc: Location) -> Faults:
    for place, resource in resources.items():
        yield from at_least(1, resource.capacity, (*place, "capacity"))
        yield from patterns_faults(resource.paths, (*place, "paths"))


def patterns_faults(patterns: Sequence[str], loc: Location) -> Faults:
    for number, pattern in enumerate(patterns):
        yield from pattern_fault(pattern, (*loc, number))


def co_author_faults(authors: Sequence[str], loc: Location) -> Faults:
    for number, author in enumerate(authors):
        if not CO_AUTHOR.fullmatch(author):
            yield Fault((*loc, number), "is not of the form Name <mail@host>", "write Name <mail@host>")


def no_faults(value: object, loc: Location) -> Faults:
    yield from ()


SECTION_RULES: Mapping[str, Callable[[Any, Location], Faults]] = {
    "workers": worker_faults,
    "gates": gate_faults,
    "global_forbid": patterns_faults,
    "by_products": patterns_faults,
    "by_product_policy": no_faults,
    "workspace": workspace_faults,
    "reports": reports_faults,
    "limits": limits_faults,
    "resources": resource_faults,
    "co_authors": co_author_faults,
}


def id_faults(entries: Sequence[object], loc: Location) -> Faults:
    """Ids name files and git refs, and each stands once, whatever its case; `entries` are not yet typed."""
    taken: dict[str, int] = {}
    for number, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        place, first = (*loc, number, "id"), taken.setdefault(name.lower(), number)
        if not OBJECTIVE_ID.fullmatch(name):
            mend = "begin with a letter; then letters, digits, _ and -, at most 40 in all"
            yield Fault(place, "is not an id", mend)
        elif first != number:
            yield Fault(place, f"{name} is the id of {key_path((*loc, first))} already", "choose another id")


def at_least(least: int, value: int, loc: Location) -> Faults:
    if value < least:
        yield Fault(loc, f"must be {least} or more, not {value}")


def duration_faults(seconds: float, loc: Location) -> Faults:
    if not 0 < seconds < math.inf:
        yield Fault(loc, "must be a number of seconds above 0")


def environment_faults(variables: Mapping[str, str], loc: Location) -> Faults:
    for name, value in variables.items():
        if not VARIABLE.fullmatch(name):
            mend = "use letters, digits and _, beginning with a letter or _"
            yield Fault((*loc, name), "is not a name of an environment variable", mend)
        if "\0" in value:
            yield Fault((*loc, name), "holds a NUL character", "remove it")


def text_faults(text: str, loc: Location) -> Faults:
    if not text.strip() or "\0" in text:
        yield Fault(loc, "must name a directory")


def inside_faults(path: str, loc: Location) -> Faults:
    """A path of the repository: relative, without `..`, and not git's own."""
    parts = PurePosixPath(path).parts
    if not path.strip() or "\0" in path:
        yield Fault(loc, "must name a path of the repository")
    elif path.startswith(("/", "~")):
        yield Fault(loc, "must be relative to the repository", "write it without / or ~ at its beginning")
    elif ".." in parts:
        yield Fault(loc, "must stay inside the repository", "write it without ..")
    elif parts and parts[0].lower() == ".git":
        yield Fault(loc, "must not be in git's own directory", "choose a directory of the work tree")
