"""Planning cases on disk: read, and refused with file and line where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from cortex_cli.config.documents import Document, read_document, take_schema, validate
from cortex_cli.config.problems import Fault, Location
from cortex_cli.config.team import DEFAULT_TEAM, read_team
from cortex_cli.model.expectations import Expectations
from cortex_cli.model.plan import Plan
from cortex_cli.model.planning_case import STRICT, CaseCommit, CaseGroup, CaseOptions, PlanningCase
from cortex_cli.planning.names import writable
from cortex_cli.planning.plan_files.reader import plan_in

KIND = "planning-case"
NUMBERED = re.compile(r"\{(\d{1,6})\.\.(\d{1,6})\}")
MOST_FILES = 20_000
MOST_COMMITS = 1_000


@dataclass(frozen=True)
class CaseFile:
    """A case and where it is written; `document` knows the line of each of its keys."""

    case: PlanningCase
    document: Document


@dataclass(frozen=True)
class _Written:
    """The keys of a case file; `team`, `objectives` and `contracts` are read as in their own files."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    name: str
    group: CaseGroup
    files: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    history: tuple[CaseCommit, ...] = ()
    team: Any = None
    request: str | None = None
    objectives: Any = None
    contracts: Any = None
    options: CaseOptions = field(default_factory=CaseOptions)
    expect: Expectations = field(default_factory=Expectations)


def case_keys() -> tuple[str, ...]:
    """The keys of a case file after `schema`, in their order."""
    return tuple(each.name for each in fields(_Written))


def read_case(path: Path, name: str) -> CaseFile:
    """The planning case in the file at `path`, which messages call `name`.

    Raises ConfigurationError, with lines, for whatever cannot be read as one.
    """
    document = take_schema(replace(read_document(path), name=name), KIND, True)
    written = validate(document, _Written)
    tree = {**written.files, **dict.fromkeys(islice(_numbered(written.paths), MOST_FILES + 1), "")}
    faults = [*_odd_choices(document, written), *_bad_tree(written, tree), *_mixed_waves(document)]
    if faults:
        raise document.error(faults)
    return CaseFile(
        PlanningCase(
            name=written.name,
            group=written.group,
            tree=tree,
            history=written.history,
            team=read_team(document.part("team"), {}) if written.team is not None else DEFAULT_TEAM,
            request=written.request,
            declared=_declared(document),
            arranged=not any("wave" in entry for entry in _entries(document)),
            options=written.options,
            expect=written.expect,
        ),
        document,
    )


def _declared(document: Document) -> Plan | None:
    """The objectives of a case as a plan: what a plan file has to say and a case need not is filled in."""
    if "objectives" not in document.data:
        return None
    entries = document.data["objectives"]
    if isinstance(entries, list):
        entries = [
            {"title": entry.get("id"), "wave": 1, **entry} if isinstance(entry, dict) else entry for entry in entries
        ]
    contracts = {"contracts": document.data["contracts"]} if "contracts" in document.data else {}
    data = {"request": document.data["name"], "objectives": entries, **contracts}
    return plan_in(replace(document, data=data))


def _entries(document: Document) -> list[Mapping[str, Any]]:
    entries = document.data.get("objectives")
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _numbered(paths: Sequence[str]) -> Iterator[str]:
    """The paths, with `{1..40}` in one standing for the numbers from 1 to 40, zeros in front kept."""
    for path in paths:
        found = NUMBERED.search(path)
        if found is None:
            yield path
            continue
        first, last = found.groups()
        for number in range(int(first), int(last) + 1):
            yield f"{path[: found.start()]}{number:0{len(first)}}{path[found.end() :]}"


def _odd_choices(document: Document, written: _Written) -> Iterator[Fault]:
    """Keys that do not go together, or that a case cannot do without."""
    options = written.options
    if not written.name.strip():
        yield Fault(("name",), "is empty", "say in a few words what has to hold")
    if (written.request is None) == ("objectives" not in document.data):
        yield Fault((), "a case has either a request or objectives", "write one of the two")
    if written.request is None and replace(options, fold_case=False) != CaseOptions():
        yield Fault(("options",), "only a request can be planned with these options", "remove them")
    if "contracts" in document.data and "objectives" not in document.data:
        yield Fault(("contracts",), "are declared only with objectives", "remove them, or write expect.contracts")
    if options.worker is not None and not options.over:
        yield Fault(("options", "worker"), "names the worker of a sweep", "add over, or remove it")
    for option in ("solo", "interfaces"):
        if options.over and getattr(options, option):
            yield Fault(("options", option), "means nothing for a sweep", f"remove {option} or over")
    if written.expect.error is not None and replace(written.expect, error=None) != Expectations():
        yield Fault(("expect", "error"), "is all that can be expected of a case without a plan", "keep only error")


def _bad_tree(written: _Written, tree: Mapping[str, str]) -> Iterator[Fault]:
    """Files that no repository can have, or that a case has twice."""
    yield from _bad_paths([(("files", path), path) for path in written.files])
    yield from _bad_paths([(("paths", number), path) for number, path in enumerate(written.paths)])
    for index, commit in enumerate(written.history):
        yield from _bad_paths([(("history", index, "files", number), path) for number, path in enumerate(commit.files)])
        if commit.times < 1:
            yield Fault(("history", index, "times"), "must be at least 1")
    if len(tree) > MOST_FILES:
        yield Fault(("paths",), f"a case has at most {MOST_FILES:,} files")
    if sum(commit.times for commit in written.history) > MOST_COMMITS:
        yield Fault(("history",), f"a case has at most {MOST_COMMITS:,} commits")
    for path in tree:
        above = next((str(parent) for parent in PurePosixPath(path).parents if str(parent) in tree), None)
        if above is not None:
            place = ("files", path) if path in written.files else ("paths",)
            yield Fault(place, f"{path} lies below {above}, which is a file", "rename one of them")
    for number, path in enumerate(written.paths):
        if path in written.files:
            yield Fault(("paths", number), "is under files as well", "remove one of the two")


def _bad_paths(placed: Sequence[tuple[Location, str]]) -> Iterator[Fault]:
    for place, path in placed:
        if not path or path.endswith("/") or not writable(path):
            yield Fault(place, "is not the path of a file in a repository", "write it relative to the top")


def _mixed_waves(document: Document) -> Iterator[Fault]:
    """Either the case says all waves, or planning finds them all."""
    said = [index for index, entry in enumerate(_entries(document)) if "wave" in entry]
    if said and len(said) != len(_entries(document)):
        place: Location = ("objectives", said[0], "wave")
        yield Fault(place, "other objectives of the case have no wave", "give each of them a wave, or none")
