"""The fitted model: a linear sum of signals, and how often a file with such a sum was changed. All of it is data.

`benchmarks/localization/fit.py` writes `weights.json`; nothing here knows a weight.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cortex_cli.analysis.ranking.features import Signal

DIGITS = 9
"""Scores are rounded to this many decimal places before they are compared."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A monotone step map with straight lines between: probability at each score, scores ascending."""

    scores: tuple[float, ...]
    probabilities: tuple[float, ...]

    def probability(self, score: float) -> float:
        """The share of files with such a score that were changed, on the training cases."""
        after = bisect_right(self.scores, score)
        if after == 0 or after == len(self.scores):
            return self.probabilities[0 if after == 0 else -1]
        low, high = self.scores[after - 1], self.scores[after]
        share = (score - low) / (high - low)
        return self.probabilities[after - 1] + share * (self.probabilities[after] - self.probabilities[after - 1])


@dataclass(frozen=True, slots=True)
class Weights:
    """`first` choose the files that vote, `linear` give the score; `cut_off` is the probability of chosen files."""

    first: Mapping[Signal, float]
    linear: Mapping[Signal, float]
    calibration: Calibration
    cut_off: float


@cache
def weights() -> Weights:
    """The weights that the package brings."""
    text = resources.files("cortex_cli.analysis.ranking").joinpath("weights.json").read_text(encoding="utf-8")
    return read_weights(json.loads(text))


def read_weights(data: Mapping[str, Any]) -> Weights:
    """The weights of a parsed `weights.json`; signals it does not name count 0."""
    return Weights(
        first=_by_signal(data["first"]),
        linear=_by_signal(data["linear"]),
        calibration=Calibration(tuple(data["calibration"]["scores"]), tuple(data["calibration"]["probabilities"])),
        cut_off=data["cut_off"],
    )


def _by_signal(data: Mapping[str, float]) -> dict[Signal, float]:
    return {signal: data[signal.value] for signal in Signal if data.get(signal.value)}


def linear_scores(columns: Mapping[Signal, Mapping[int, float]], wanted: Mapping[Signal, float]) -> dict[int, float]:
    """The weighted sum of every file that has any signal."""
    totals: dict[int, float] = {}
    for signal, weight in wanted.items():
        for file, share in columns.get(signal, {}).items():
            totals[file] = totals.get(file, 0.0) + weight * share
    return totals


def shares(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores as shares of the best: a difference of one counts e-fold."""
    top = max(scores.values(), default=0.0)
    return {file: math.exp(score - top) for file, score in scores.items()}


def log_sum(scores: Sequence[float]) -> float:
    """The logarithm of the sum of e-folds: what a score is compared with, so that its rivals count too."""
    top = max(scores, default=0.0)
    return top + math.log(sum(math.exp(score - top) for score in scores) or 1.0)
