import pytest

np = pytest.importorskip("numpy", reason="fitting needs numpy, Cortex itself does not")

from benchmarks.localization.softmax import fit, joined, loss  # noqa: E402


def cases(seed: int, count: int = 60):  # type: ignore[no-untyped-def]
    """Cases of twelve files of which the first is right: its second signal is higher, the others are noise."""
    chance = np.random.default_rng(seed)
    for _ in range(count):
        rows = chance.random((12, 3))
        rows[0, 1] += 0.5
        yield rows, np.arange(12) == 0


def test_the_signal_that_tells_gets_the_weight() -> None:
    weights = fit(joined(list(cases(1))), 0.3)
    assert weights[1] > 3 * max(abs(weights[0]), abs(weights[2]))


def test_the_slope_is_that_of_the_loss() -> None:
    lists, at, step = joined(list(cases(2, 5))), np.array([0.3, -0.2, 0.5]), 1e-6
    _, slope = loss(lists, at, 0.7)
    for column in range(3):
        ahead = at + step * np.eye(3)[column]
        assert (loss(lists, ahead, 0.7)[0] - loss(lists, at, 0.7)[0]) / step == pytest.approx(slope[column], abs=1e-4)


def test_a_fit_is_the_lowest_place() -> None:
    lists = joined(list(cases(3)))
    weights = fit(lists, 0.3)
    value, slope = loss(lists, weights, 0.3)
    assert np.abs(slope).max() < 1e-3
    assert value < loss(lists, np.zeros(3), 0.3)[0]


def test_the_same_cases_give_the_same_weights() -> None:
    assert (fit(joined(list(cases(4))), 0.3) == fit(joined(list(cases(4))), 0.3)).all()


def test_a_case_without_a_right_file_teaches_nothing() -> None:
    known = list(cases(5))
    nothing = (np.ones((4, 3)), np.zeros(4, dtype=bool))
    assert (fit(joined(known), 0.3) == fit(joined([*known, nothing]), 0.3)).all()
