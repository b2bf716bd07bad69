"""What a change touches: its parts, where they meet, and what usually goes with it and does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cortex_cli.analysis.changing.companions import missing_companions
from cortex_cli.analysis.changing.scene import Scene, States, with_scene
from cortex_cli.analysis.changing.touched import touched_files
from cortex_cli.analysis.choosing.attachments import find_tests
from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.commit.history import read_past
from cortex_cli.analysis.commit.reading import read_symbols
from cortex_cli.analysis.coordination.finding import find_points
from cortex_cli.analysis.coordination.scene import Division
from cortex_cli.analysis.coordination.scene import Scene as CoordinationScene
from cortex_cli.analysis.coordination.texts import texts_of
from cortex_cli.analysis.dividing.grouping import Chosen
from cortex_cli.analysis.dividing.meeting import meeting_places
from cortex_cli.analysis.dividing.strategy import grouped
from cortex_cli.analysis.request.query import Query
from cortex_cli.model.analysis import Analysis, CoordinationKind, CoordinationPoint, Group, Role
from cortex_cli.model.change_analysis import ChangeAnalysis, Missing, MissingFile, Touch, TouchedFile
from cortex_cli.model.events import Emit
from cortex_cli.model.task_type import TaskType
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import Entry

NO_REQUEST = Query("", {}, {}, (), (), ())
TEST_NAMES = 3
LISTINGS = frozenset(
    {CoordinationKind.REGISTRY, CoordinationKind.ROUTES, CoordinationKind.BARREL, CoordinationKind.ENTRY_POINT}
)
MOST_GROUPED = 60
"""A change of more files is a sweep: it has no parts worth telling apart."""


def analyze_change(
    git: Git,
    index_file: Path,
    base: str,
    before: tuple[Entry, ...],
    after: tuple[Entry, ...],
    *,
    head: str | None,
    emit: Emit,
    wanted: Analysis | None = None,
) -> ChangeAnalysis:
    """What the change from `before`, the files of commit `base`, to `after` touches and lacks.

    `head` is the commit of `after`, None for what is staged; `wanted` is what a request at `base` asks for. Only
    ancestors of `base` speak. `index_file` holds what was read before; without it the answer is the same.
    """
    touched = touched_files(before, after)
    blank = ChangeAnalysis(base, head, wanted.request if wanted else None, touched, (), (), ())
    if not touched:
        return blank
    states = States(base, before, after, frozenset(file.path for file in touched))

    def judge(scene: Scene) -> ChangeAnalysis:
        files = tuple(replace(file, left_out=scene.left_out.get(file.path, file.left_out)) for file in touched)
        material = _material(scene)
        chosen = tuple(file.path for file in files if file.path in material.files)
        few = chosen if len(chosen) <= MOST_GROUPED else ()
        groups, points = _meeting(git, base, few, material, scene)
        missing = _missing(files, material, scene, wanted)
        points = tuple(_telling(points, files, {each.path for each in missing}))
        sweep = f"{len(chosen)} files are too many to tell parts and coordination points" if chosen != few else ""
        notices = tuple(filter(None, (scene.notice, sweep)))
        return replace(blank, files=files, missing=missing, groups=groups, coordination_points=points, notices=notices)

    return with_scene(git, index_file, states, emit, judge)


def _material(scene: Scene) -> Material:
    """The scene as the parts of an analysis take it that need no ranking."""
    history = read_past(scene.past, scene.files.keys())
    return Material(NO_REQUEST, TaskType.CHORE, scene.files, {}, scene.outlines, scene.graph, history)


def _meeting(
    git: Git, base: str, chosen: tuple[str, ...], material: Material, scene: Scene
) -> tuple[tuple[Group, ...], tuple[CoordinationPoint, ...]]:
    """The parts that the changed files fall into, and where these meet."""
    meeting = meeting_places(chosen, material, scene.entry_points, None)
    groups = grouped(Chosen(chosen, meeting, None, frozenset()), material)
    group_of = {path: group.name for group in groups for path in group.files}
    sources = [material.files[path] for path in chosen if material.role(path) is Role.SOURCE]
    found = CoordinationScene(
        division=Division(group_of, meeting, None, chosen),
        material=material,
        symbols=read_symbols(git, sources),
        paths=scene.every_path,
        generated=frozenset(path for path, reason in scene.left_out.items() if reason == "generated"),
        texts=texts_of(git, base, material.files),
    )
    return groups, find_points(found)


def _telling(
    points: Iterable[CoordinationPoint], touched: Collection[TouchedFile], missing: Collection[str]
) -> Iterator[CoordinationPoint]:
    """The points that the change has part in, without those that are told as missing.

    What lists all things of a kind matters only to a change that brings or takes away a file.
    """
    changed = {file.path for file in touched}
    moves = any(file.touch is not Touch.MODIFIED for file in touched)
    for point in points:
        beside = point.path not in missing and any(path in changed for path in point.files)
        if point.path in changed or (beside and (moves or point.kind not in LISTINGS)):
            yield point


def _missing(
    touched: tuple[TouchedFile, ...], material: Material, scene: Scene, wanted: Analysis | None
) -> tuple[MissingFile, ...]:
    """Each missing file once: a test as a test, then companions, then what the request speaks for."""
    companions = {each.path: each for each in missing_companions(touched, scene.past, scene.every_path)}
    found = {each.path: each for each in _tests(touched, material, companions)}
    found.update({path: each for path, each in companions.items() if path not in found})
    here = {file.path for file in touched}
    for each in _candidates(wanted) if wanted else ():
        if each.path not in here and each.path in scene.every_path:
            found.setdefault(each.path, each)
    return tuple(found.values())


def _tests(
    touched: Iterable[TouchedFile], material: Material, companions: dict[str, MissingFile]
) -> Iterator[MissingFile]:
    """The tests named after a changed source where none of them changed."""
    changed = {file.path for file in touched}
    sources = [
        file.path
        for file in touched
        if file.role is Role.SOURCE and file.path in material.files and file.touch is not Touch.RENAMED
    ]
    for source, tests in find_tests(material, sources).items():
        if changed.isdisjoint(tests):
            for test in tests[:TEST_NAMES]:
                yield _test(test, source, companions.get(test))


def _test(path: str, source: str, companion: MissingFile | None) -> MissingFile:
    reason = f"tests `{source}`, and is not changed here"
    if companion is None:
        return MissingFile(Missing.TEST, path, Role.TEST, reason, source)
    return replace(companion, kind=Missing.TEST, reason=f"tests `{source}`; {companion.reason}")


def _candidates(wanted: Analysis) -> Iterator[MissingFile]:
    """The files that the request speaks for, as missing ones."""
    for item in wanted.candidates:
        if item.probability >= wanted.threshold:
            why = f": {item.evidence[0]}" if item.evidence else ""
            yield MissingFile(Missing.CANDIDATE, item.path, item.role, f"fits the request{why}; not changed here")
