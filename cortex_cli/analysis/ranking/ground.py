"""A snapshot prepared for ranking: files by number, their roles and texts, and what a length of text counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.imports import ImportGraph
from cortex_cli.analysis.ranking.lookups import Lookups
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.model.analysis import Role

Scores = dict[int, float]
"""By file number; files without a score have 0."""
K1 = 2.0
B = 0.7


@dataclass(frozen=True, slots=True)
class Ground:
    """Files are numbered by path; `sources` are those with that role, and `judged` says which texts have one: all, if
    there is no source file.

    Rarities and mean lengths are those of judged texts, so that a long change log or many tests
    do not make a word look common.
    """

    snapshot: Snapshot
    lookups: Lookups
    graph: ImportGraph
    paths: tuple[str, ...]
    roles: tuple[Role, ...]
    number: Mapping[str, int]
    text_of: tuple[int, ...]
    files_of: tuple[tuple[int, ...], ...]
    judged: tuple[bool, ...]
    sources: tuple[int, ...]
    judged_texts: int
    judged_chunks: int
    text_norms: Sequence[float]
    chunk_norms: Sequence[float]
    name_norms: Sequence[float]

    def spread(self, by_text: Mapping[int, float]) -> Scores:
        """Scores of texts as scores of files."""
        return {file: score for text, score in by_text.items() for file in self.files_of[text]}


def prepare(snapshot: Snapshot, graph: ImportGraph, roles: Mapping[str, Role]) -> Ground:
    """Number the files of a snapshot; every path of its texts needs a role."""
    owner = {path: number for number, text in enumerate(snapshot.texts) for path in text.paths}
    paths = tuple(sorted(owner))
    number = {path: position for position, path in enumerate(paths)}
    files_of = tuple(tuple(number[path] for path in text.paths) for text in snapshot.texts)
    has_source = [any(roles[path] is Role.SOURCE for path in text.paths) for text in snapshot.texts]
    judged = tuple(has_source) if any(has_source) else (True,) * len(files_of)
    sources = tuple(position for position, path in enumerate(paths) if roles[path] is Role.SOURCE)
    chunk_text = snapshot.chunk_text
    return Ground(
        snapshot=snapshot,
        lookups=Lookups(snapshot),
        graph=graph,
        paths=paths,
        roles=tuple(roles[path] for path in paths),
        number=number,
        text_of=tuple(owner[path] for path in paths),
        files_of=files_of,
        judged=judged,
        sources=sources or tuple(range(len(paths))),
        judged_texts=sum(judged),
        judged_chunks=sum(judged[text] for text in chunk_text),
        text_norms=_norms([text.words for text in snapshot.texts], judged),
        chunk_norms=_norms(snapshot.chunk_words, [judged[text] for text in chunk_text]),
        name_norms=_norms([text.name_words for text in snapshot.texts], judged),
    )


def _norms(lengths: Sequence[int], judged: Sequence[bool]) -> list[float]:
    """BM25's part of each denominator that depends on length."""
    counted = [length for length, counts in zip(lengths, judged, strict=True) if counts]
    average = sum(counted) / len(counted) if counted and sum(counted) else 1.0
    share = K1 * B / average
    return [K1 * (1.0 - B) + share * length for length in lengths]


def rarity(holding: int, documents: int) -> float:
    """How telling a term is that `holding` of `documents` have: the inverse frequency of BM25."""
    holding = min(holding, documents)
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def best_share(scores: Scores, ground: Ground) -> Scores:
    """Shares of the best source file's score, at most 1; where no source file has any, of the best file's."""
    top = max((scores.get(file, 0.0) for file in ground.sources), default=0.0) or max(scores.values(), default=0.0)
    return {file: min(score / top, 1.0) for file, score in scores.items() if score > 0.0} if top > 0.0 else {}
