"""Everything that is known of a commit for one request, before anything is ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cortex_cli.analysis.changing.scene import read_manifests
from cortex_cli.analysis.commit.graph_cache import Outlines, kept_graph
from cortex_cli.analysis.commit.history import History, read_past
from cortex_cli.analysis.commit.imports import ImportGraph, joined
from cortex_cli.analysis.commit.indexing import indexed
from cortex_cli.analysis.commit.inventory import File, Inventory, LeftOut, left_out_notice, take_inventory
from cortex_cli.analysis.commit.kept_links import Looker
from cortex_cli.analysis.recipe import recipe
from cortex_cli.analysis.resolving.projects import read_projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.config.paths import index_file
from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.model.events import Activity, Emit
from cortex_cli.syntax.symbols import FileSymbols
from cortex_cli.vcs.objects import tree_entries, tree_of
from cortex_cli.vcs.repository import Repository

T = TypeVar("T")

LISTED, REMEMBERED = 5.0, 75.0
"""Percent of the phase after the files are listed, and after all is read."""


@dataclass(frozen=True, slots=True)
class Survey:
    """`files` are those with a text that can be worked on, sorted by path; `lines` and `outlines` are theirs.

    The snapshot and the outlines are read when they are asked, so only as long as the survey is in use.
    """

    inventory: Inventory
    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]
    lines: Mapping[str, int]
    snapshot: Snapshot
    outlines: Mapping[str, FileSymbols]
    manifests: Mapping[str, str]
    resolver: Resolver
    graph: ImportGraph
    history: History
    notices: tuple[str, ...]


def with_survey(repository: Repository, commit: str, emit: Emit, work: Callable[[Survey], T]) -> T:
    """What `work` returns for the survey of `commit`, after what the index of the clone did not hold was read.

    `work` is begun anew where the index proves to be damaged.
    """

    def use(index: Index) -> T:
        emit(Activity("listing files", 0.0))
        inventory = take_inventory(tree_entries(repository.observer, commit))
        with indexed(index, repository.observer, commit, inventory, _progress(emit)) as snapshot:
            return work(_survey(repository, commit, inventory, snapshot, index))

    return use_index(index_file(repository.common_dir), recipe(), use)


def _survey(repository: Repository, commit: str, inventory: Inventory, snapshot: Snapshot, index: Index) -> Survey:
    git = repository.observer
    files = tuple(file for file in inventory.files if file.path not in snapshot.left_out)
    manifests = read_manifests(git, inventory)
    resolver = Resolver([file.path for file in files], read_projects(manifests))
    outlines = Outlines(snapshot)
    links = Looker(snapshot, files, manifests, resolver)
    graph = kept_graph(index, tree_of(git, commit), lambda: joined(links.all(index), outlines))
    left_out = tuple(LeftOut(path, reason) for path, reason in snapshot.left_out.items())
    return Survey(
        inventory=inventory,
        files=files,
        left_out=left_out,
        lines={path: text.lines for text in snapshot.texts for path in text.paths},
        snapshot=snapshot,
        outlines=outlines,
        manifests=manifests,
        resolver=resolver,
        graph=graph,
        history=read_past(snapshot.past, {file.path for file in files}),
        notices=tuple(_notices(repository, inventory, left_out, index.notice)),
    )


def _notices(repository: Repository, inventory: Inventory, left_out: tuple[LeftOut, ...], notice: str) -> Iterator[str]:
    yield from left_out_notice([*inventory.left_out, *left_out])
    if repository.is_shallow():
        yield "the clone is shallow: what its history would say is not known"
    if not inventory.files:
        yield "the commit holds no file that can be worked on"
    if notice:
        yield notice


def _progress(emit: Emit) -> Callable[[str, int, int], None]:
    """Tells `emit` how far reading is, between two percentages of the phase."""

    def report(what: str, done: int, total: int) -> None:
        share = done / total if total else 1.0
        emit(Activity(f"{what}: {done} of {total}", round(LISTED + (REMEMBERED - LISTED) * min(share, 1.0), 1)))

    return report
