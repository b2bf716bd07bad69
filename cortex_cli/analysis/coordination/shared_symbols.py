"""Symbols that one group defines and others use."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.analysis.terms import terms
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint, Role
from cortex_cli.model.text import counted
from cortex_cli.syntax.symbols import Definition

MOST_SYMBOLS = 12
FEWEST_GROUPS = 2
ONE_PACKAGE = frozenset({"Go", "Java", "Kotlin", "Swift", "C#", "Scala"})
"""Languages in which the files of a directory see each other's names without importing them."""


def shared_symbols(scene: Scene) -> Iterator[CoordinationPoint]:
    """What other groups use, if several do or the request speaks of it: those it speaks of most come first."""
    found = []
    for path in sorted(scene.sources):
        if path not in scene.symbols:
            continue
        near = _readers(path, scene)
        for definition in scene.symbols[path].definitions if near else ():
            if definition.owner is not None or definition.name.startswith("_"):
                continue
            users = [other for other in near if definition.name in scene.symbols[other].references]
            fit = sum(scene.material.query.all_terms.get(term, 0.0) for term in terms(definition.name))
            groups = scene.groups(users)
            if (users and fit > 0.0) or len(groups) >= FEWEST_GROUPS:
                found.append((-fit, -len(users), path, definition.line, users, definition))
    found.sort(key=lambda item: item[:4])
    for fit, _, path, _, users, definition in found[:MOST_SYMBOLS]:
        yield point(
            CoordinationKind.SHARED_SYMBOL,
            path,
            users,
            _evidence(path, users, definition),
            either(min(0.3, -fit / 4), 0.05 * len(users), 0.1 + 0.1 * len(scene.groups(users))),
            definition,
        )


def _evidence(path: str, users: list[str], definition: Definition) -> list[str]:
    used = counted(len(users), "file")
    said = [
        f"`{definition.qualified}` is defined here and used by {used} of other groups",
        f"`{path}` defines it in line {definition.line}",
    ]
    return [*said, f"`{users[0]}` uses it"]


def _readers(path: str, scene: Scene) -> list[str]:
    """The chosen source files of other groups that can use what `path` defines."""
    files = scene.material.files
    importers = scene.others(path, scene.material.graph.imported_by(path))
    language = files[path].language
    if language is not None and language.name in ONE_PACKAGE:
        beside = path.rpartition("/")[0]
        package = [other for other in scene.sources if other.rpartition("/")[0] == beside]
        importers += scene.others(path, (other for other in package if files[other].language == language))
    known = (other for other in dict.fromkeys(importers) if other in scene.symbols)
    return sorted(other for other in known if scene.material.role(other) is Role.SOURCE)
