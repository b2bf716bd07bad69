"""Files in which separate parts of the work meet: registries, barrels, entry points, manifests."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.commit.reading import is_manifest
from cortex_cli.analysis.creating.conventions import modules_in, registries_of
from cortex_cli.analysis.creating.creations import Component
from cortex_cli.model.analysis import CoordinationKind, Role
from cortex_cli.syntax.grammar import ImportStyle

FEWEST_REEXPORTS = 2
MANY_REEXPORTS = 4
ROUTES = re.compile(r"(?:^|/)(?:urls\.py|config/routes\.rb|routes/(?:web|api)\.php|app-routing\.module\.ts)$")
OWN_SHARE = 0.5
"""Definitions for each file passed on, up to which a file with many of those is a barrel all the same."""


def meeting_places(
    chosen: Iterable[str], material: Material, entry_points: Collection[str], component: Component | None
) -> dict[str, CoordinationKind]:
    """Which of the chosen files are places where parts meet, and of which kind."""
    registries = set(_registries(material))
    if component is not None:
        registries.update(path for area in component.areas for path in area.registries if _tells(path, material))
    found: dict[str, CoordinationKind] = {}
    for path in sorted(chosen):
        kind = _kind(path, material, entry_points, registries)
        if kind is not None:
            found[path] = kind
    return found


def _kind(
    path: str, material: Material, entry_points: Collection[str], registries: Collection[str]
) -> CoordinationKind | None:
    if is_manifest(path):
        return CoordinationKind.MANIFEST
    if material.role(path) is not Role.SOURCE:
        return None
    if is_barrel(path, material):
        return CoordinationKind.BARREL
    if ROUTES.search(path):
        return CoordinationKind.ROUTES
    if path in registries:
        return CoordinationKind.REGISTRY
    return CoordinationKind.ENTRY_POINT if path in entry_points else None


def is_barrel(path: str, material: Material) -> bool:
    """Whether a file does hardly anything but pass on what others define."""
    outline = material.outlines.get(path)
    passes = passed_on(path, material)
    if outline is None or len(passes) < FEWEST_REEXPORTS:
        return False
    own = [each for each in outline.definitions if each.owner is None and not each.name.startswith("_")]
    if len(passes) >= MANY_REEXPORTS:
        return len(own) <= OWN_SHARE * len(passes)
    return all(definition.name.startswith("__") for definition in outline.definitions)


def passed_on(path: str, material: Material) -> tuple[str, ...]:
    """The files whose names can be taken from `path`: what it passes on, or what a package file has of its package."""
    passes = material.graph.reexports.get(path, ())
    if passes or not path.endswith("/__init__.py"):
        return passes
    inside = path.rpartition("/")[0] + "/"
    return tuple(each for each in material.graph.imports_of(path) if each.startswith(inside))


def _registries(material: Material) -> list[str]:
    modules = modules_in(material.files.values())
    found: dict[str, None] = {}
    for directory, members in modules.items():
        for path in registries_of(directory, members, material.graph):
            if directory and material.role(path) is Role.SOURCE and _tells(path, material):
                found[path] = None
    return list(found)


def _tells(path: str, material: Material) -> bool:
    """Whether what a file imports says which modules it needs: in Go, it imports all files of a package at once."""
    language = material.files[path].language if path in material.files else None
    return language is None or language.style is not ImportStyle.GO


def groups_met(path: str, group_of: Mapping[str, str], material: Material) -> dict[str, list[str]]:
    """By group, the files of other groups that `path` imports or is imported by."""
    met: dict[str, list[str]] = defaultdict(list)
    for other in (*material.graph.imports_of(path), *material.graph.imported_by(path)):
        group = group_of.get(other)
        if group is not None and group != group_of.get(path) and other not in met[group]:
            met[group].append(other)
    return {group: sorted(met[group]) for group in sorted(met) if met[group]}
