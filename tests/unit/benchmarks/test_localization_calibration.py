import pytest

from benchmarks.localization.calibration import best_cut_off, calibration_error, choice_at, monotone


def test_the_map_never_falls_with_the_score() -> None:
    scores = [number / 100 for number in range(400)]
    right = [number % 7 == 0 or number > 300 for number in range(400)]
    knots, shares = monotone(scores, right)
    assert knots == sorted(set(knots))
    assert shares == sorted(shares)


def test_every_right_file_is_in_some_knot() -> None:
    scores = [float(number // 100) for number in range(400)]
    right = [number % 100 < 10 * (1 + number // 100) for number in range(400)]
    knots, shares = monotone(scores, right)
    assert knots == pytest.approx([0.0, 1.0, 2.0, 3.0])
    assert shares == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_probabilities_that_are_frequencies_have_no_error() -> None:
    assert calibration_error([0.25] * 4, [True, False, False, False]) == pytest.approx(0.0)


def test_too_much_confidence_is_an_error() -> None:
    assert calibration_error([0.95] * 4, [True, False, False, False]) == pytest.approx(0.7)


def test_the_cut_off_with_the_best_balance_is_taken() -> None:
    cases = [([0.5, 0.3, 0.1], [True, True, False]), ([0.5, 0.12, 0.1], [True, False, False])]
    choice = best_cut_off(cases)
    assert choice.cut_off == 0.3
    assert (choice.precision, choice.recall, choice.f1) == (1.0, 1.0, 1.0)


def test_a_case_for_which_nothing_is_chosen_counts_as_wrong() -> None:
    assert choice_at(0.5, [([0.1], [True]), ([0.9], [True])]).recall == 0.5
