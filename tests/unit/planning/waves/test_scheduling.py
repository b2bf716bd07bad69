from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Bound, Schedule
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.capacity import Capacity
from cortex_cli.planning.waves.scheduling import schedule_of, seconds_of
from tests.unit.planning.builders import chain_of, objective


def scheduled(*work: Objective, limit: int | None = None) -> Schedule:
    best = assign_waves(work, Capacity(limit))
    return schedule_of(best.objectives, best)


def test_waves_time_critical_path_and_widths_are_measured() -> None:
    found = scheduled(
        objective("A", "a", seconds=60),
        objective("B", "b", after="A", seconds=90),
        objective("C", "c", after="A", seconds=30),
        objective("D", "d", after="B C", seconds=10.5),
    )
    assert found == Schedule(
        waves=3,
        least_waves=3,
        bound=Bound.DEPENDENCIES,
        optimal=True,
        fastest=True,
        seconds=160.5,
        critical_path=("A", "B", "D"),
        critical_seconds=160.5,
        profile=(1, 2, 1),
        bound_by=("A", "B", "D"),
    )


def test_without_estimates_the_longest_chain_is_named_and_takes_no_time() -> None:
    found = scheduled(objective("Z", "z"), *chain_of(3))
    assert (found.critical_path, found.critical_seconds) == (("N1", "N2", "N3"), 0.0)
    assert not found.fastest


def test_one_missing_estimate_leaves_open_what_is_fastest() -> None:
    work = [objective("A", "a", seconds=60), objective("B", "b", seconds=60)]
    assert scheduled(*work).fastest
    assert not scheduled(work[0], replace(work[1], estimate=None)).fastest


def test_waves_that_somebody_chose_are_measured_against_the_best_ones() -> None:
    work = [objective("A", "a", seconds=60), objective("B", "b", seconds=60)]
    best = assign_waves(work)
    apart = (replace(work[0], wave=1), replace(work[1], wave=2))
    found = schedule_of(apart, best)
    assert (found.waves, found.least_waves, found.optimal, found.fastest) == (2, 1, False, False)


def test_as_many_waves_in_more_time_are_not_the_fastest() -> None:
    work = [
        objective("A", "a", seconds=60),
        objective("B", "b", after="A", seconds=60),
        objective("C", "c", seconds=90),
    ]
    best = assign_waves(work)
    slower = [replace(each, wave=1 if each.id in "A" else 2) for each in best.objectives]
    slower[2] = replace(slower[2], wave=1)
    assert schedule_of(best.objectives, best).fastest
    assert (seconds_of(slower), schedule_of(slower, best).fastest) == (150.0, best.seconds == 150.0)
    late = [*slower[:2], replace(slower[2], wave=2, estimate=95.0)]
    assert not schedule_of(late, best).fastest


def test_what_a_team_or_a_resource_bounds_is_named() -> None:
    found = scheduled(*(objective(f"N{n}", f"f{n}") for n in range(4)), limit=2)
    assert (found.bound, found.bound_by, found.share, found.at_once) == (Bound.CAPACITY, (), None, 2)


def test_no_objectives_make_an_empty_schedule() -> None:
    assert scheduled() == Schedule(0, 0, Bound.DEPENDENCIES, True, True, 0.0, (), 0.0, ())


def test_interfaces_that_come_first_are_a_wave_as_well() -> None:
    first = replace(objective("I", "api.pyi", seconds=30), interfaces=True)
    found = scheduled(first, objective("A", "a", after="I", seconds=60), objective("B", "b", after="I", seconds=40))
    assert (found.waves, found.least_waves, found.optimal, found.seconds) == (2, 2, True, 90.0)
    assert found.bound_by == ("I", "A")
