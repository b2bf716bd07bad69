"""What a release is told by: change logs, in which each change writes at the same place, and version files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.commit.roles import CHANGELOG_NAME
from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint, Role

VERSION_NAME = re.compile(
    r"(?:^|/)(?:_{0,2}version_{0,2}|about|pkginfo|__pkginfo__)(?:\.(?:py|go|rs|[jt]s|rb|txt|h))?$", re.I
)
SPOKEN = re.compile(r"\b(?:release|version|bump)\b", re.I)
LATEST = 300
"""Commits that changed sources and are looked at, the newest ones."""
HABITUAL = 0.1
FEWEST = 3
DEEPEST = 1
"""Directories in which a change log of the whole project may stand, such as `docs/`."""


def changelogs(scene: Scene) -> Iterator[CoordinationPoint]:
    """Change logs that are chosen or that changes usually write to, unless each brings a fragment of its own."""
    works = [path for path in scene.chosen if scene.is_source(path)]
    if scene.material.history.fragments is not None or not works:
        return
    past = [paths for paths in scene.material.history.past if any(scene.is_source(path) for path in paths)][:LATEST]
    for path in sorted(scene.material.files):
        if path.count("/") > DEEPEST or not CHANGELOG_NAME.match(path.rpartition("/")[2]) or scene.is_source(path):
            continue
        brought = sum(path in paths for paths in past)
        share = brought / len(past) if past else 0.0
        chosen = path in scene.division.group_of
        if (brought >= FEWEST and share >= HABITUAL) or (chosen and len(past) < FEWEST):
            habit = f"{brought} of the last {len(past)} commits that changed sources changed it too"
            said = [*([habit] if brought else []), "every change writes at the same place of it"]
            yield point(CoordinationKind.CHANGELOG, path, works, said, either(0.3 if chosen else 0.0, share))


def versions(scene: Scene) -> Iterator[CoordinationPoint]:
    """Files that hold the version, if they are chosen or the request speaks of a release."""
    spoken = SPOKEN.search(scene.material.query.text)
    for path in sorted(scene.material.files):
        if not VERSION_NAME.search(path) or scene.material.role(path) in (Role.TEST, Role.DOCS):
            continue
        chosen = path in scene.division.group_of
        others = scene.others(path, scene.chosen)
        if chosen and others and spoken:
            said = ["holds the version, which one objective sets for all", f'the request says "{spoken[0]}"']
            yield point(CoordinationKind.VERSION, path, others, said, 0.5)
