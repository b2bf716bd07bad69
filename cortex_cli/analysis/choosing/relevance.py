"""Which files a request is likely to change: what the model says, and what structure adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cortex_cli.analysis.choosing.weights import role_share
from cortex_cli.analysis.commit.history import History
from cortex_cli.analysis.commit.imports import ImportGraph
from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.commit.reading import TermCounts
from cortex_cli.analysis.concepts import SAME, companions
from cortex_cli.analysis.ranking.features import Signal
from cortex_cli.analysis.ranking.model import weights
from cortex_cli.analysis.ranking.ranking import Ranked
from cortex_cli.analysis.ranking.ranking import rank as rank_by_model
from cortex_cli.analysis.request.query import Query
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.syntax.symbols import FileSymbols

SEEDS = 12
"""How many of the best files structure starts from."""
SEED_SHARE = 0.25
"""The share of the very best source file's score that they have."""
LEAST_REACH = 0.3
"""Where less of the request occurs, the best files are best by chance."""
BELIEVED = 0.5
"""The reach from which the model is believed: what is to be new need not occur yet."""
NEAR_BEST = 0.5
"""Where many files fit alike, none is likely by itself: those are chosen that have this share of the best score."""
NAMED = 0.8
"""The least score of a file whose path the request gives; a document may be given for reading only."""
LEAST_STRENGTH = 0.25
STAND_IN = 0.7
"""How well a word of the same concept stands in for one that does not occur."""
DIGITS = 4
SHAPE = frozenset({Signal.CHANGES, Signal.LATELY, Signal.SIZE, Signal.BARREL, Signal.BESIDE})
"""The signals that a file has whatever the request, or only from the files beside it."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is known about the repository for one request; all mappings are by path."""

    query: Query
    task_type: TaskType
    files: Mapping[str, File]
    counts: Mapping[str, TermCounts]
    outlines: Mapping[str, FileSymbols]
    graph: ImportGraph
    history: History

    def role(self, path: str) -> Role:
        return self.files[path].role

    def of_role(self, role: Role) -> list[str]:
        """The paths with that role, sorted."""
        return [path for path in sorted(self.files) if self.files[path].role is role]


@dataclass
class Ranking:
    """`scores` are probabilities, of the files for which anything speaks; `ranked` is all that the model says.

    `reasons` are sentences for what structure has added to a score. A file whose score reaches `cut_off` is chosen.
    `reach` is how much of what the request is about occurs here.
    """

    scores: dict[str, float]
    ranked: Mapping[str, Ranked]
    cut_off: float
    reach: float = 1.0
    reasons: dict[str, list[str]] = field(default_factory=dict)

    def raise_to(self, path: str, score: float, reason: str) -> None:
        """Lift a file to at least `score`, and say why."""
        self.scores[path] = max(self.scores.get(path, 0.0), round(min(score, 1.0), DIGITS))
        if reason not in (said := self.reasons.setdefault(path, [])):
            said.append(reason)

    def raise_above(self, path: str, by: float, reason: str) -> None:
        """Lift a file to at least the cut-off and a little more, and say why."""
        self.raise_to(path, self.cut_off + by, reason)

    def best_first(self) -> list[str]:
        """By score, then as the model orders them, then by path."""
        place = {path: position for position, path in enumerate(self.ranked)}
        return sorted(self.scores, key=lambda path: (-self.scores[path], place.get(path, len(place)), path))

    def above(self, threshold: float | None = None) -> list[str]:
        """The files that reach the cut-off, or `threshold`, best first."""
        least = self.cut_off if threshold is None else threshold
        return [path for path in self.best_first() if self.scores[path] >= least]


def rank(material: Material, snapshot: Snapshot) -> Ranking:
    """Ask the model for every file of the snapshot."""
    roles = {path: material.role(path) for text in snapshot.texts for path in text.paths}
    found = rank_by_model(supplemented(material), snapshot, material.graph, roles)
    return judged({file.path: file for file in found}, material)


def judged(ranked: Mapping[str, Ranked], material: Material) -> Ranking:
    """Believe the model as far as the words of the request occur here, and as the role fits the kind of work."""
    reach = strength(material.query, material.counts)
    belief = min(1.0, reach / BELIEVED)
    scores = {
        path: round(belief * role_share(file.role, material.task_type) * file.probability, DIGITS)
        for path, file in ranked.items()
        if speaks(file)
    }
    best = max(scores.values(), default=0.0)
    cut_off = weights().cut_off
    if reach >= LEAST_REACH:
        cut_off = min(cut_off, round(NEAR_BEST * best, DIGITS) or 1.0)
    ranking = Ranking(scores, ranked, cut_off, reach)
    for path, file in ranked.items():
        if file.role is not Role.DOCS and file.signals.get(Signal.MENTIONED) == 1.0:
            ranking.raise_to(path, NAMED, "the request names its path")
    return ranking


def supplemented(material: Material) -> Query:
    """The query, with words of the same concept that occur here for each telling word that does not."""
    query = material.query
    present = present_terms(material.counts)
    stand_ins = [
        query.spelling.get(other, other)
        for term in query.telling
        if term not in present
        for other in companions(term)
        if other in present and other not in query.terms
    ]
    return replace(query, text="\n".join([query.text, *dict.fromkeys(stand_ins)])) if stand_ins else query


def present_terms(counts: Mapping[str, TermCounts]) -> frozenset[str]:
    """The terms that occur in any file."""
    return frozenset(term for count in counts.values() for term in count.counts)


def speaks(file: Ranked) -> bool:
    """Whether any signal has to do with the request: what a file is like without it says nothing."""
    return any(signal not in SHAPE for signal in file.signals)


def count_terms(snapshot: Snapshot, terms: Mapping[str, float]) -> dict[str, TermCounts]:
    """By path, how often each of `terms` stands in the text."""
    found: list[dict[str, int]] = [{} for _ in snapshot.texts]
    for term in sorted(terms):
        for chunk, count in snapshot.content(term):
            counts = found[snapshot.chunk_text[chunk]]
            counts[term] = counts.get(term, 0) + count
    return {
        path: TermCounts(counts, text.words)
        for text, counts in zip(snapshot.texts, found, strict=True)
        for path in text.paths
    }


def strength(query: Query, counts: Mapping[str, TermCounts]) -> float:
    """How much of what the request is about occurs here at all, from `LEAST_STRENGTH` to 1.

    Without it the best of many files that fit badly would look like a match.
    """
    if query.names or query.paths:
        return 1.0
    present = present_terms(counts)
    found = 0.0
    for term in query.telling:
        companion = max((share for other, share in companions(term).items() if other in present), default=0.0)
        found += 1.0 if term in present else STAND_IN * companion / SAME
    share = found / len(query.telling) if query.telling else 0.0
    return min(1.0, LEAST_STRENGTH + 1.5 * share)


def best_sources(ranking: Ranking, material: Material) -> dict[str, float]:
    """The best source files with their scores: those that come near the very best, chosen or not."""
    sources = [path for path in ranking.best_first() if material.role(path) is Role.SOURCE][:SEEDS]
    if ranking.reach < LEAST_REACH:
        return {}
    least = SEED_SHARE * max((ranking.scores[path] for path in sources), default=0.0)
    return {path: ranking.scores[path] for path in sources if ranking.scores[path] >= least > 0.0}
