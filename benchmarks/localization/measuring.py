"""The protocol: every ranking answers every request of the cases, at the parent commit, in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from benchmarks.localization.baselines import BASELINES, Baseline, Documents, best_first
from benchmarks.localization.case import Case
from benchmarks.localization.clones import Clone, clone_of
from benchmarks.localization.cortex_rankings import Listed, RankRequest
from benchmarks.localization.metrics import Score, score
from benchmarks.localization.texts import Bank

CORTEX = "Cortex"
AS_WRITTEN = "as written"
PLAIN = "plain"
VARIANTS = (AS_WRITTEN, PLAIN)
Ask = Callable[[str], Listed]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one ranking said to one request.

    `ranked` holds only files that could be right, so that listing tests as well costs nothing; `seconds` are on the
    clock, for the baselines without the reading of texts.
    """

    ranking: str
    case: Case
    variant: str
    ranked: tuple[str, ...]
    score: Score
    seconds: float
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the clones are, a folder of its own for checkouts, and how Cortex is asked."""

    clones: Path
    work: Path
    rank: RankRequest


def requests(case: Case) -> list[tuple[str, str]]:
    """The variants of the request with their texts."""
    return [(AS_WRITTEN, case.raw)] + ([(PLAIN, case.plain)] if case.plain else [])


def measure(bench: Bench, cases: Sequence[Case], tell: Callable[[str], object] = lambda said: None) -> list[Answer]:
    """All answers, repository by repository and oldest case first; `tell` hears of each repository that is done."""
    answers: list[Answer] = []
    ordered = sorted(cases, key=lambda case: (case.repository, case.date, case.commit))
    for name, group in groupby(ordered, key=lambda case: case.repository):
        answers += _answers(bench, clone_of(bench.clones, name), group)
        tell(f"{name} done")
    return answers


def _answers(bench: Bench, clone: Clone, cases: Iterable[Case]) -> Iterator[Answer]:
    bank = Bank(clone)
    root = bench.work / clone.name.replace("/", "+")
    for case in cases:
        sources = bank.sources(case.parent)
        rankings: dict[str, Ask] = {CORTEX: partial(bench.rank, root)}
        rankings |= {name: partial(_ask_baseline, baseline, sources) for name, baseline in BASELINES.items()}
        clone.check_out(case.parent, root)
        for variant, request in requests(case):
            for name, ask in rankings.items():
                started = time.perf_counter()
                listed = ask(request)
                seconds = time.perf_counter() - started
                ranked = tuple(path for path in dict.fromkeys(listed.paths) if path in sources)
                yield Answer(name, case, variant, ranked, score(ranked, case.gold), seconds, listed.failure)


def _ask_baseline(baseline: Baseline, sources: Documents, request: str) -> Listed:
    return Listed(tuple(best_first(baseline(request, sources))))
