from __future__ import annotations

from cortex_cli.planning.waves.capacity import Capacity
from cortex_cli.planning.waves.filling import greedy
from tests.unit.planning.instances import numbers_instance


def test_long_work_shares_a_wave_so_that_the_short_work_is_not_held_up() -> None:
    instance = numbers_instance([[], [], [], []], [], [100.0, 10.0, 100.0, 10.0], limit=2)
    assert instance.makespan(greedy(instance)) == 110.0


def test_objectives_that_hold_up_many_come_first() -> None:
    waves = greedy(numbers_instance([[], [], [1], [2]], [], [500.0, 1.0, 1.0, 1.0], limit=1))
    assert waves == [3, 1, 2, 4]


def test_what_a_resource_keeps_out_comes_later_and_the_rest_goes_on() -> None:
    capacity = Capacity(stock={"db": 1}, uses={"N0": ("db",), "N1": ("db",)})
    waves = greedy(numbers_instance([[], [], []], [], [1.0, 2.0, 3.0], capacity=capacity))
    assert waves == [2, 1, 1]
