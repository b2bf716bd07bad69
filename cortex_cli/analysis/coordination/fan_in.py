"""Files that the work of several groups imports."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint
from cortex_cli.model.text import counted
from cortex_cli.syntax.grammar import ImportStyle

FEWEST_GROUPS = 2
FEWEST_IMPORTERS = 10
"""A file that so many import is a hub if only one other group of the work is among them."""
HALF = 20
"""The number of importers that speaks as much for a hub as it leaves open."""


def hubs(scene: Scene) -> Iterator[CoordinationPoint]:
    """Chosen source files that others of the work import: whoever changes one changes the ground of the others."""
    for path in sorted(scene.sources):
        if path in scene.division.meeting:
            continue
        importers = _users(path, scene)
        users = [other for other in scene.others(path, importers) if scene.is_source(other)]
        groups = scene.groups(scene.others(path, importers))
        if len(groups) >= FEWEST_GROUPS or (users and len(importers) >= FEWEST_IMPORTERS):
            everywhere = counted(len(importers), "file")
            said = f"{counted(len(groups), 'group')} of the work import it, and {everywhere} in all"
            files = users or scene.others(path, importers)
            strength = either(0.3 + 0.1 * len(groups), len(importers) / (len(importers) + HALF))
            yield point(CoordinationKind.FAN_IN, path, files, [said], 0.8 * strength)


def _users(path: str, scene: Scene) -> list[str]:
    """Who imports a file; where imports name whole packages, the chosen ones as far as they use its names."""
    importers = scene.material.graph.imported_by(path)
    language = scene.material.files[path].language
    if language is None or language.style is not ImportStyle.GO or path not in scene.symbols:
        return list(importers)
    defined = {definition.name for definition in scene.symbols[path].definitions}
    known = (other for other in importers if other in scene.symbols)
    return [other for other in known if not defined.isdisjoint(scene.symbols[other].references)]
