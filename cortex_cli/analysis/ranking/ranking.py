"""A commit's files ranked for one request: scores, probabilities, and what each signal says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.imports import ImportGraph
from cortex_cli.analysis.ranking.features import Columns, Signal, Sources, first_features, vote_features
from cortex_cli.analysis.ranking.ground import Ground, prepare
from cortex_cli.analysis.ranking.model import DIGITS, Weights, linear_scores, log_sum, shares, weights
from cortex_cli.analysis.ranking.votes import Neighbours
from cortex_cli.analysis.ranking.wording import read_wording
from cortex_cli.analysis.request.query import Query
from cortex_cli.index.records import Defined
from cortex_cli.index.snapshot import Past, Snapshot
from cortex_cli.model.analysis import Role


@dataclass(frozen=True, slots=True)
class Companion:
    """`path` changed in `together` of the file's own `changes`."""

    path: str
    together: int
    changes: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A file's place: `score` orders, `probability` says how often such a file was changed in the training cases.

    `signals` are the values that are not 0; the rest is what the evidence names.
    """

    path: str
    role: Role
    score: float
    probability: float
    signals: Mapping[Signal, float]
    definitions: tuple[Defined, ...]
    example: Past | None
    companion: Companion | None
    test: str | None


def rank(
    query: Query, snapshot: Snapshot, graph: ImportGraph, roles: Mapping[str, Role], model: Weights | None = None
) -> tuple[Ranked, ...]:
    """All files of `snapshot`, the best first; `roles` has one for each of its paths.

    The same arguments give the same ranking, ties in the order of paths.
    """
    model = model or weights()
    ground = prepare(snapshot, graph, roles)
    columns, sources = first_features(ground, read_wording(query))
    votes, near = vote_features(ground, sources, shares(linear_scores(columns, model.first)))
    columns |= votes
    sums = linear_scores(columns, model.linear)
    scores = [round(sums.get(file, 0.0), DIGITS) for file in range(len(ground.paths))]
    calibrated = probabilities(ground, scores, model)
    order = sorted(range(len(ground.paths)), key=lambda file: (-scores[file], ground.paths[file]))
    told = by_file(columns, len(ground.paths))
    return tuple(_ranked(file, ground, told, sources, near, scores[file], calibrated[file]) for file in order)


def probabilities(ground: Ground, scores: Sequence[float], model: Weights) -> list[float]:
    """The calibrated probability of each file, as if it were a source."""
    whole = log_sum([scores[file] for file in ground.sources] or scores)
    return [round(model.calibration.probability(score - whole), DIGITS) for score in scores]


def by_file(columns: Columns, files: int) -> list[dict[Signal, float]]:
    """The signals of each file that are not 0."""
    told: list[dict[Signal, float]] = [{} for _ in range(files)]
    for signal, scores in columns.items():
        for file, value in scores.items():
            if value:
                told[file][signal] = value
    return told


def _ranked(
    file: int,
    ground: Ground,
    told: Sequence[Mapping[Signal, float]],
    sources: Sources,
    near: Neighbours,
    score: float,
    probability: float,
) -> Ranked:
    example, companion = sources.past.examples.get(file), near.companions.get(file)
    voter = sources.tests.voters.get(file)
    return Ranked(
        path=ground.paths[file],
        role=ground.roles[file],
        score=score,
        probability=probability,
        signals=told[file],
        definitions=sources.names.matched.get(file, ()),
        example=None if example is None else ground.snapshot.past[example],
        companion=None if companion is None else Companion(ground.paths[companion[0]], companion[1], companion[2]),
        test=None if voter is None else ground.paths[voter],
    )
