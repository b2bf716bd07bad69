"""What finished runs of the clone teach: a small shift of all probabilities, and votes for files they missed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cortex_cli.analysis.choosing.relevance import DIGITS, LEAST_REACH, NEAR_BEST, Ranking
from cortex_cli.analysis.ranking.model import weights
from cortex_cli.model.analysis import Correction
from cortex_cli.model.run import ChangeKind
from cortex_cli.model.statistics import JudgedFile, JudgedRun, Statistics
from cortex_cli.model.text import counted

FEWEST_RUNS = 2
"""What happened once may be chance."""
PRIOR = 20
"""How many chosen files the model's own word counts for."""
MOST_SHIFT = 0.5
"""In log-odds: 50% becomes at most 62%, or at least 38%."""
LEAST_SHIFT = 0.02
FEWEST_MISSES = 2
LEAST_TOGETHER = 0.5
MOST_RAISED = 5
EDGE = 0.01
"""Probabilities are taken as no nearer to 0 or 1, where log-odds have no end."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that was missed: it changed in `together` of the `runs` that changed `beside`, not chosen in `missed`."""

    path: str
    beside: str
    missed: int
    together: int
    runs: int

    @property
    def share(self) -> float:
        """How often it comes along, less where few runs say so."""
        return self.together / (self.runs + FEWEST_RUNS)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of `chosen` files in all runs `changed` did; `shift` is what that adds to log-odds."""

    chosen: int = 0
    changed: int = 0
    shift: float = 0.0


def calibrate(runs: Iterable[JudgedRun]) -> Calibration:
    """Compare how many chosen files changed with what the model had said of them.

    The observed share is smoothed with a prior of `PRIOR` files that came as predicted.
    """
    said = [(_plain(file, run.shift), file.change) for run in runs for file in run.files if file.chosen]
    if not said:
        return Calibration()
    expected = math.fsum(probability for probability, _ in said) / len(said)
    changed = sum(change is not None for _, change in said)
    observed = (changed + PRIOR * expected) / (len(said) + PRIOR)
    shift = round(max(-MOST_SHIFT, min(MOST_SHIFT, log_odds(observed) - log_odds(expected))), 3)
    return Calibration(len(said), changed, shift if abs(shift) >= LEAST_SHIFT else 0.0)


def companions(runs: Iterable[JudgedRun]) -> tuple[Companion, ...]:
    """The files that runs missed again and again, with those they changed together with; by path."""
    changes: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for run in runs:
        changed = [file for file in run.files if file.change not in (None, ChangeKind.ADDED)]
        changes.update(file.path for file in changed)
        pairs = [(file, other.path) for file in changed for other in changed if other.chosen and other is not file]
        together.update((file.path, beside) for file, beside in pairs)
        missed.update((file.path, beside) for file, beside in pairs if file.missed)
    found = (
        Companion(path, beside, misses, together[path, beside], changes[beside])
        for (path, beside), misses in missed.items()
        if misses >= FEWEST_MISSES and together[path, beside] >= LEAST_TOGETHER * changes[beside]
    )
    return tuple(sorted(found, key=lambda each: (each.path, each.beside)))


def correct(ranking: Ranking, statistics: Statistics) -> Correction | None:
    """Correct the scores of `ranking` by what runs have taught; None where that changes nothing.

    The order of the files stays, but for those that are raised because runs missed them.
    """
    if len(statistics.runs) < FEWEST_RUNS or ranking.reach < LEAST_REACH:
        return None
    calibration = calibrate(statistics.runs)
    shift_scores(ranking, calibration.shift)
    raised = tuple(raise_missed(ranking, companions(statistics.runs)))
    if not raised and not calibration.shift:
        return None
    return Correction(
        statistics=statistics.digest(),
        runs=len(statistics.runs),
        chosen=calibration.chosen,
        changed=calibration.changed,
        shift=calibration.shift,
        raised=raised,
    )


def shift_scores(ranking: Ranking, shift: float) -> None:
    """Add `shift` to the log-odds of every file that nothing but the model speaks for; the best stays chosen."""
    if not shift:
        return
    best = max(ranking.scores.values(), default=0.0)
    for path, score in ranking.scores.items():
        if score > 0.0 and path not in ranking.reasons:
            ranking.scores[path] = round(shifted(score, shift), DIGITS)
    if best >= ranking.cut_off:
        best = max(ranking.scores.values(), default=0.0)
        ranking.cut_off = min(weights().cut_off, NEAR_BEST * best or 1.0)


def raise_missed(ranking: Ranking, found: Iterable[Companion]) -> Iterator[str]:
    """Let the chosen files vote for what runs missed beside them, the strongest for each; gives the raised paths."""
    scores = {path: ranking.scores[path] for path in ranking.above()}
    votes: dict[str, tuple[float, Companion]] = {}
    for each in found:
        vote = each.share * scores.get(each.beside, 0.0)
        if each.path in ranking.ranked and each.path not in scores and vote > votes.get(each.path, (0.0, None))[0]:
            votes[each.path] = vote, each
    strongest = sorted(votes.values(), key=lambda item: (-item[0], item[1].path))[:MOST_RAISED]
    for vote, each in strongest:
        before = ranking.scores.get(each.path, 0.0)
        why = f"missed in {each.missed} of {counted(each.runs, 'run')} that changed `{each.beside}`"
        ranking.raise_to(each.path, round(1.0 - (1.0 - before) * (1.0 - vote), DIGITS), why)
        yield each.path


def said_of(correction: Correction | None) -> tuple[str, ...]:
    """The sentences that tell a reader what was corrected."""
    if correction is None:
        return ()
    told = []
    if correction.shift:
        seen = f"in {counted(correction.runs, 'finished run')} {correction.changed} of {correction.chosen} chosen files"
        way = "raised" if correction.shift > 0 else "lowered"
        told.append(f"{seen} changed, so probabilities are {way} a little")
    if correction.raised:
        told.append(f"raised because finished runs missed them: {', '.join(f'`{path}`' for path in correction.raised)}")
    return tuple(told)


def shifted(probability: float, shift: float) -> float:
    """The probability whose log-odds are `shift` higher; 0 and 1 stay."""
    odds = math.exp(shift)
    return probability * odds / (1.0 - probability + probability * odds)


def log_odds(probability: float) -> float:
    held = min(max(probability, EDGE), 1.0 - EDGE)
    return math.log(held / (1.0 - held))


def _plain(file: JudgedFile, shift: float) -> float:
    """What the model alone said of a file."""
    return shifted(file.probability or 0.0, -shift)
