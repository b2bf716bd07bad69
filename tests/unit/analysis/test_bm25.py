from __future__ import annotations

import pytest

from cortex_cli.analysis.bm25 import bm25, inverse_frequency, rarities
from cortex_cli.analysis.reading import TermCounts


def documents(**counts: dict[str, int]) -> dict[str, TermCounts]:
    return {name: TermCounts(each, 100) for name, each in counts.items()}


def test_a_document_without_the_terms_has_no_score() -> None:
    assert set(bm25(documents(a={"token": 1}, b={"user": 1}, c={}), {"token": 1.0})) == {"a"}


def test_more_of_a_term_scores_higher_but_less_and_less() -> None:
    scores = bm25(documents(a={"token": 1}, b={"token": 2}, c={"token": 20}, d={"token": 40}), {"token": 1.0})
    assert scores["a"] < scores["b"] < scores["c"] < scores["d"]
    assert scores["b"] - scores["a"] > scores["d"] - scores["c"]


def test_a_short_document_scores_higher_than_a_long_one() -> None:
    scores = bm25({"short": TermCounts({"token": 3}, 50), "long": TermCounts({"token": 3}, 5000)}, {"token": 1.0})
    assert scores["short"] > scores["long"]


def test_a_rare_term_counts_more_than_a_common_one() -> None:
    given = documents(a={"rare": 1}, b={"common": 1}, c={"common": 1}, d={"common": 1})
    scores = bm25(given, {"rare": 1.0, "common": 1.0})
    assert scores["a"] > scores["b"]


def test_weights_scale_a_term() -> None:
    given = documents(a={"one": 1}, b={"two": 1})
    scores = bm25(given, {"one": 1.0, "two": 0.5})
    assert scores["a"] == pytest.approx(2 * scores["b"])


@pytest.mark.parametrize("given", [{}, {"a": TermCounts({}, 0)}, {"a": TermCounts({"token": 1}, 0)}])
def test_empty_documents_do_no_harm(given: dict[str, TermCounts]) -> None:
    assert all(score > 0 for score in bm25(given, {"token": 1.0}).values())


def test_rarity_falls_as_more_documents_hold_a_term() -> None:
    assert inverse_frequency(100, 1) > inverse_frequency(100, 50) > inverse_frequency(100, 100) > 0
    assert rarities(documents(a={"x": 1}, b={}), {"x": 1.0, "y": 1.0})["y"] == inverse_frequency(2, 0)
