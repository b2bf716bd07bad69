"""Reading `team.yaml`: who works, what decides, and what nobody may touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from cortex_cli.config.documents import Document, read_document, take_schema
from cortex_cli.config.problems import Fault, Location, refuse, suggestion
from cortex_cli.config.references import Expansion
from cortex_cli.config.team_rules import SECTION_RULES, id_faults
from cortex_cli.config.typed import WrongShape, known_keys, typed, unknown_key, wrong_type
from cortex_cli.model.team import (
    AnyWorker,
    ByProductPolicy,
    Gate,
    PythonWorker,
    ReplayWorker,
    Resource,
    ShellWorker,
    Team,
)

T = TypeVar("T")
FILE_NAMES = ("team.yaml", "team.yml", "team.json")
DEFAULT_TEAM = Team()
SECTIONS = tuple(key for key in known_keys(Team) if key != "path")
WORKER_KINDS: Mapping[str, Callable[..., AnyWorker]] = {
    "shell": ShellWorker,
    "python": PythonWorker,
    "replay": ReplayWorker,
}


def find_team(root: Path) -> Path | None:
    """The team file of the repository at `root`: `team.yaml`, `team.yml` or `team.json`; None without one.

    Raises ConfigurationError when there are several.
    """
    found = [root / name for name in FILE_NAMES if (root / name).exists()]
    if len(found) > 1:
        names = " and ".join(path.name for path in found)
        refuse(found[0].name, f"there are several team files: {names}", mend="keep one of them")
    return found[0] if found else None


def load_team(path: Path, environment: Mapping[str, str]) -> Team:
    """The team in the file `path`, its `${VAR}` references replaced from `environment`.

    Raises ConfigurationError with everything that is wrong in the file, by line.
    """
    return read_team(read_document(path), environment, str(path))


def read_team(document: Document, environment: Mapping[str, str], path: str | None = None) -> Team:
    """The team in a document, which was read from the file at `path`; raises as `load_team` does."""
    content = take_schema(document, "team", required=False)
    reader = _Reader()
    sections = reader.sections(reader.expanded(content, environment))
    if reader.faults:
        raise content.error(reader.faults)
    return Team(**sections, path=path)


class _Reader:
    """Reads section by section, so that a mistake in one hides none in another."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def expanded(self, document: Document, environment: Mapping[str, str]) -> dict[str, object]:
        """The document's data with its references replaced; other maps may refer to `workspace.env`."""
        expansion = Expansion(environment)
        workspace = expansion.data(document.data.get("workspace"), ("workspace",), environment)
        own = workspace.get("env") if isinstance(workspace, dict) else None
        texts = own.items() if isinstance(own, dict) else ()
        shared = {**environment, **{name: text for name, text in texts if isinstance(text, str)}}
        self.faults = expansion.faults
        return {
            key: workspace if key == "workspace" else expansion.entry(key, value, (key,), shared)
            for key, value in document.data.items()
        }

    def sections(self, data: Mapping[str, object]) -> dict[str, Any]:
        """What could be read, by the name of its field."""
        types = get_type_hints(Team)
        found: dict[str, Any] = {}
        for key, value in data.items():
            loc = (key,)
            if (key, value) == ("by_products", "refuse"):
                # The short form: every by-product is a violation, by the default list.
                found["by_product_policy"] = ByProductPolicy.REFUSE
            elif key not in SECTIONS:
                self.faults.append(unknown_key(loc, SECTIONS))
            elif key == "workers":
                found[key] = self.entries(value, loc, self.worker)
            elif key == "gates":
                found[key] = self.entries(value, loc, self.gate)
            elif key == "resources":
                found[key] = self.entries(value, loc, self.resource)
            else:
                found[key] = self.read(value, types[key], loc)
                if found[key] is not None:
                    self.faults += SECTION_RULES[key](found[key], loc)
        return found

    def read(self, value: object, type_: Callable[..., T], loc: Location) -> T | None:
        """`value` as a `type_`; None, and its faults noted, where it is not one."""
        try:
            return typed(value, type_, loc)
        except WrongShape as wrong:
            self.faults += wrong.faults
            return None

    def entries(self, value: object, loc: Location, read: Callable[[object, Location], T | None]) -> tuple[T, ...]:
        """The entries of a list that could be read, judged together."""
        if not isinstance(value, list):
            self.faults.append(wrong_type("a list", value, loc))
            return ()
        self.faults += id_faults(value, loc)
        placed = {(*loc, number): read(item, (*loc, number)) for number, item in enumerate(value)}
        good = {place: entry for place, entry in placed.items() if entry is not None}
        self.faults += SECTION_RULES[str(loc[0])](good, loc)
        return tuple(good.values())

    def gate(self, entry: object, loc: Location) -> Gate | None:
        return self.read(entry, Gate, loc)

    def resource(self, entry: object, loc: Location) -> Resource | None:
        return self.read(entry, Resource, loc)

    def worker(self, entry: object, loc: Location) -> AnyWorker | None:
        """A worker, read as its `kind` says."""
        if not isinstance(entry, dict):
            self.faults.append(wrong_type("a mapping of keys to values", entry, loc))
            return None
        kind, place = entry.get("kind"), (*loc, "kind")
        if "kind" not in entry:
            self.faults.append(Fault(place, "is missing", f"add kind: {' or '.join(WORKER_KINDS)}"))
        elif not isinstance(kind, str):
            self.faults.append(wrong_type("text", kind, place))
        elif kind not in WORKER_KINDS:
            message = f"must be one of {', '.join(WORKER_KINDS)}"
            self.faults.append(Fault(place, message, suggestion(kind, tuple(WORKER_KINDS))))
        else:
            return self.read(self.own_keys(entry, kind, loc), WORKER_KINDS[kind], loc)
        return None

    def own_keys(self, entry: Mapping[str, object], kind: str, loc: Location) -> dict[str, object]:
        """`entry` less the keys of other kinds of worker, each of which is a fault."""
        own = known_keys(WORKER_KINDS[kind])
        foreign = {
            key: other
            for other, type_ in WORKER_KINDS.items()
            for key in known_keys(type_)
            if key in entry and key not in own
        }
        for key, other in foreign.items():
            message = f"belongs to workers of kind {other}, and this one is of kind {kind}"
            self.faults.append(Fault((*loc, key), message, "remove it, or change the kind"))
        return {key: value for key, value in entry.items() if key not in foreign}
