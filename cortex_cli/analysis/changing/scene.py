"""What has to be known around a change: the import graph of its state, the outlines of its files, the past."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cortex_cli.analysis.commit.graph_cache import kept_graph, outlines_of
from cortex_cli.analysis.commit.imports import ImportGraph, build_graph
from cortex_cli.analysis.commit.indexing import Progress, indexed
from cortex_cli.analysis.commit.inventory import File, Inventory, take_inventory
from cortex_cli.analysis.commit.manifests import entry_points_of
from cortex_cli.analysis.commit.reading import is_manifest
from cortex_cli.analysis.recipe import recipe
from cortex_cli.analysis.resolving.projects import read_projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index
from cortex_cli.index.snapshot import Past
from cortex_cli.model.events import Activity, Emit
from cortex_cli.syntax.symbols import FileSymbols
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import Entry, read_blobs, tree_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class States:
    """`base` is a commit, `before` its entries; `after` those of the change, `paths` the ones that differ."""

    base: str
    before: Sequence[Entry]
    after: Sequence[Entry]
    paths: Collection[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """`files` of the changed state by path, `outlines` of the changed ones; `every_path` includes what is left out."""

    files: Mapping[str, File]
    outlines: Mapping[str, FileSymbols]
    graph: ImportGraph
    past: Sequence[Past]
    entry_points: tuple[str, ...]
    every_path: frozenset[str]
    left_out: Mapping[str, str]
    notice: str


def with_scene(git: Git, index_file: Path, states: States, emit: Emit, work: Callable[[Scene], T]) -> T:
    """What `work` returns for the scene of a change, after the index was brought up to it."""

    def use(index: Index) -> T:
        return work(_read(index, git, states, emit))

    return use_index(index_file, recipe(), use)


def _read(index: Index, git: Git, states: States, emit: Emit) -> Scene:
    def progress(what: str, done: int, total: int) -> None:
        emit(Activity(f"{what}: {done} of {total}"))

    def whole() -> ImportGraph:
        return whole_graph(index, git, states, progress)

    inventory = take_inventory(states.after)
    graph = kept_graph(index, tree_of(git, states.base), whole)
    with indexed(index, git, states.base, inventory, progress) as snapshot:
        left_out = dict(snapshot.left_out)
        files = {file.path: file for file in inventory.files if file.path not in left_out}
        manifests = read_manifests(git, inventory)
        resolver = Resolver(files, read_projects(manifests))
        # What a changed file imports may be passed on by a file that did not change.
        wanted = [file for path, file in files.items() if path in states.paths or path in graph.reexports]
        outlines = outlines_of(snapshot, wanted)
        return Scene(
            files=files,
            outlines=outlines,
            graph=overlaid(graph, build_graph(wanted, outlines, resolver), {file.path for file in wanted}, files),
            past=list(snapshot.past),
            entry_points=entry_points_of(manifests, list(files), resolver.module_path),
            every_path=inventory.paths,
            left_out={**left_out, **{each.path: each.reason for each in inventory.left_out}},
            notice=index.notice,
        )


def whole_graph(index: Index, git: Git, states: States, progress: Progress) -> ImportGraph:
    """The import graph of every file of the base commit."""
    inventory = take_inventory(states.before)
    with indexed(index, git, states.base, inventory, progress) as snapshot:
        files = [file for file in inventory.files if file.path not in snapshot.left_out]
        resolver = Resolver((file.path for file in files), read_projects(read_manifests(git, inventory)))
        return build_graph(files, outlines_of(snapshot, files), resolver)


def read_manifests(git: Git, inventory: Inventory) -> dict[str, str]:
    """The texts of the manifests by path."""
    wanted = [file for file in inventory.files if is_manifest(file.path)]
    blobs = read_blobs(git, [file.oid for file in wanted])
    return {file.path: content.decode(errors="replace") for file, (_, content) in zip(wanted, blobs, strict=True)}


def overlaid(graph: ImportGraph, fresh: ImportGraph, read: Collection[str], present: Collection[str]) -> ImportGraph:
    """`graph` with what `fresh` says of the files that were `read` again, and without what is not `present`."""
    edges = []
    for old, new in ((graph.imports, fresh.imports), (graph.reexports, fresh.reexports)):
        kept = {path: targets for path, targets in old.items() if path not in read and path in present}
        kept.update({path: targets for path, targets in new.items() if path in read})
        found = {path: tuple(target for target in kept[path] if target in present) for path in sorted(kept)}
        edges.append({path: targets for path, targets in found.items() if targets})
    backward: dict[str, list[str]] = {}
    for path, targets in edges[0].items():
        for target in targets:
            backward.setdefault(target, []).append(path)
    importers = {target: tuple(backward[target]) for target in sorted(backward)}
    return ImportGraph(edges[0], importers, edges[1])
