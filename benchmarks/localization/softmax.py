"""Fitting a linear ranking: every right file against all wrong ones of its case, by a listwise softmax.

Needs numpy, which Cortex itself does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
STEPS = 200
MEMORY = 12
"""How many past steps L-BFGS remembers."""
SUFFICIENT = 1e-4
FLAT = 1e-7


@dataclass(frozen=True, slots=True)
class Lists:
    """Rows of several cases one after the other; `starts` has where each begins, and the end."""

    rows: Matrix
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]


def joined(cases: Sequence[tuple[Matrix, NDArray[np.bool_]]]) -> Lists:
    """The cases that have a right file, as one."""
    kept = [(rows, right) for rows, right in cases if right.any()]
    starts = np.cumsum([0, *(len(right) for _, right in kept)])
    return Lists(np.concatenate([rows for rows, _ in kept]), np.concatenate([right for _, right in kept]), starts)


def loss(lists: Lists, weights: Matrix, penalty: float) -> tuple[float, Matrix]:
    """The mean over cases of -log softmax(right file among the wrong ones), plus an L2 penalty, and its gradient.

    A case with n right files counts as much as the square root of n cases with one.
    """
    first, cases = lists.starts[:-1], len(lists.starts) - 1
    case = np.repeat(np.arange(cases), np.diff(lists.starts))
    right = lists.right
    share = 1.0 / np.sqrt(np.add.reduceat(right.astype(np.float64), first))
    sums = lists.rows @ weights
    powers = np.exp(sums - np.maximum.reduceat(sums, first)[case])
    wrong = np.add.reduceat(np.where(right, 0.0, powers), first)[case]
    whole = powers + wrong
    lost = np.log(whole[right]) - np.log(np.maximum(powers[right], 1e-300))
    pull = np.add.reduceat(np.where(right, 1.0 / whole, 0.0), first)[case]
    slope = np.where(right, -wrong / whole, powers * pull) * share[case]
    value = (share[case][right] * lost).sum() / cases + penalty * (weights @ weights) / cases
    return float(value), lists.rows.T @ slope / cases + 2.0 * penalty * weights / cases


def fit(lists: Lists, penalty: float) -> Matrix:
    """The weights of least loss, by L-BFGS (Nocedal, 1980) with backtracking; the same for the same rows."""
    weights = np.zeros(lists.rows.shape[1])
    value, slope = loss(lists, weights, penalty)
    moves: list[tuple[Matrix, Matrix]] = []
    for _ in range(STEPS):
        direction = -_scaled(slope, moves)
        step, fall = 1.0, float(direction @ slope)
        while step > 1e-8:
            ahead = weights + step * direction
            found, there = loss(lists, ahead, penalty)
            if found <= value + SUFFICIENT * step * fall:
                break
            step /= 2.0
        else:
            return weights
        if float((ahead - weights) @ (there - slope)) > 0.0:
            moves = [*moves, (ahead - weights, there - slope)][-MEMORY:]
        fallen, (weights, value, slope) = value - found, (ahead, found, there)
        if fallen < FLAT:
            return weights
    return weights


def _scaled(slope: Matrix, moves: Sequence[tuple[Matrix, Matrix]]) -> Matrix:
    """The slope times L-BFGS's estimate of the inverse curvature, by its two loops."""
    result, factors = slope.copy(), []
    for moved, bent in reversed(moves):
        factor = (moved @ result) / (moved @ bent)
        factors.append(factor)
        result -= factor * bent
    if moves:
        moved, bent = moves[-1]
        result *= (moved @ bent) / (bent @ bent)
    for (moved, bent), factor in zip(moves, reversed(factors), strict=True):
        result += (factor - (bent @ result) / (moved @ bent)) * moved
    return result
