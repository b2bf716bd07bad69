"""Okapi BM25 over prepared term counts, with a weight for each query term."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cortex_cli.analysis.reading import TermCounts

K1 = 2.0
B = 0.7


def inverse_frequency(documents: int, holding: int) -> float:
    """How telling a term is that `holding` of `documents` texts have."""
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def bm25(documents: Mapping[str, TermCounts], weights: Mapping[str, float]) -> dict[str, float]:
    """A score above 0 for each document that has any of the weighted terms."""
    if not documents:
        return {}
    average = sum(document.length for document in documents.values()) / len(documents) or 1.0
    rarity = rarities(documents, weights)
    scores: dict[str, float] = {}
    for name, document in documents.items():
        norm = K1 * (1.0 - B + B * document.length / average)
        score = 0.0
        for term in sorted(document.counts.keys() & weights.keys()):
            count = document.counts[term]
            score += weights[term] * rarity[term] * count * (K1 + 1.0) / (count + norm)
        if score > 0.0:
            scores[name] = score
    return scores


def rarities(documents: Mapping[str, TermCounts], terms: Mapping[str, float]) -> dict[str, float]:
    """`inverse_frequency` of each term over the documents."""
    holding = dict.fromkeys(terms, 0)
    for document in documents.values():
        for term in document.counts:
            if term in holding:
                holding[term] += 1
    return {term: inverse_frequency(len(documents), count) for term, count in holding.items()}
