"""Which files a request is likely to change: sums of normalised signals, and the evidence for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis import signals
from cortex_cli.analysis.concepts import SAME, companions
from cortex_cli.analysis.history import History
from cortex_cli.analysis.imports import ImportGraph
from cortex_cli.analysis.inventory import File
from cortex_cli.analysis.query import Query
from cortex_cli.analysis.reading import TermCounts
from cortex_cli.analysis.signals import Scores, SignalName
from cortex_cli.analysis.weights import SHARPNESS, THRESHOLD, WEIGHTS, role_share
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.syntax.symbols import Definition, FileSymbols

SEEDS = 12
"""How many of the best files vote for their neighbours."""
LEAST_STRENGTH = 0.25
STAND_IN = 0.7
"""How well a word of the same concept stands in for one that does not occur."""


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
    """`scores` are 0 to 1; `reasons` are sentences that explain a score which words alone do not."""

    scores: Scores
    signals: Mapping[SignalName, Scores]
    named: Mapping[str, list[Definition]]
    reasons: dict[str, list[str]] = field(default_factory=dict)

    def raise_to(self, path: str, score: float, reason: str) -> None:
        """Lift a file to at least `score`, and say why."""
        self.scores[path] = max(self.scores.get(path, 0.0), min(score, 1.0))
        if reason not in (said := self.reasons.setdefault(path, [])):
            said.append(reason)

    def best_first(self) -> list[str]:
        return sorted(self.scores, key=lambda path: (-self.scores[path], path))

    def above(self, threshold: float = THRESHOLD) -> list[str]:
        """The files with at least that score, best first."""
        return [path for path in self.best_first() if self.scores[path] >= threshold]


def rank(material: Material) -> Ranking:
    """Score every file from words, names and history, then let the best vote for their neighbours."""
    query, history = material.query, material.history
    named = signals.named_definitions(query, material.outlines)
    found: dict[SignalName, Scores] = {
        SignalName.CONTENT: signals.content(query, material.counts),
        SignalName.SYMBOLS: signals.symbol_names(query, material.outlines),
        SignalName.PATH: signals.path_names(query, material.files),
        SignalName.NAMED: signals.named(named, query),
        SignalName.MENTIONED_PATH: signals.mentioned_paths(query, material.files.keys()),
        SignalName.HISTORY: dict(history.votes),
    }
    first = combine(found, material)
    seeds = best_sources(first, material)
    found[SignalName.NEIGHBOURS] = signals.neighbours(material.graph, seeds)
    found[SignalName.CO_CHANGE] = signals.co_change(history, seeds, material.files)
    return Ranking(combine(found, material), found, named)


def combine(found: Mapping[SignalName, Scores], material: Material) -> Scores:
    """The weighted sum of max-normalised signals, scaled so that the best gets the query's `strength`."""
    totals: Scores = {}
    for name in SignalName:
        for path, share in normalised(found.get(name, {}), material).items():
            totals[path] = totals.get(path, 0.0) + WEIGHTS[name] * share
    totals = {path: total * role_share(material.role(path), material.task_type) for path, total in totals.items()}
    top = max(totals.values(), default=0.0)
    reach = strength(material.query, material.counts)
    return {path: reach * (total / top) ** SHARPNESS for path, total in totals.items()} if top > 0 else {}


def strength(query: Query, counts: Mapping[str, TermCounts]) -> float:
    """How much of what the request is about occurs here at all, from `LEAST_STRENGTH` to 1.

    Without it the best of many files that fit badly would look like a match.
    """
    if query.names or query.paths:
        return 1.0
    present = {term for count in counts.values() for term in count.counts}
    found = 0.0
    for term in query.telling:
        companion = max((share for other, share in companions(term).items() if other in present), default=0.0)
        found += 1.0 if term in present else STAND_IN * companion / SAME
    share = found / len(query.telling) if query.telling else 0.0
    return min(1.0, LEAST_STRENGTH + 1.5 * share)


def normalised(scores: Scores, material: Material) -> Scores:
    """Shares of the best source file's score; where no source file has any, of the best file's."""
    known = {path: score for path, score in scores.items() if path in material.files}
    sources = [score for path, score in known.items() if material.role(path) is Role.SOURCE]
    top = max(sources or known.values(), default=0.0)
    return {path: min(score / top, 1.0) for path, score in known.items()} if top > 0 else {}


def best_sources(scores: Scores, material: Material) -> dict[str, float]:
    """The best source files with their scores, as far as they pass the threshold."""
    ranked: Iterable[str] = sorted(scores, key=lambda path: (-scores[path], path))
    passing = [path for path in ranked if scores[path] >= THRESHOLD and material.role(path) is Role.SOURCE]
    return {path: scores[path] for path in passing[:SEEDS]}
