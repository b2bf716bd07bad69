"""What files define: names that share words with the request, and definitions and uses of the names it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis.ranking.ground import K1, Ground, Scores, rarity
from cortex_cli.analysis.ranking.wording import Wording
from cortex_cli.analysis.terms import stem, terms
from cortex_cli.index.records import Defined, Outline

MOST_HOLDERS = 60
"""A name that more texts define than this says nothing about one of them."""


@dataclass(frozen=True, slots=True)
class NameScores:
    """By file. `defined` are definitions with a name written as code, `worded` those named by a plain word.

    `matched` has the definitions by file, best first, for the evidence.
    """

    symbols: Scores
    joined: Scores
    defined: Scores
    worded: Scores
    used: Scores
    quoted: Scores
    matched: Mapping[int, tuple[Defined, ...]] = field(default_factory=dict)


def name_scores(ground: Ground, wording: Wording) -> NameScores:
    """Every signal of names."""
    finder = _Finder(ground)
    defined, worded = finder.named(wording)
    return NameScores(
        symbols=_symbols(ground, wording.terms),
        joined=_held(ground, wording.joined),
        defined=defined,
        worded=worded,
        used=_held(ground, _whole_names(wording)),
        quoted=_quoted(ground, wording.quotes),
        matched=finder.matched(),
    )


def _symbols(ground: Ground, weights: Mapping[str, float]) -> Scores:
    """BM25 of the names that a text defines, as one document."""
    sums: dict[int, float] = defaultdict(float)
    for term, weight in weights.items():
        counts = ground.lookups.name_counts(term)
        scale = weight * (K1 + 1.0) * rarity(sum(ground.judged[text] for text in counts), ground.judged_texts)
        for text, count in counts.items():
            sums[text] += scale * count / (count + ground.name_norms[text])
    return ground.spread(sums)


def _held(ground: Ground, weights: Mapping[str, float]) -> Scores:
    """Rarity-weighted count of the whole identifiers that a text uses."""
    sums: dict[int, float] = defaultdict(float)
    for term, weight in weights.items():
        counts = ground.lookups.content_counts(term)
        gain = weight * rarity(sum(ground.judged[text] for text in counts), ground.judged_texts)
        for text, count in counts.items():
            sums[text] += gain * count / (count + 1.0)
    return ground.spread(sums)


def _whole_names(wording: Wording) -> dict[str, float]:
    return {name.lower() if len(terms(name)) > 1 else stem(name): 1.0 for name in wording.names}


def _quoted(ground: Ground, quotes: Iterable[tuple[str, ...]]) -> Scores:
    """For each quoted string the square of the share of its terms that one chunk holds."""
    sums: dict[int, float] = defaultdict(float)
    chunk_text = ground.snapshot.chunk_text
    for quote in quotes:
        masses: dict[int, float] = defaultdict(float)
        whole = 0.0
        for term in quote:
            postings = ground.lookups.content(term)
            rare = rarity(len(postings), ground.judged_chunks)
            whole += rare
            for chunk, _ in postings:
                masses[chunk] += rare
        best: dict[int, float] = defaultdict(float)
        for chunk, mass in masses.items():
            best[chunk_text[chunk]] = max(best[chunk_text[chunk]], mass)
        for text, mass in best.items():
            sums[text] += (mass / whole) ** 2 * whole if whole else 0.0
    return ground.spread(sums)


class _Finder:
    """Looks up definitions; outlines are decoded only where an inverted list says that it may be worth it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._outlines: dict[int, Outline] = {}
        self._found: dict[int, dict[tuple[str, int], Defined]] = defaultdict(dict)

    def named(self, wording: Wording) -> tuple[Scores, Scores]:
        """Votes for definitions of names written as code, and of plain words; shared by the texts that define it."""
        exact: dict[int, float] = defaultdict(float)
        worded: dict[int, float] = defaultdict(float)
        for name in wording.names:
            self._vote(exact, name, 1.0, False)
        known = {name.lower() for name in wording.names}
        for word, weight in wording.words.items():
            if len(word) > 3 and word not in known:
                self._vote(worded, word, weight, True)
        return self._ground.spread(exact), self._ground.spread(worded)

    def matched(self) -> dict[int, tuple[Defined, ...]]:
        spread = ((file, hits) for text, hits in self._found.items() for file in self._ground.files_of[text])
        return {file: tuple(hits.values()) for file, hits in spread}

    def _vote(self, sums: dict[int, float], name: str, weight: float, any_case: bool) -> None:
        ground = self._ground
        term = name.lower() if len(terms(name)) > 1 else stem(name)
        holders = list(ground.lookups.name_counts(term))
        if len(holders) > (1 if any_case else 5) * MOST_HOLDERS:
            return
        hits = {text: found for text in holders if (found := self._defining(text, name, any_case))}
        judged = sum(ground.judged[text] for text in hits) or 1
        if judged > MOST_HOLDERS:
            return
        for text, found in hits.items():
            sums[text] += weight / judged
            self._found[text].update({(each.name, each.line): each for each in found})

    def _defining(self, text: int, name: str, any_case: bool) -> list[Defined]:
        if text not in self._outlines:
            self._outlines[text] = self._ground.snapshot.texts[text].outline
        wanted = name.lower()
        return [
            each
            for each in self._outlines[text].definitions
            if each.name == name or (any_case and each.name.lower() == wanted)
        ]
