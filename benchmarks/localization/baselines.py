"""The rankings that Cortex is measured beside: BM25 of whole files, of symbols and paths, and what grep counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping

from benchmarks.localization.messages import STOP, informative
from benchmarks.localization.texts import Words, terms

K1 = 2.0
B = 0.7
Documents = Mapping[str, Words]
Baseline = Callable[[str, Documents], dict[str, float]]


def whole_files(request: str, documents: Documents) -> dict[str, float]:
    """BM25 of the request's terms over the contents."""
    return bm25(request, {path: words.content for path, words in documents.items()})


def symbols_and_paths(request: str, documents: Documents) -> dict[str, float]:
    """BM25 of the request's terms over the names that a file defines and its path."""
    return bm25(request, {path: words.names + Counter(terms(path)) for path, words in documents.items()})


def grep_count(request: str, documents: Documents) -> dict[str, float]:
    """How many of the telling words of the request a file has, as `grep -i` finds them; then how often."""
    wanted = sorted(informative(request))
    scores = {}
    for path, words in documents.items():
        counts = [words.lower.count(word) for word in wanted]
        found = sum(count > 0 for count in counts)
        scores[path] = found + sum(counts) / (1 + sum(counts)) if found else 0.0
    return scores


def bm25(request: str, documents: Mapping[str, Counter[str]]) -> dict[str, float]:
    """Okapi BM25 (Robertson and Zaragoza 2009) with an idf that is never negative, the request without stop words."""
    query = dict.fromkeys(term for term in terms(request) if term not in STOP)
    average = sum(counts.total() for counts in documents.values()) / max(len(documents), 1) or 1.0
    holding = {term: sum(term in counts for counts in documents.values()) for term in query}
    rarity = {term: math.log(1 + (len(documents) - held + 0.5) / (held + 0.5)) for term, held in holding.items()}
    scores = {}
    for path, counts in documents.items():
        norm = K1 * (1 - B + B * counts.total() / average)
        shared = (term for term in query if term in counts)
        scores[path] = sum(rarity[term] * counts[term] * (K1 + 1) / (counts[term] + norm) for term in shared)
    return scores


def best_first(scores: Mapping[str, float]) -> list[str]:
    """The files with a score above 0; equals by path."""
    return sorted((path for path in scores if scores[path] > 0), key=lambda path: (-scores[path], path))


BASELINES: Mapping[str, Baseline] = {
    "BM25 of whole files": whole_files,
    "BM25 of symbols and paths": symbols_and_paths,
    "grep count": grep_count,
}
