"""Everything that is read of a repository for one request, before anything is ranked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cortex_cli.analysis.history import History, read_votes
from cortex_cli.analysis.imports import ImportGraph, build_graph
from cortex_cli.analysis.inventory import Inventory, left_out_notice, take_inventory
from cortex_cli.analysis.manifests import go_module_of
from cortex_cli.analysis.query import Query
from cortex_cli.analysis.reading import Outlines, Reading, read_all, read_outlines
from cortex_cli.analysis.resolution import Resolver
from cortex_cli.analysis.signals import content
from cortex_cli.model.events import Activity, Emit
from cortex_cli.model.text import counted
from cortex_cli.vcs.history import read_history
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import Repository

LISTED, READ, PARSED, REMEMBERED = 5.0, 45.0, 70.0, 75.0
"""Percent of the phase after each stage."""


@dataclass(frozen=True, slots=True)
class Survey:
    inventory: Inventory
    reading: Reading
    outlines: Outlines
    resolver: Resolver
    graph: ImportGraph
    history: History
    notices: tuple[str, ...]


def survey_repository(repository: Repository, query: Query, commit: str, emit: Emit) -> Survey:
    """List, read and parse the files of `commit`, and read the history behind it."""
    git = repository.observer
    emit(Activity("listing files", 0.0))
    inventory = take_inventory(tree_entries(git, commit))
    files = inventory.files
    wanted = query.all_terms
    reading = read_all(git, files, wanted, _progress(emit, "reading files", len(files), LISTED, READ))
    fit = content(query, reading.counts)
    parsing = _progress(emit, "parsing source", len(files), READ, PARSED)
    outlines = read_outlines(git, reading.files, fit, parsing)
    resolver = Resolver((file.path for file in reading.files), go_module_of(reading.manifests))
    graph = build_graph(reading.files, outlines.by_path, resolver)
    emit(Activity("reading history", PARSED))
    present = {file.path for file in reading.files}
    history = read_votes(read_history(git, commit), present, wanted)
    notices = _notices(repository, inventory, reading, outlines)
    return Survey(inventory, reading, outlines, resolver, graph, history, notices)


def _notices(repository: Repository, inventory: Inventory, reading: Reading, outlines: Outlines) -> tuple[str, ...]:
    found = list(left_out_notice([*inventory.left_out, *reading.left_out]))
    if outlines.skipped:
        found.append(
            f"{counted(outlines.skipped, 'source file')} that fit the request least were searched as text, "
            "not parsed for symbols and imports"
        )
    if repository.is_shallow():
        found.append("the clone is shallow: what its history would say is not known")
    if not inventory.files:
        found.append("the commit holds no file that can be worked on")
    return tuple(found)


def _progress(emit: Emit, text: str, total: int, start: float, end: float) -> Callable[[int], None]:
    """Tells `emit` how far a stage between two percentages is."""

    def report(done: int) -> None:
        share = done / total if total else 1.0
        emit(Activity(f"{text}: {done} of {total}", round(start + (end - start) * min(share, 1.0), 1)))

    return report
