from __future__ import annotations

import itertools

from cortex_cli.model.schedule import Bound
from cortex_cli.planning.waves.bounds import Floor, floor_of, least_seconds
from cortex_cli.planning.waves.capacity import Capacity
from cortex_cli.planning.waves.cliques import cliques_of
from tests.unit.planning.instances import numbers_instance

FREE: list[list[int]] = [[], [], [], []]


def test_a_chain_of_dependencies_bounds_the_waves_and_is_named_in_its_order() -> None:
    instance = numbers_instance([[], [0], [], [1, 2]], [], [1.0] * 4)
    assert floor_of(instance) == Floor(3, Bound.DEPENDENCIES, ("N0", "N1", "N3"))


def test_objectives_that_all_have_to_be_apart_bound_them() -> None:
    instance = numbers_instance(FREE, list(itertools.combinations(range(3), 2)), [1.0] * 4)
    assert floor_of(instance) == Floor(3, Bound.CONFLICTS, ("N0", "N1", "N2"))


def test_what_comes_before_and_after_a_conflict_counts_as_well() -> None:
    instance = numbers_instance([[], [0], [0], [1, 2]], [(1, 2)], [1.0] * 4)
    assert floor_of(instance) == Floor(4, Bound.CONFLICTS, ("N0", "N1", "N2", "N3"))


def test_the_team_bounds_them_and_so_does_a_chain_behind_it() -> None:
    assert floor_of(numbers_instance(FREE, [], [1.0] * 4, limit=2)) == Floor(2, Bound.CAPACITY, at_once=2)
    wanted = [[], [], [], [], [0, 1, 2, 3]]
    assert floor_of(numbers_instance(wanted, [], [1.0] * 5, limit=2)).waves == 3


def test_a_resource_or_a_worker_that_many_need_is_named_with_them() -> None:
    of_resource = Capacity(stock={"db": 2}, uses={f"N{n}": ("db",) for n in range(3)})
    found = floor_of(numbers_instance(FREE, [], [1.0] * 4, capacity=of_resource))
    assert found == Floor(2, Bound.RESOURCE, ("N0", "N1", "N2"), "db", 2)
    of_worker = Capacity(slots={"w": 1, "v": 9}, able={"N0": ("w",), "N1": ("w", "v"), "N2": ("w",)})
    found = floor_of(numbers_instance(FREE, [], [1.0] * 4, capacity=of_worker))
    assert found == Floor(2, Bound.WORKER, ("N0", "N2"), "w", 1)


def test_turns_at_a_bottleneck_and_conflicts_add_up() -> None:
    """N0 and N1 share the database, and each of them collides with N2."""
    capacity = Capacity(stock={"db": 1}, uses={"N0": ("db",), "N1": ("db",)})
    instance = numbers_instance([[], [], []], [(0, 2), (1, 2)], [1.0] * 3, capacity=capacity)
    assert floor_of(instance).waves == 3


def test_no_objectives_need_no_waves_and_no_time() -> None:
    instance = numbers_instance([], [], [])
    assert (floor_of(instance).waves, least_seconds(instance)) == (0, 0.0)


def test_chains_conflicts_and_turns_take_their_time() -> None:
    assert least_seconds(numbers_instance([[], [0], []], [], [10.0, 20.0, 25.0])) == 30.0
    assert least_seconds(numbers_instance([[], [], []], [(0, 2)], [10.0, 20.0, 25.0])) == 35.0
    assert least_seconds(numbers_instance(FREE, [], [10.0, 20.0, 30.0, 40.0], limit=2)) == 60.0


def test_cliques_are_sets_in_which_all_exclude_each_other() -> None:
    exclusive = [0b0110, 0b0101, 0b1011, 0b0100]
    found = cliques_of(exclusive)
    assert (0, 1, 2) in found
    for clique in found:
        assert all(
            exclusive[one] >> other & 1 for one, other in itertools.permutations(clique, 2) if (one, other) != (3, 0)
        )
