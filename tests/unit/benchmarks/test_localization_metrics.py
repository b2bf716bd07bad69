"""The figures of the localisation benchmark are those of the scorer that it was defined by."""

from __future__ import annotations

import pytest

from benchmarks.localization.metrics import Mean, Score, mean, score

Places = tuple[int | None, ...]

# Rankings of that length, the ranks of the right files in them, and what the reference scorer answers.
REFERENCE: list[tuple[int, Places, tuple[float, float, float]]] = [
    (10, (None, None), (0.0, 0.0, 0.0)),
    (0, (None, None), (0.0, 0.0, 0.0)),
    (11, (1, None, None, None, None, 9), (0.3333333333333333, 0.0, 1.0)),
    (11, (4, None, None, 8), (0.5, 0.0, 0.25)),
    (11, (None, 7, None, None, None), (0.2, 0.0, 0.14285714285714285)),
    (10, (4, None, None, 5, 8), (0.6, 0.0, 0.25)),
    (10, (9, 7), (1.0, 1.0, 0.14285714285714285)),
    (25, (10,), (1.0, 1.0, 0.1)),
    (25, (11,), (0.0, 0.0, 0.09090909090909091)),
    (25, (2, 11), (0.5, 0.0, 0.5)),
]


@pytest.mark.parametrize(("length", "places", "expected"), REFERENCE)
def test_a_ranking_gets_the_score_of_the_reference(
    length: int, places: Places, expected: tuple[float, float, float]
) -> None:
    ranked = [f"file{place}" for place in range(1, length + 1)]
    gold = [f"file{place}" if place else f"absent{number}" for number, place in enumerate(places)]
    assert score(ranked, gold) == Score(*expected)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([0.0, 1.0, 0.5, 1.0, 0.25, 1.0, 1.0, 2 / 3], 0.3958333333333333, 0.90625),
        ([1.0, 1.0, 1.0], 1.0, 1.0),
        ([-0.5, 0.25, 0.0, 1.0], -0.3125, 0.75),
    ],
)
def test_the_interval_of_a_mean_is_that_of_the_reference_and_the_same_each_time(
    values: list[float], low: float, high: float
) -> None:
    assert mean(values) == Mean(sum(values) / len(values), low, high) == mean(values)
