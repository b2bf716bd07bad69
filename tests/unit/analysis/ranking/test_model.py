import math

import pytest

from cortex_cli.analysis.ranking.features import Signal
from cortex_cli.analysis.ranking.model import Calibration, linear_scores, log_sum, read_weights, shares, weights

RISING = Calibration((-4.0, -2.0, 0.0), (0.01, 0.2, 0.8))


def test_the_weights_that_are_shipped_can_be_read() -> None:
    shipped = weights()
    assert shipped.first.keys() <= set(Signal)
    assert shipped.linear[Signal.CHUNK] > 0.0
    assert 0.0 < shipped.cut_off < 1.0


def test_shipped_probabilities_rise_with_the_score() -> None:
    calibration = weights().calibration
    assert list(calibration.scores) == sorted(set(calibration.scores))
    assert list(calibration.probabilities) == sorted(calibration.probabilities)
    assert all(0.0 <= chance <= 1.0 for chance in calibration.probabilities)


def test_a_probability_lies_on_the_line_between_two_knots() -> None:
    assert RISING.probability(-3.0) == pytest.approx(0.105)
    assert RISING.probability(-2.0) == pytest.approx(0.2)


def test_beyond_the_knots_the_probability_stays() -> None:
    assert RISING.probability(-40.0) == 0.01
    assert RISING.probability(0.0) == RISING.probability(9.0) == 0.8


def test_a_signal_without_a_weight_does_not_count() -> None:
    data = {
        "first": {},
        "linear": {"file": 2.0, "chunk": 0.0},
        "calibration": {"scores": [0.0], "probabilities": [0.5]},
        "cut_off": 0.2,
    }
    read = read_weights(data)
    assert read.linear == {Signal.FILE: 2.0}
    columns = {Signal.FILE: {0: 0.5}, Signal.CHUNK: {1: 1.0}}
    assert linear_scores(columns, read.linear) == {0: 1.0}


def test_one_more_point_is_one_more_e_fold() -> None:
    assert shares({0: 3.0, 1: 2.0}) == {0: 1.0, 1: pytest.approx(math.exp(-1.0))}
    assert shares({}) == {}


def test_rivals_lower_the_share() -> None:
    assert log_sum([2.0]) == pytest.approx(2.0)
    assert log_sum([2.0, 2.0]) == pytest.approx(2.0 + math.log(2.0))
    assert log_sum([]) == 0.0
