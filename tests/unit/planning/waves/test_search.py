from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.planning.waves.bounds import floor_of, least_seconds
from cortex_cli.planning.waves.filling import greedy
from cortex_cli.planning.waves.instance import Instance
from cortex_cli.planning.waves.search import Search
from tests.unit.planning.builders import unhurried
from tests.unit.planning.instances import numbers_instance


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
    return numbers_instance(wanted, apart, seconds, draw(st.none() | st.integers(1, 4)))


@unhurried
@given(instances())
def test_the_greedy_answer_holds_and_no_bound_is_above_it(instance: Instance) -> None:
    waves = greedy(instance)
    assert holds(instance, waves)
    assert floor_of(instance).waves <= max(waves, default=0)
    assert least_seconds(instance) <= instance.makespan(waves)


@unhurried
@given(instances())
def test_the_search_finds_the_optimum_of_small_instances(instance: Instance) -> None:
    count, seconds = optimum(instance)
    assert floor_of(instance).waves <= count
    assert least_seconds(instance) <= seconds
    search = Search(instance)
    found = search.best(count)
    assert found is not None
    assert holds(instance, found)
    assert (max(found, default=0), instance.makespan(found), search.cut) == (count, seconds, False)


@unhurried
@given(instances())
def test_the_search_finds_nothing_in_fewer_waves_than_are_needed(instance: Instance) -> None:
    count, _ = optimum(instance)
    search = Search(instance)
    assert count == 0 or search.best(count - 1) is None
    assert not search.cut


@unhurried
@given(instances())
def test_the_search_finds_nothing_faster_than_the_fastest(instance: Instance) -> None:
    count, seconds = optimum(instance)
    search = Search(instance)
    assert count == 0 or search.best(count, seconds) is None
    assert not search.cut


@unhurried
@given(instances(), st.integers(1, 30))
def test_what_is_found_in_too_few_steps_holds_all_the_same(instance: Instance, steps: int) -> None:
    search = Search(instance, steps)
    found = search.best(len(instance.names))
    assert found is None or holds(instance, found)
    assert found is not None or search.cut or not instance.names


def test_the_search_stops_after_its_steps_and_says_so() -> None:
    wanted: list[list[int]] = [[] for _ in range(10)]
    apart = list(itertools.combinations(range(10), 2))[::2]
    search = Search(numbers_instance(wanted, apart, [1.0] * 10), steps=5)
    assert search.best(9) is None
    assert search.cut


def test_the_steps_of_one_number_of_waves_leave_some_for_another() -> None:
    wanted: list[list[int]] = [[] for _ in range(12)]
    apart = [(a, b) for a, b in itertools.combinations(range(12), 2) if (a + b) % 3 == 0]
    search = Search(numbers_instance(wanted, apart, [1.0 + n for n in range(12)], limit=3), steps=400)
    search.best(4)
    assert search.best(9) is not None
