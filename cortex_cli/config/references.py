"""`${VAR}` and `${VAR:-default}` in the text of a team file; `$$` is a dollar.

Maps under a key `env` may also refer to their own entries, in any order. What is put in is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from cortex_cli.config.problems import Fault, Location

REFERENCE = re.compile(
    r"\$(?:(?P<dollar>\$)|\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^${}]*))?\}|(?P<other>\{[^}]*\}?))"
)
MEND = "write ${NAME} or ${NAME:-default}, or $$ for a dollar"
Lookup = Callable[[str], str | None]


class Expansion:
    """Puts values from `environment` into data and gathers what could not be put in.

    Text with such a fault stays as it was written, so that the rest of it can still be judged.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[Fault] = []

    def data(self, value: object, loc: Location, shared: Mapping[str, str]) -> object:
        """`value` with every text in it expanded; maps under a key `env` build on `shared`."""
        if isinstance(value, str):
            return self.text(value, loc, self.environment.get)
        if isinstance(value, list):
            return [self.data(item, (*loc, number), shared) for number, item in enumerate(value)]
        if isinstance(value, dict):
            return {key: self.entry(key, item, (*loc, key), shared) for key, item in value.items()}
        return value

    def entry(self, key: str, value: object, loc: Location, shared: Mapping[str, str]) -> object:
        if key == "env" and isinstance(value, dict):
            return self.variables(value, loc, shared)
        return self.data(value, loc, shared)

    def variables(self, own: Mapping[str, object], loc: Location, shared: Mapping[str, str]) -> dict[str, object]:
        """A map of variables, each expanded after those it refers to; a cycle of references is a fault."""
        values = dict(own)
        for name in self.order(own, loc, shared):
            text = own[name]
            if isinstance(text, str):
                values[name] = self.text(text, (*loc, name), _lookup(name, values, shared))
        return values

    def order(self, own: Mapping[str, object], loc: Location, shared: Mapping[str, str]) -> tuple[str, ...]:
        """The names of `own`, those that others refer to first; none of them when they refer in a circle."""
        graph = {name: _needs(name, text, own, shared) for name, text in own.items()}
        try:
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            trail = _from_first(error.args[1], own)
            message = f"variables refer in a circle: {' -> '.join(trail)}"
            self.faults.append(Fault((*loc, trail[0]), message, "write one of them out"))
            return ()

    def text(self, text: str, loc: Location, lookup: Lookup) -> str:
        """`text` with its references replaced."""
        faults = [Fault(loc, *fault) for fault in _unresolved(text, lookup)]
        self.faults += faults
        return text if faults else REFERENCE.sub(lambda match: _replacement(match, lookup), text)


def _lookup(name: str, values: Mapping[str, object], shared: Mapping[str, str]) -> Lookup:
    """What the text of the entry `name` refers to: the other entries, then what the map builds on."""

    def value(wanted: str) -> str | None:
        found = values.get(wanted) if wanted != name else None
        return found if isinstance(found, str) else shared.get(wanted)

    return value


def _needs(name: str, text: object, own: Mapping[str, object], shared: Mapping[str, str]) -> set[str]:
    """Which entries of its own map a text refers to; one that extends what it shadows needs not itself."""
    if not isinstance(text, str):
        return set()
    found = {(match["name"], match["default"]) for match in REFERENCE.finditer(text)}
    extends = name in shared or all(default is not None for wanted, default in found if wanted == name)
    return {wanted for wanted, _ in found if wanted in own and not (wanted == name and extends)}


def _from_first(cycle: list[str], own: Mapping[str, object]) -> list[str]:
    """The cycle in the direction of its references, from its first entry in the file and back to that."""
    trail = cycle[:0:-1]
    start = min(range(len(trail)), key=lambda index: list(own).index(trail[index]))
    return [*trail[start:], *trail[:start], trail[start]]


def _unresolved(text: str, lookup: Lookup) -> Iterator[tuple[str, str]]:
    for match in REFERENCE.finditer(text):
        name = match["name"]
        if match["other"]:
            yield f"${match['other']} is not a reference", MEND
        elif name and match["default"] is None and lookup(name) is None:
            yield f"the environment has no {name}", f"export {name}=…, or write ${{{name}:-default}}"


def _replacement(match: re.Match[str], lookup: Lookup) -> str:
    if match["dollar"]:
        return "$"
    value = lookup(match["name"])
    if match["default"] is not None:
        return value or match["default"]
    return value or ""
