"""The benchmark of scopes keeps telling the truth: its labels, what each rule finds, and a small part of its speed."""

from __future__ import annotations

import pytest

from benchmarks import scopes
from benchmarks.scope_cases import CORTEX, DISJOINT, OVERLAPS, verdicts, wrong_labels
from benchmarks.scope_rules import AUTOMATA, CONTAINMENT, EQUALITY, PREFIX
from benchmarks.scope_waves import MEETING, SHAPES, WAVES, Wave, measure


def test_the_labels_of_the_cases_are_right() -> None:
    assert list(wrong_labels()) == []
    assert (len(OVERLAPS), len(DISJOINT)) == (8, 4)


@pytest.mark.parametrize(
    ("rule", "found", "needless"),
    [(CORTEX, 8, 0), (AUTOMATA, 8, 0), (EQUALITY, 0, 0), (CONTAINMENT, 3, 0), (PREFIX, 6, 3)],
)
def test_what_each_rule_finds_and_serialises_for_nothing(rule: str, found: int, needless: int) -> None:
    said = verdicts()[rule]
    assert sum(meets for case, meets in said if case.path is not None) == found
    assert sum(meets for case, meets in said if case.path is None) == needless


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_wave_is_measured_and_only_where_all_globs_meet_there_are_conflicts(shape: str) -> None:
    measured = measure(Wave(6, 1, shape), rounds=1)
    assert measured.conflicts == (15 if shape == MEETING else 0)
    assert measured.undecided == 0
    assert set(measured.others) == {AUTOMATA, EQUALITY, CONTAINMENT, PREFIX}
    assert measured.cortex > 0


def test_the_page_has_both_tables_and_names_what_it_was_measured_with() -> None:
    text = scopes.page([Wave(4, 2, shape) for shape in SHAPES], rounds=1)
    assert "| Cortex | 8 | 0 |" in text
    assert "| 4 x 2 | all meet | 6 | 6 | 0 | " in text
    assert "not tried" in text
    assert "Python 3." in text


def test_the_page_in_the_documentation_is_what_the_benchmark_writes() -> None:
    text = scopes.PAGE.read_text()
    assert all(f"| {wave.objectives:,} x {wave.globs} | {wave.shape} | {wave.pairs:,} |" in text for wave in WAVES)
    assert scopes.RULES in text
    assert "| static prefix | 6 | 3 |" in text
