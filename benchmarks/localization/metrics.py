"""How well a ranked list of files answers a case, and how sure the mean over cases is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

LISTED = 10
ROUNDS = 2_000
TAIL = 50
"""Of 2,000 rounds, 50 at either end leave the middle 95 %."""
SEED = 1


@dataclass(frozen=True, slots=True)
class Score:
    """Each 0 to 1: the share of right files in the first ten, whether all are there, and 1 / rank of the first."""

    recall: float
    complete: float
    reciprocal_rank: float


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the 95 % interval of its bootstrap, each 0 to 1."""

    value: float
    low: float
    high: float


def score(ranked: Sequence[str], gold: Sequence[str]) -> Score:
    """The score of `ranked`, best first and without repetition, where `gold` are the right files (at least one)."""
    place = {path: number for number, path in enumerate(ranked, 1)}
    places = [place[path] for path in gold if path in place]
    found = sum(number <= LISTED for number in places)
    return Score(found / len(gold), float(found == len(gold)), 1 / min(places) if places else 0.0)


def mean(values: Sequence[float]) -> Mean:
    """The mean of at least one value; the interval comes from resampling with a fixed seed."""
    chance = random.Random(SEED)
    count = len(values)
    means = sorted(sum(chance.choices(values, k=count)) / count for _ in range(ROUNDS))
    return Mean(sum(values) / count, means[TAIL], means[-TAIL - 1])
