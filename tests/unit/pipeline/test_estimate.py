from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.run import ObjectiveState
from cortex_cli.pipeline.estimate import share_done, time_left

PENDING, RUNNING, COMPLETED = ObjectiveState.PENDING, ObjectiveState.RUNNING, ObjectiveState.COMPLETED


@dataclass(frozen=True)
class Piece:
    wave: int
    state: ObjectiveState
    seconds: float = 0.0
    estimate: float | None = None


def test_nothing_to_do_is_nothing_done_and_no_time_left() -> None:
    assert share_done([]) == 0.0
    assert time_left([]) == 0


def test_failed_work_is_done_with() -> None:
    assert share_done([Piece(1, ObjectiveState.FAILED), Piece(1, PENDING)]) == 0.5


def test_without_estimates_and_without_experience_the_rest_is_unknown() -> None:
    assert time_left([Piece(1, RUNNING, 5.0), Piece(2, PENDING)]) is None


def test_without_estimates_completed_work_stands_for_the_rest() -> None:
    pieces = [Piece(1, COMPLETED, 10.0), Piece(1, COMPLETED, 30.0), Piece(1, RUNNING, 5.0), Piece(2, PENDING)]
    assert time_left(pieces) == 15.0 + 20.0


def test_work_past_its_estimate_never_makes_time_negative() -> None:
    assert time_left([Piece(1, RUNNING, 500.0, 60.0)]) == 0.0


def test_objectives_of_one_wave_run_side_by_side() -> None:
    pieces = [Piece(1, PENDING, 0.0, 60.0), Piece(1, PENDING, 0.0, 90.0), Piece(2, PENDING, 0.0, 10.0)]
    assert time_left(pieces) == 100.0
