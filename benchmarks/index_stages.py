"""One run of the index over a commit, stage by stage: `python -m benchmarks.index_stages ROOT COMMIT INDEX REQUEST…`.

It is a process of its own, so that starting Python, imports and memory count. Writes JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from cortex_cli.analysis.changing.scene import read_manifests
from cortex_cli.analysis.commit.graph_cache import Outlines, kept_graph
from cortex_cli.analysis.commit.imports import ImportGraph, joined
from cortex_cli.analysis.commit.indexing import list_speaking, read_past_into, read_texts_into, text_keys, unheard
from cortex_cli.analysis.commit.inventory import Inventory, take_inventory
from cortex_cli.analysis.commit.kept_links import Looker
from cortex_cli.analysis.ranking.ranking import rank
from cortex_cli.analysis.recipe import recipe
from cortex_cli.analysis.request.query import read_request
from cortex_cli.analysis.resolving.projects import read_projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.collecting import uncollected
from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index
from cortex_cli.index.stored import SnapshotOfIndex
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import tree_entries, tree_of
from cortex_cli.vcs.repository import discover

START = "Python and imports"
LIST = "listing files"
READ = "reading files"
PAST = "history"
OPEN = "snapshot"
GRAPH = "import graph"


@dataclass(frozen=True)
class Run:
    """Processor seconds by stage, git's included; `queries` are those of each request; `memory` the most bytes held."""

    stages: Mapping[str, float]
    queries: Sequence[float]
    files: int
    memory: int

    @property
    def total(self) -> float:
        """Processor seconds until a request can be asked."""
        return sum(self.stages.values())


def processor() -> float:
    """Seconds of this process and of those it waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


class Stages:
    """Adds up what each stage costs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        before = processor()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + processor() - before


def run_stages(root: Path, commit: str, index_file: Path, requests: Sequence[str]) -> Run:
    """Bring the index up to `commit` as the analysis does, then rank for each request."""
    stages = Stages()
    stages.seconds[START] = processor()
    git = discover(root).observer

    def work(index: Index) -> Run:
        with stages.of(LIST):
            inventory = take_inventory(tree_entries(git, commit))
            keys = text_keys(inventory.files)
        with uncollected(), stages.of(READ):
            read_texts_into(index, git, inventory.files, keys, unheard)
        with uncollected(), stages.of(PAST):
            past = list_speaking(index, git, commit)
            read_past_into(index, git, past, unheard)
        with stages.of(OPEN), index.snapshot(keys, past) as snapshot:
            pass
        with index.snapshot(keys, past) as snapshot:
            with stages.of(PAST):
                list(snapshot.past)
            with stages.of(GRAPH):
                graph = _graph(index, git, commit, inventory, snapshot)
            queries = [_ask(request, inventory, snapshot, graph) for request in requests]
        return Run(stages.seconds, queries, len(inventory.files), peak())

    return use_index(index_file, recipe(), work)


def _graph(index: Index, git: Git, commit: str, inventory: Inventory, snapshot: SnapshotOfIndex) -> ImportGraph:
    files = [file for file in inventory.files if file.path not in snapshot.left_out]
    manifests = read_manifests(git, inventory)
    looker = Looker(snapshot, files, manifests, Resolver([file.path for file in files], read_projects(manifests)))
    return kept_graph(index, tree_of(git, commit), lambda: joined(looker.all(index), Outlines(snapshot)))


def _ask(request: str, inventory: Inventory, snapshot: SnapshotOfIndex, graph: ImportGraph) -> float:
    """Processor seconds of ranking."""
    roles = {file.path: file.role for file in inventory.files}
    before = processor()
    rank(read_request(request), snapshot, graph, roles)
    return processor() - before


def peak() -> int:
    """The most bytes that this process had in memory."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    place, wanted, file, *asked = sys.argv[1:]
    sys.stdout.write(json.dumps(asdict(run_stages(Path(place), wanted, Path(file), asked))))
