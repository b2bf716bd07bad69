"""Scenes made from texts, groups and past commits, without a repository."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cortex_cli.analysis.coordination.finding import find_points
from cortex_cli.analysis.coordination.scene import Division, Scene, Texts
from cortex_cli.analysis.dividing.meeting import meeting_places
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint, Creation
from cortex_cli.model.task_type import TaskType
from cortex_cli.syntax.symbols import symbols
from tests.unit.analysis.project import material_of, past_commits

Change = tuple[str, tuple[str, ...]]


def scene_of(
    texts: Mapping[str, str],
    groups: Mapping[str, str],
    request: str,
    *,
    past: Sequence[Change] = (),
    entry_points: tuple[str, ...] = (),
    generated: Mapping[str, str] | None = None,
    creations: tuple[Creation, ...] = (),
    task_type: TaskType | None = None,
) -> Scene:
    """`texts` by path, the chosen ones in `groups`; `past` are message and paths, newest first.

    `generated` are the texts of files that the analysis leaves out.
    """
    material = material_of(texts, request, past=past_commits(*past), task_type=task_type)
    left_out = dict(generated or {})
    everything = {**texts, **left_out}
    return Scene(
        division=Division(groups, meeting_places(groups, material, entry_points, None), None, tuple(groups), creations),
        material=material,
        symbols={path: symbols(texts[path], material.files[path].language) for path in groups},
        paths=frozenset(everything),
        generated=frozenset(left_out),
        texts=Texts(lambda paths: {path: everything[path] for path in paths if path in everything}),
    )


def of_kind(kind: CoordinationKind, scene: Scene) -> list[CoordinationPoint]:
    return [point for point in find_points(scene) if point.kind is kind]


def paths_of(kind: CoordinationKind, scene: Scene) -> list[str]:
    return [point.path for point in of_kind(kind, scene)]
