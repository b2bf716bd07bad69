"""Migrations: files with sequence numbers, of which two new ones would take the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint, Role

NUMBERED = re.compile(r"(?:^|/)(?:migrations?|versions|migrate)/(?:V?\d{2,}|[0-9a-f]{8,})[_.-]?[^/]*$", re.I)
SPOKEN = re.compile(r"\bmigrat\w*|\bschema\b|\bcolumn\b|\btable\b", re.I)
NEAR = 0.5


def migrations(scene: Scene) -> Iterator[CoordinationPoint]:
    """The newest of each sequence that chosen source files stand in or beside."""
    latest: dict[str, str] = {}
    for path in sorted(scene.material.files):
        if NUMBERED.search(path) and scene.material.role(path) is not Role.TEST:
            latest[path.rpartition("/")[0]] = path
    for directory, newest in latest.items():
        home = directory.rpartition("/")[0]
        near = [
            path
            for path in sorted(scene.sources)
            if path.startswith(directory + "/") or path.rpartition("/")[0] == home
        ]
        if near:
            said = [f"migrations are numbered: two new ones beside `{newest}` would take the same number"]
            spoken = SPOKEN.search(scene.material.query.text)
            said += [f'the request says "{spoken[0]}"'] if spoken else []
            said += (together := _together(directory, near, scene))
            strength = either(NEAR, 0.6 if spoken else 0.0, 0.5 if together else 0.0)
            yield point(CoordinationKind.MIGRATION, newest, near, said, strength)


def _together(directory: str, near: list[str], scene: Scene) -> list[str]:
    """What history says: commits in which a file beside came with a migration."""
    wanted = frozenset(near)
    brought = [
        paths for paths in scene.material.history.past if any(path.startswith(directory + "/") for path in paths)
    ]
    with_them = sum(not wanted.isdisjoint(paths) for paths in brought)
    return [f"{with_them} of {len(brought)} commits with a migration changed them too"] if with_them else []
