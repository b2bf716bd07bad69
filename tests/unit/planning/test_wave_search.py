from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.planning.capacity import Capacity
from cortex_cli.planning.wave_search import Instance, Search, greedy
from tests.unit.planning.builders import unhurried


def instance_of(
    wanted: list[list[int]], apart: list[tuple[int, int]], seconds: list[float], limit: int | None = None
) -> Instance:
    """Objectives 0, 1, …, each with the smaller numbers it depends on; pairs that may not share a wave."""
    size = len(wanted)
    bits, before = [0] * size, [0] * size
    for a, b in apart:
        bits[a] |= 1 << b
        bits[b] |= 1 << a
    levels, heights = [1] * size, [1] * size
    for index, needs in enumerate(wanted):
        levels[index] = 1 + max((levels[need] for need in needs), default=0)
        for need in needs:
            before[index] |= before[need] | 1 << need
    for index in reversed(range(size)):
        for need in wanted[index]:
            heights[need] = max(heights[need], heights[index] + 1)
    ordered = [before[i] | sum(1 << j for j in range(size) if before[j] >> i & 1) for i in range(size)]
    return Instance(
        names=tuple(f"N{n}" for n in range(size)),
        wanted=tuple(map(tuple, wanted)),
        levels=tuple(levels),
        heights=tuple(heights),
        apart=tuple(bits),
        ordered=tuple(ordered),
        seconds=tuple(seconds),
        capacity=Capacity(limit),
    )


def holds(instance: Instance, waves: tuple[int, ...] | list[int]) -> bool:
    """The rules, told once more and independently of the search."""
    for index, wave in enumerate(waves):
        if any(waves[need] >= wave for need in instance.wanted[index]):
            return False
        if any(instance.apart[index] >> other & 1 and waves[other] == wave for other in range(len(waves))):
            return False
    limit = instance.capacity.limit
    return limit is None or all(waves.count(wave) <= limit for wave in set(waves))


def optimum(instance: Instance) -> tuple[int, float]:
    """Fewest waves, then least seconds, by trying everything."""
    size = len(instance.names)
    for count in range(size + 1):
        fitting = [waves for waves in itertools.product(range(1, count + 1), repeat=size) if holds(instance, waves)]
        if fitting:
            return count, min(instance.makespan(waves) for waves in fitting)
    raise AssertionError("one after another always works")


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    size = draw(st.integers(0, 5))
    wanted = [draw(st.lists(st.integers(0, n - 1), unique=True, max_size=2)) if n else [] for n in range(size)]
    pairs = list(itertools.combinations(range(size), 2))
    apart = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)) if pairs else []
    seconds = draw(st.lists(st.sampled_from([10.0, 20.0, 30.0, 45.0, 100.0]), min_size=size, max_size=size))
    return instance_of(wanted, apart, seconds, draw(st.none() | st.integers(1, 4)))


@unhurried
@given(instances())
def test_the_greedy_answer_holds_and_no_bound_is_above_it(instance: Instance) -> None:
    waves = greedy(instance)
    assert holds(instance, waves)
    assert instance.least_waves() <= max(waves, default=0)
    assert instance.least_seconds() <= instance.makespan(waves)


@unhurried
@given(instances())
def test_the_search_finds_the_optimum_of_small_instances(instance: Instance) -> None:
    count, seconds = optimum(instance)
    assert instance.least_waves() <= count
    assert instance.least_seconds() <= seconds
    found = Search(instance).best(count, math.inf)
    assert found is not None
    assert holds(instance, found)
    assert instance.makespan(found) == seconds


@unhurried
@given(instances())
def test_the_search_finds_nothing_in_fewer_waves_than_are_needed(instance: Instance) -> None:
    count, _ = optimum(instance)
    search = Search(instance)
    assert count == 0 or search.best(count - 1, math.inf) is None
    assert not search.exhausted


def test_the_search_stops_after_its_steps_and_says_so() -> None:
    wanted: list[list[int]] = [[] for _ in range(10)]
    apart = list(itertools.combinations(range(10), 2))
    search = Search(instance_of(wanted, apart, [1.0] * 10), steps=5)
    assert search.best(9, math.inf) is None
    assert search.exhausted


def test_long_work_shares_a_wave_so_that_the_short_work_is_not_held_up() -> None:
    instance = instance_of([[], [], [], []], [], [100.0, 10.0, 100.0, 10.0], limit=2)
    assert instance.makespan(greedy(instance)) == 110.0


def test_objectives_that_hold_up_many_come_first() -> None:
    waves = greedy(instance_of([[], [], [1], [2]], [], [500.0, 1.0, 1.0, 1.0], limit=1))
    assert waves == [3, 1, 2, 4]
