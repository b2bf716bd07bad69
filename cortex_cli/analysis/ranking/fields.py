"""Content, defined names and path as weighted fields of one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cortex_cli.analysis.ranking.ground import K1, Ground, Scores, rarity

NAME = 4.0
PATH = 8.0
"""How many occurrences in the content one in a defined name, or in the path, is worth."""


def field_scores(ground: Ground, weights: Mapping[str, float], path_words: Sequence[Sequence[str]]) -> Scores:
    """BM25F (Robertson, Zaragoza and Taylor, 2004): occurrences are added up over the fields before they saturate."""
    in_paths: dict[str, dict[int, float]] = defaultdict(dict)
    for file, words in enumerate(path_words):
        for word in words:
            if word in weights:
                in_paths[word][file] = in_paths[word].get(file, 0.0) + PATH / 2.0
    sums: dict[int, float] = defaultdict(float)
    for term, weight in weights.items():
        counts = _counted(ground, term)
        for file, count in in_paths.get(term, {}).items():
            counts[file] += count
        holding = sum(ground.judged[ground.text_of[file]] for file in counts)
        scale = weight * rarity(holding, len(ground.sources)) * (K1 + 1.0)
        for file, count in counts.items():
            sums[file] += scale * count / (count + K1)
    return dict(sums)


def _counted(ground: Ground, term: str) -> dict[int, float]:
    """Occurrences by file as if every text had the mean length; those in names are worth more."""
    counts: dict[int, float] = defaultdict(float)
    for text, count in ground.lookups.content_counts(term).items():
        for file in ground.files_of[text]:
            counts[file] += count * K1 / ground.text_norms[text]
    for text, count in ground.lookups.name_counts(term).items():
        for file in ground.files_of[text]:
            counts[file] += NAME * count * K1 / ground.name_norms[text]
    return counts
