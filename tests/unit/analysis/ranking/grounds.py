"""Snapshots made from texts, for tests of ranking: no git, the real parser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha1

from cortex_cli.analysis.commit.graph_cache import outlines_of
from cortex_cli.analysis.commit.imports import ImportGraph, build_graph
from cortex_cli.analysis.commit.indexing import past_record, text_record
from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.ranking.ground import Ground, Scores, prepare
from cortex_cli.analysis.ranking.wording import Wording, read_wording
from cortex_cli.analysis.request.query import read_request
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.memory import SnapshotOfTexts
from cortex_cli.model.analysis import Role
from cortex_cli.syntax.languages import language_of
from cortex_cli.vcs.history import PastCommit

DAY = 86_400
Commit = tuple[str, tuple[str, ...]]


def snapshot_of(texts: Mapping[str, str], past: Iterable[Commit] = ()) -> SnapshotOfTexts:
    """`past` pairs a message with paths, newest first, a day apart."""
    records = {file.path: text_record(file, texts[file.path].encode()) for file in files_of(texts)}
    commits = [
        PastCommit(f"{number:040x}", (10_000 - number) * DAY, message, paths)
        for number, (message, paths) in enumerate(past)
    ]
    return SnapshotOfTexts(records, [past_record(commit) for commit in commits])


def files_of(texts: Mapping[str, str]) -> list[File]:
    return [
        File(path, sha1(text.encode()).hexdigest(), len(text), role_of(path), language_of(path))
        for path, text in sorted(texts.items())
    ]


def graph_of(texts: Mapping[str, str], snapshot: SnapshotOfTexts) -> ImportGraph:
    files = files_of(texts)
    return build_graph(files, outlines_of(snapshot, files), Resolver(texts))


def roles_of(texts: Mapping[str, str]) -> dict[str, Role]:
    return {path: role_of(path) for path in texts}


def ground_of(texts: Mapping[str, str], past: Iterable[Commit] = ()) -> Ground:
    snapshot = snapshot_of(texts, past)
    return prepare(snapshot, graph_of(texts, snapshot), roles_of(texts))


def wording_of(request: str) -> Wording:
    return read_wording(read_request(request))


def by_path(ground: Ground, scores: Scores) -> dict[str, float]:
    """The scores above 0 with the paths of their files."""
    return {ground.paths[file]: score for file, score in sorted(scores.items()) if score > 0.0}


def best(ground: Ground, scores: Scores) -> str:
    """The path with the highest score."""
    found = by_path(ground, scores)
    return max(sorted(found), key=lambda path: found[path])
