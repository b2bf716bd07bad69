from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.schedule import Bound
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.waves.capacity import Capacity, capacity_of
from tests.unit.planning.builders import objective, resource, team_of, unhurried, worker


def test_a_team_without_enabled_workers_sets_no_limit() -> None:
    capacity = capacity_of(team_of(worker("off", enabled=False)), [objective("A")])
    assert capacity.fits([f"N{n}" for n in range(1000)])


def test_the_width_is_what_the_workers_take_at_once_and_the_team_allows() -> None:
    objectives = [objective(f"N{n}") for n in range(9)]
    names = [each.id for each in objectives]
    two_and_one = team_of(worker("a", at_once=2), worker("b"))
    assert capacity_of(two_and_one, objectives).fits(names[:3])
    assert not capacity_of(two_and_one, objectives).fits(names[:4])
    assert not capacity_of(team_of(worker("a", at_once=9), parallel=2), objectives).fits(names[:3])


def test_work_that_only_one_worker_does_waits_for_that_worker() -> None:
    objectives = [objective("D1", kind=TaskType.DOCS), objective("D2", kind=TaskType.DOCS), objective("T1")]
    capacity = capacity_of(team_of(worker("writer", "docs"), worker("tester", "test")), objectives)
    assert not capacity.fits(["D1", "D2"])
    assert capacity.fits(["D1", "T1"])
    assert [each.names for each in capacity.bottlenecks(["D1", "D2", "T1"]) if each.of == "writer"] == [("D1", "D2")]


def test_a_named_worker_is_the_only_choice() -> None:
    objectives = [objective("A", worker="x"), objective("B", worker="x")]
    assert not capacity_of(team_of(worker("x"), worker("y")), objectives).fits(["A", "B"])


def test_a_resource_serves_only_so_many_at_once() -> None:
    objectives = [objective("A", uses="db"), objective("B", uses="db device"), objective("C", uses="device")]
    team = team_of(worker("w", at_once=4), resources=(resource("db"), resource("device", at_once=2)))
    capacity = capacity_of(team, objectives)
    assert not capacity.fits(["A", "B"])
    assert capacity.short_of(["A", "B"]) == "db"
    assert capacity.fits(["A", "C"])
    assert capacity.fits(["B", "C"])


def test_resources_bound_a_team_without_workers_as_well() -> None:
    objectives = [objective("A", uses="db"), objective("B", uses="db")]
    assert not capacity_of(team_of(resources=(resource("db"),)), objectives).fits(["A", "B"])


def test_a_resource_that_the_team_does_not_have_bounds_nothing() -> None:
    objectives = [objective("A", uses="gone"), objective("B", uses="gone")]
    capacity = capacity_of(team_of(), objectives)
    assert capacity.fits(["A", "B"])
    assert capacity.short_of(["A", "B"]) is None


def test_bottlenecks_say_what_is_shared_and_by_whom() -> None:
    objectives = [objective("A", uses="db"), objective("B"), objective("C", uses="db")]
    capacity = capacity_of(team_of(worker("w"), resources=(resource("db"),)), objectives)
    found = {(each.bound, each.of, each.size, each.names) for each in capacity.bottlenecks(["A", "B", "C"])}
    assert found == {
        (Bound.CAPACITY, None, 1, ("A", "B", "C")),
        (Bound.WORKER, "w", 1, ("A", "B", "C")),
        (Bound.RESOURCE, "db", 1, ("A", "C")),
    }


@unhurried
@given(
    st.lists(st.integers(1, 2), min_size=1, max_size=3),
    st.lists(st.sets(st.integers(0, 2), min_size=1), max_size=5),
)
def test_what_fits_is_what_some_way_to_seat_them_allows(sizes: list[int], choices: list[set[int]]) -> None:
    slots = {f"w{index}": size for index, size in enumerate(sizes)}
    able = {
        f"N{n}": tuple(f"w{index}" for index in sorted(each) if index < len(sizes)) or ("w0",)
        for n, each in enumerate(choices)
    }
    seatings = itertools.product(*able.values())
    possible = any(all(seated.count(name) <= size for name, size in slots.items()) for seated in seatings)
    assert Capacity(None, slots, able).fits(list(able)) == possible
