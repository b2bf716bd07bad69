"""A plan of hundreds of objectives is no other matter than one of a few dozen: measured side by side, as ratios."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks.plans import COMMAND, KINDS, measure, subjects, table

pytestmark = pytest.mark.acceptance

KIND = KINDS[2]
SMALL, LARGE = 60, 600
ROUNDS = 2
Costs = Mapping[tuple[str, int], Mapping[str, float]]


@pytest.fixture(scope="module")
def costs() -> Costs:
    with subjects((SMALL, LARGE), (KIND,)) as made:
        return measure(made, ROUNDS)


def test_ten_times_the_objectives_cost_far_less_than_a_hundred_times_as_much(costs: Costs) -> None:
    small, large = costs[KIND.name, SMALL], costs[KIND.name, LARGE]
    grown = {name: large[name] / small[name] for name in small if name != COMMAND}
    assert {name: ratio for name, ratio in grown.items() if ratio > 40} == {}, table(costs)


def test_the_command_takes_less_than_five_times_what_it_takes_for_a_tenth(costs: Costs) -> None:
    assert costs[KIND.name, LARGE][COMMAND] < 5 * costs[KIND.name, SMALL][COMMAND], table(costs)


def test_the_table_compares_the_cost_of_one_objective() -> None:
    shown = table({("plans", 10): {"read": 0.01, COMMAND: 1.0}, ("plans", 100): {"read": 0.05, COMMAND: 2.0}})
    assert shown.splitlines()[-1].startswith("| plans | 100 | 50.0 | 2,000.0 |")
    assert shown.splitlines()[-1].endswith("| 0.50 ms, 0.50 x |")
