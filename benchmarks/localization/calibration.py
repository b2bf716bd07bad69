"""From scores to probabilities: a monotone map, how far off it is, and the cut-off that chooses best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

BINS = 10
MOST_KNOTS = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """What choosing all files from `cut_off` on gives, as means over cases."""

    cut_off: float
    precision: float
    recall: float
    f1: float


def monotone(scores: Sequence[float], right: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Knots of the best rising map from scores to shares of right files: pool adjacent violators, then thinned.

    Each block of pooled scores gives one knot, at its mean score.
    """
    blocks: list[tuple[float, float, float]] = []
    for score, same in groupby(sorted(zip(scores, right, strict=True)), key=itemgetter(0)):
        hits = [is_right for _, is_right in same]
        block = (float(len(hits)), score * len(hits), float(sum(hits)))
        while blocks and blocks[-1][2] / blocks[-1][0] >= block[2] / block[0]:
            block = _pooled(blocks.pop(), block)
        blocks.append(block)
    knots = [(total / count, hits / count) for count, total, hits in _of_weight(blocks)]
    return [round(score, 4) for score, _ in knots], [round(share, 5) for _, share in knots]


def _of_weight(blocks: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Blocks joined until each holds a fair number of right files, so that no knot stands for chance."""
    least = max(4.0, sum(hits for _, _, hits in blocks) / MOST_KNOTS)
    joined: list[tuple[float, float, float]] = []
    held = (0.0, 0.0, 0.0)
    for block in blocks:
        held = _pooled(held, block)
        if held[2] >= least:
            joined.append(held)
            held = (0.0, 0.0, 0.0)
    if held[0]:
        joined.append(_pooled(joined.pop(), held) if joined else held)
    return joined


def _pooled(one: tuple[float, float, float], other: tuple[float, float, float]) -> tuple[float, float, float]:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def calibration_error(probabilities: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error: the mean distance of probability and frequency over ten bins of equal width."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, is_right in zip(probabilities, right, strict=True):
        bins[min(int(probability * BINS), BINS - 1)].append((probability, is_right))
    gaps = (abs(sum(each[0] for each in one) - sum(each[1] for each in one)) for one in bins)
    return sum(gaps) / (len(probabilities) or 1)


def best_cut_off(cases: Sequence[tuple[Sequence[float], Sequence[bool]]]) -> Choice:
    """The cut-off with the best mean F1 over cases, in steps of a hundredth."""
    return max((choice_at(step / 100, cases) for step in range(3, 60)), key=lambda choice: (choice.f1, choice.cut_off))


def choice_at(cut_off: float, cases: Sequence[tuple[Sequence[float], Sequence[bool]]]) -> Choice:
    """What a cut-off chooses; a case without a chosen file has precision, recall and F1 of 0."""
    found = [_of_case(cut_off, probabilities, right) for probabilities, right in cases]
    means = [sum(values) / len(found) for values in zip(*found, strict=True)]
    return Choice(cut_off, *means)


def _of_case(cut_off: float, probabilities: Sequence[float], right: Sequence[bool]) -> tuple[float, float, float]:
    chosen = [is_right for probability, is_right in zip(probabilities, right, strict=True) if probability >= cut_off]
    hits = sum(chosen)
    if not hits:
        return 0.0, 0.0, 0.0
    precision, recall = hits / len(chosen), hits / sum(right)
    return precision, recall, 2.0 * precision * recall / (precision + recall)
