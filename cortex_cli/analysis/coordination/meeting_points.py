"""Chosen files in which groups meet, and files that pass on the names of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.analysis.dividing.meeting import groups_met, is_barrel, passed_on
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint
from cortex_cli.model.text import counted

MEETING_WORDS: Mapping[CoordinationKind, str] = {
    CoordinationKind.REGISTRY: "lists the modules that it registers",
    CoordinationKind.BARREL: "passes on what other files define",
    CoordinationKind.ROUTES: "says which code answers which address",
    CoordinationKind.ENTRY_POINT: "starts the program and puts its parts together",
    CoordinationKind.MANIFEST: "declares dependencies and settings for everything",
}
BARREL_NAMES = frozenset({
    "__init__.py", "index.ts", "index.js", "index.mjs", "index.tsx", "index.jsx", "mod.rs", "lib.rs", "mod.ts",
    "index-client.js", "index-server.js",
})  # fmt: skip
MOST_BARRELS = 4
HIGHEST = 3
"""Directories above a chosen file in which its barrel is looked for."""


def meeting_points(scene: Scene) -> Iterator[CoordinationPoint]:
    """The meeting places of the strategy, with the files of the other groups that meet there."""
    division = scene.division
    new = f"; the new part `{division.component.names[0]}` is to be added" if division.component else ""
    for path, kind in division.meeting.items():
        met = groups_met(path, division.group_of, scene.material)
        files = [file for group in met for file in met[group]]
        if files:
            between = f", {counted(len(met), 'group')} of the work meet here" if len(met) > 1 else ""
            strength = either(0.25 + 0.1 * len(met), 0.2 if new else 0.0)
            said = [MEETING_WORDS[kind] + between + new]
            said.append(f"it imports or is imported by {', '.join(f'`{each}`' for each in files[:4])}")
            yield point(kind, path, files, said, strength)


def barrels(scene: Scene) -> Iterator[CoordinationPoint]:
    """Where something is added, the files near the chosen ones that pass the names of their neighbours on."""
    if not scene.adds:
        return
    found: dict[str, list[str]] = {}
    for path in scene.sources:
        for barrel in _above(path, scene):
            if barrel != path:
                found.setdefault(barrel, []).append(path)
    for barrel, files in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_BARRELS]:
        passes = passed_on(barrel, scene.material)
        direct = [path for path in files if path in passes]
        said = [f"passes on what {counted(len(passes), 'other file')} define, so that new names are added to it"]
        said += [f"`{direct[0]}` is one of them"] if direct else []
        strength = either(0.35, 0.4 if direct else 0.0, 0.05 * len(direct))
        yield point(CoordinationKind.BARREL, barrel, direct or files, said, strength)


def _above(path: str, scene: Scene) -> Iterator[str]:
    directory = path.rpartition("/")[0]
    for _ in range(HIGHEST):
        for name in sorted(BARREL_NAMES):
            barrel = f"{directory}/{name}" if directory else name
            if scene.is_source(barrel) and is_barrel(barrel, scene.material):
                yield barrel
        if not directory:
            return
        directory = directory.rpartition("/")[0]
