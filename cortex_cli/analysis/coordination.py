"""Where separately done work must agree, found in the repository itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.creations import Component
from cortex_cli.analysis.meeting import groups_met
from cortex_cli.analysis.relevance import Material
from cortex_cli.analysis.roles import LOCK_FILES, MANIFESTS
from cortex_cli.analysis.terms import terms
from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint, Role
from cortex_cli.model.text import counted, one_line
from cortex_cli.syntax.symbols import Definition, FileSymbols

MOST_SYMBOLS = 12
MOST_PAIRS = 8
MOST_FILES = 12
FEWEST_GROUPS = 2
FEWEST_TOGETHER = 3
SHARE_TOGETHER = 0.5
NUMBERED = re.compile(r"(?:^|/)(?:migrations?|versions|migrate)/(?:V?\d{2,}|[0-9a-f]{8,})[_-]?[^/]*$", re.I)

ACTIONS: Mapping[CoordinationKind, CoordinationAction] = {
    CoordinationKind.SHARED_SYMBOL: CoordinationAction.CONTRACT_FIRST,
    CoordinationKind.FAN_IN: CoordinationAction.OWN,
    CoordinationKind.REGISTRY: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.BARREL: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.ENTRY_POINT: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.MANIFEST: CoordinationAction.OWN,
    CoordinationKind.LOCK_FILE: CoordinationAction.SERIALISE,
    CoordinationKind.MIGRATION: CoordinationAction.SERIALISE,
    CoordinationKind.CO_CHANGE: CoordinationAction.OWN,
}
MEETING_WORDS: Mapping[CoordinationKind, str] = {
    CoordinationKind.REGISTRY: "lists the modules that it registers",
    CoordinationKind.BARREL: "passes on what other files define",
    CoordinationKind.ENTRY_POINT: "starts the program and puts its parts together",
    CoordinationKind.MANIFEST: "declares dependencies and settings for everything",
}


@dataclass(frozen=True, slots=True)
class Division:
    """The chosen files as groups: `group_of` by path; `meeting` the files where groups may meet."""

    group_of: Mapping[str, str]
    meeting: Mapping[str, CoordinationKind]
    component: Component | None


def find_points(
    division: Division, material: Material, symbols: Mapping[str, FileSymbols], every_path: Iterable[str]
) -> tuple[CoordinationPoint, ...]:
    """All coordination points: places first, then shared files, symbols and habits."""
    return (
        *_meeting_points(division, material),
        *_lock_files(division, every_path),
        *_migrations(division, material),
        *_fan_in(division, material),
        *_shared_symbols(division, material, symbols),
        *_co_change(division, material),
    )


def _point(
    kind: CoordinationKind, path: str, files: Sequence[str], reason: str, definition: Definition | None = None
) -> CoordinationPoint:
    return CoordinationPoint(
        kind=kind,
        path=path,
        symbol=definition.qualified if definition else None,
        files=tuple(files[:MOST_FILES]),
        reason=one_line(reason),
        action=ACTIONS[kind],
        signature=definition.signature if definition else None,
    )


def _meeting_points(division: Division, material: Material) -> Iterator[CoordinationPoint]:
    for path, kind in division.meeting.items():
        met = groups_met(path, division.group_of, material)
        files = [file for group in met for file in met[group]]
        new = f"; the new part `{division.component.names[0]}` is to be added" if division.component else ""
        if files or (new and kind is CoordinationKind.REGISTRY):
            between = f", {counted(len(met), 'group')} of the work meet here" if len(met) > 1 else ""
            yield _point(kind, path, files, MEETING_WORDS[kind] + between + new)


def _lock_files(division: Division, every_path: Iterable[str]) -> Iterator[CoordinationPoint]:
    manifests = [path for path, kind in division.meeting.items() if kind is CoordinationKind.MANIFEST]
    directories = {path.rpartition("/")[0]: path for path in manifests if path.rpartition("/")[2] in MANIFESTS}
    for path in sorted(every_path):
        directory, _, name = path.rpartition("/")
        if name in LOCK_FILES and directory in directories:
            reason = f"follows `{directories[directory]}`: one objective regenerates it, by its tool"
            yield _point(CoordinationKind.LOCK_FILE, path, [directories[directory]], reason)


def _migrations(division: Division, material: Material) -> Iterator[CoordinationPoint]:
    latest: dict[str, str] = {}
    for path in sorted(material.files):
        if NUMBERED.search(path):
            latest[path.rpartition("/")[0]] = path
    for directory, newest in latest.items():
        home = directory.rpartition("/")[0]
        near = [
            path
            for path in sorted(division.group_of)
            if material.role(path) is Role.SOURCE
            and (path.startswith(directory + "/") or path.rpartition("/")[0] == home)
        ]
        if near:
            reason = f"migrations are numbered: two new ones beside `{newest}` would take the same number"
            yield _point(CoordinationKind.MIGRATION, newest, near, reason)


def _fan_in(division: Division, material: Material) -> Iterator[CoordinationPoint]:
    for path in sorted(division.group_of):
        if path in division.meeting or material.role(path) is not Role.SOURCE:
            continue
        importers = [
            other
            for other in material.graph.imported_by(path)
            if division.group_of.get(other, division.group_of[path]) != division.group_of[path]
        ]
        groups = {division.group_of[other] for other in importers}
        if len(groups) >= FEWEST_GROUPS:
            everywhere = counted(len(material.graph.imported_by(path)), "file")
            reason = f"{counted(len(groups), 'group')} of the work import it, and {everywhere} in all"
            yield _point(CoordinationKind.FAN_IN, path, importers, reason)


def _shared_symbols(
    division: Division, material: Material, symbols: Mapping[str, FileSymbols]
) -> Iterator[CoordinationPoint]:
    weights = material.query.all_terms
    found = []
    for path in sorted(division.group_of):
        group = division.group_of[path]
        importers = [
            other
            for other in material.graph.imported_by(path)
            if division.group_of.get(other, group) != group and material.role(other) is Role.SOURCE and other in symbols
        ]
        for definition in symbols[path].definitions if importers and path in symbols else ():
            if definition.owner is not None or definition.name.startswith("_"):
                continue
            users = [other for other in importers if definition.name in symbols[other].references]
            fit = sum(weights.get(term, 0.0) for term in terms(definition.name))
            groups = {division.group_of[other] for other in users}
            if (users and fit > 0.0) or len(groups) >= FEWEST_GROUPS:
                found.append(((-fit, -len(users), path, definition.line), path, users, definition))
    for _, path, users, definition in sorted(found, key=lambda item: item[0])[:MOST_SYMBOLS]:
        used = counted(len(users), "file")
        reason = f"`{definition.qualified}` is defined here and used by {used} of other groups"
        yield _point(CoordinationKind.SHARED_SYMBOL, path, users, reason, definition)


def _co_change(division: Division, material: Material) -> Iterator[CoordinationPoint]:
    history = material.history
    sources = [path for path in sorted(division.group_of) if material.role(path) is Role.SOURCE]
    found = []
    for number, one in enumerate(sources):
        for other in sources[number + 1 :]:
            together = history.together(one, other)
            fewest = min(history.changes(one), history.changes(other))
            across = division.group_of[one] != division.group_of[other]
            if across and together >= FEWEST_TOGETHER and together >= SHARE_TOGETHER * fewest:
                found.append((-together, one, other, fewest))
    for negative, one, other, fewest in sorted(found)[:MOST_PAIRS]:
        reason = f"changed together with `{other}` in {-negative} of {counted(fewest, 'commit')}"
        yield _point(CoordinationKind.CO_CHANGE, one, [other], reason)
