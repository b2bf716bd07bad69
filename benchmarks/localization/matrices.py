"""The signals of training cases as matrices, computed by the code that ranks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.localization.clones import Clone
from benchmarks.localization.sources import is_source
from cortex_cli.analysis.changing.scene import read_manifests
from cortex_cli.analysis.commit.graph_cache import kept_graph, outlines_of
from cortex_cli.analysis.commit.imports import ImportGraph, build_graph
from cortex_cli.analysis.commit.indexing import indexed
from cortex_cli.analysis.commit.inventory import Inventory, take_inventory
from cortex_cli.analysis.ranking.features import Signal, first_features, vote_features
from cortex_cli.analysis.ranking.ground import Ground, prepare
from cortex_cli.analysis.ranking.model import linear_scores, shares
from cortex_cli.analysis.ranking.wording import read_wording
from cortex_cli.analysis.recipe import recipe
from cortex_cli.analysis.request.query import read_request
from cortex_cli.analysis.resolving.projects import read_projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import tree_entries, tree_of

VARIANTS = ("raw", "plain")


@dataclass(frozen=True, slots=True)
class TrainingCase:
    """A case as `cases --texts` writes it: `requests` by variant, `gold` the right files."""

    id: str
    repository: str
    parent: str
    requests: Mapping[str, str]
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: a row for each source file, a column for each `Signal`; `missing` right files have no row."""

    case: str
    repository: str
    variant: str
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    missing: int


def read_cases(files: Iterable[Path]) -> dict[str, list[TrainingCase]]:
    """The cases of files that `cases --texts` wrote, by repository."""
    found: dict[str, list[TrainingCase]] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            requests = {each: text for each in VARIANTS if (text := case[f"request_{each}"])}
            read = TrainingCase(case["id"], case["repo"], case["parent"], requests, frozenset(case["gold"]))
            found.setdefault(read.repository, []).append(read)
    return {name: found[name] for name in sorted(found)}


def ask_all(
    clone: Clone, cases: Sequence[TrainingCase], index_file: Path, first: Mapping[Signal, float]
) -> list[Asked]:
    """The matrices of a repository's cases; `first` are the weights that choose the files that vote."""
    git = Git(clone.directory)

    def work(index: Index) -> list[Asked]:
        return [asked for case in cases for asked in _ask(index, git, case, first)]

    return use_index(index_file, recipe(), work)


def _ask(index: Index, git: Git, case: TrainingCase, first: Mapping[Signal, float]) -> Iterator[Asked]:
    inventory = take_inventory(tree_entries(git, case.parent))
    with indexed(index, git, case.parent, inventory) as snapshot:
        graph = kept_graph(index, tree_of(git, case.parent), lambda: _graph(git, inventory, snapshot))
        ground = prepare(snapshot, graph, {file.path: file.role for file in inventory.files})
        for variant, request in case.requests.items():
            yield _asked(case, variant, request, ground, first)


def _graph(git: Git, inventory: Inventory, snapshot: Snapshot) -> ImportGraph:
    files = [file for file in inventory.files if file.path not in snapshot.left_out]
    resolver = Resolver((file.path for file in files), read_projects(read_manifests(git, inventory)))
    return build_graph(files, outlines_of(snapshot, files), resolver)


def _asked(case: TrainingCase, variant: str, request: str, ground: Ground, first: Mapping[Signal, float]) -> Asked:
    columns, sources = first_features(ground, read_wording(read_request(request)))
    votes, _ = vote_features(ground, sources, shares(linear_scores(columns, first)))
    columns |= votes
    files = [file for file in ground.sources if is_source(ground.paths[file])]
    rows = np.array([[columns[signal].get(file, 0.0) for signal in Signal] for file in files])
    right = np.array([ground.paths[file] in case.gold for file in files])
    missing = len(case.gold) - int(right.sum())
    return Asked(case.id, case.repository, variant, rows, right, missing)
