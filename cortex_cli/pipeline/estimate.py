"""How much of a run is done and how long the rest may take, from estimates and what was measured so far."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from cortex_cli.model.run import ObjectiveState

ENDED = frozenset({ObjectiveState.COMPLETED, ObjectiveState.FAILED, ObjectiveState.BLOCKED, ObjectiveState.CANCELED})
ALMOST = 0.95
UNKNOWN_ESTIMATE = 60.0


class Measured(Protocol):
    """An objective as far as its time is concerned; both times are seconds."""

    @property
    def wave(self) -> int: ...
    @property
    def state(self) -> ObjectiveState: ...
    @property
    def seconds(self) -> float: ...
    @property
    def estimate(self) -> float | None: ...


def share_done(objectives: Sequence[Measured]) -> float:
    """The part of the estimated work that is done, 0 to 1; an objective at work never counts as whole."""
    weights = [item.estimate or UNKNOWN_ESTIMATE for item in objectives]
    if not weights:
        return 0.0
    done = sum(weight * _share(item, weight) for item, weight in zip(objectives, weights, strict=True))
    return done / sum(weights)


def _share(item: Measured, weight: float) -> float:
    if item.state in ENDED:
        return 1.0
    return min(item.seconds / weight, ALMOST) if item.state is ObjectiveState.RUNNING else 0.0


def time_left(objectives: Sequence[Measured]) -> float | None:
    """Seconds until the last wave is done, each wave as long as its longest objective.

    Estimates are scaled by how completed objectives compared with theirs. None where an open objective has
    no estimate and nothing has completed that could stand for it.
    """
    open_ones = sorted((item for item in objectives if item.state not in ENDED), key=lambda item: item.wave)
    pace, usual = _experience(objectives)
    if usual is None and any(item.estimate is None for item in open_ones):
        return None
    return sum(
        max(_left(item, pace, usual or 0.0) for item in members)
        for _, members in groupby(open_ones, key=lambda item: item.wave)
    )


def _left(item: Measured, pace: float, usual: float) -> float:
    expected = usual if item.estimate is None else item.estimate * pace
    return max(expected - item.seconds, 0.0)


def _experience(objectives: Sequence[Measured]) -> tuple[float, float | None]:
    """How much longer than estimated completed work took (1.0 when nothing tells), and its mean seconds."""
    completed = [item for item in objectives if item.state is ObjectiveState.COMPLETED and item.seconds > 0]
    rated = [(item.seconds, item.estimate) for item in completed if item.estimate]
    pace = sum(seconds for seconds, _ in rated) / sum(estimate for _, estimate in rated) if rated else 1.0
    return pace, sum(item.seconds for item in completed) / len(completed) if completed else None
