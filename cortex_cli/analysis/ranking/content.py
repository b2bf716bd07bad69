"""What the texts say: BM25 of whole files and of their chunks, in one pass over the inverted lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.ranking.ground import K1, Ground, Scores, rarity
from cortex_cli.analysis.ranking.wording import Wording
from cortex_cli.analysis.request.query import WEAK_WORDS
from cortex_cli.index.snapshot import Postings

TOP = 3
"""How many of a file's best chunks are averaged."""


@dataclass(frozen=True, slots=True)
class ContentScores:
    """By file; `covered` is the share of the telling terms, weighted by rarity, that one chunk holds.

    `present` are the terms that any text holds.
    """

    file: Scores
    file_subject: Scores
    chunk: Scores
    chunk_top: Scores
    covered: Scores
    present: frozenset[str]


class _Sums:
    """Running sums by text and by chunk; `whole` is what a chunk with every telling term would have as coverage."""

    def __init__(self, ground: Ground) -> None:
        chunks, texts = len(ground.chunk_norms), len(ground.text_norms)
        self.file, self.file_subject = [0.0] * texts, [0.0] * texts
        self.chunk, self.covered = [0.0] * chunks, [0.0] * chunks
        self.whole = 0.0


def content_scores(ground: Ground, wording: Wording) -> ContentScores:
    """BM25 of the wording's terms (Robertson and Zaragoza, 2009)."""
    sums = _Sums(ground)
    present = set()
    for term, weight in wording.terms.items():
        postings = ground.lookups.content(term)
        if postings:
            present.add(term)
            counts = ground.lookups.content_counts(term)
            rare = rarity(sum(ground.judged[text] for text in counts), ground.judged_texts)
            _add_files(sums, ground, counts, weight * rare, wording.subject.get(term, 0.0) * rare)
            _add_chunks(sums, ground, postings, weight, 0.0 if term in WEAK_WORDS else weight * rare)
    best, top, covered = _best(sums, ground)
    return ContentScores(
        file=ground.spread(_sparse(sums.file)),
        file_subject=ground.spread(_sparse(sums.file_subject)),
        chunk=ground.spread(best),
        chunk_top=ground.spread(top),
        covered=ground.spread(covered),
        present=frozenset(present),
    )


def _add_files(sums: _Sums, ground: Ground, counts: Mapping[int, int], weight: float, subject: float) -> None:
    norms, whole, first = ground.text_norms, sums.file, sums.file_subject
    for text, count in counts.items():
        share = (K1 + 1.0) * count / (count + norms[text])
        whole[text] += weight * share
        first[text] += subject * share


def _add_chunks(sums: _Sums, ground: Ground, postings: Postings, weight: float, mass: float) -> None:
    judged, chunk_text, norms = ground.judged, ground.snapshot.chunk_text, ground.chunk_norms
    holding = sum(judged[chunk_text[chunk]] for chunk, _ in postings)
    scale = weight * rarity(holding, ground.judged_chunks) * (K1 + 1.0)
    whole, covered = sums.chunk, sums.covered
    for chunk, count in postings:
        whole[chunk] += scale * count / (count + norms[chunk])
        covered[chunk] += mass
    sums.whole += mass


def _sparse(values: Sequence[float]) -> dict[int, float]:
    return {position: value for position, value in enumerate(values) if value > 0.0}


def _best(sums: _Sums, ground: Ground) -> tuple[dict[int, float], dict[int, float], dict[int, float]]:
    """By text, the best chunk, the mean of the best three, and the best share of what could be covered."""
    best: dict[int, float] = {}
    top: dict[int, float] = {}
    covered: dict[int, float] = {}
    for number, text in enumerate(ground.snapshot.texts):
        if sums.file[number] > 0.0:
            start, end = text.first_chunk, text.first_chunk + text.chunks
            scores = sums.chunk[start:end]
            best[number] = max(scores)
            top[number] = sum(sorted(scores, reverse=True)[:TOP]) / TOP
            covered[number] = max(sums.covered[start:end]) / (sums.whole or 1.0)
    return best, top, covered
