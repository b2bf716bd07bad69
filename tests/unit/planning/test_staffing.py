from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.plan import Objective
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.capabilities import able_workers
from cortex_cli.planning.staffing import staff
from cortex_cli.planning.waves.capacity import capacity_of
from tests.unit.planning.builders import objective, team_of, unhurried, worker


def workers(objectives: list[Objective], team: Team) -> list[str | None]:
    return [each.worker for each in staff(objectives, team)[0]]


def test_nobody_is_named_by_a_team_without_enabled_workers() -> None:
    assert workers([objective("A", "a")], team_of(worker("off", enabled=False))) == [None]


def test_a_worker_that_an_objective_names_stays() -> None:
    team = team_of(worker("a"), worker("b"))
    assert workers([objective("A", "a", worker="b"), objective("B", "b", worker="gone")], team) == [
        "b",
        "gone",
    ]


def test_the_fitting_worker_is_preferred_and_the_idle_one_among_equals() -> None:
    team = team_of(worker("any"), worker("snake", "python"))
    assert workers([objective("A", "src/a.py")], team) == ["snake"]
    two = team_of(worker("x"), worker("y"))
    waves = [objective("A", "a", seconds=100), objective("B", "b", seconds=10), objective("C", "c", wave=2)]
    assert workers(waves, two) == ["x", "y", "y"]


def test_nobody_gets_more_at_once_than_it_takes_while_others_are_free() -> None:
    team = team_of(worker("snake", "python"), worker("other"))
    assert sorted(filter(None, workers([objective("A", "a.py"), objective("B", "b.py")], team))) == [
        "other",
        "snake",
    ]


def test_a_preference_never_leaves_restricted_work_without_its_only_worker() -> None:
    team = team_of(worker("writer", "docs", "test"), worker("tester", "test"))
    wave = [objective("T", "t.md", kind=TaskType.TEST, seconds=99), objective("D", "d", kind=TaskType.DOCS)]
    assert workers(wave, team) == ["tester", "writer"]


def test_a_wave_wider_than_the_team_still_gets_workers() -> None:
    wave = [objective(f"N{n}", f"{n}") for n in range(5)]
    assert set(workers(wave, team_of(worker("only")))) == {"only"}


def test_work_that_nobody_does_is_given_to_nobody_and_told() -> None:
    staffed, notices = staff([objective("D", "d", kind=TaskType.DOCS)], team_of(worker("dev", "code")))
    assert staffed[0].worker is None
    assert notices == ("no enabled worker does DOCS work: D has nobody yet",)


kinds = st.sampled_from([TaskType.DOCS, TaskType.TEST, TaskType.BUG])
teams = st.lists(st.tuples(st.sampled_from(["docs", "test", "bug", "any"]), st.integers(1, 2)), min_size=1, max_size=3)


@unhurried
@given(st.lists(kinds, max_size=4), teams)
def test_a_wave_that_fits_the_team_is_staffed_within_everyones_slots(
    work: list[TaskType], members: list[tuple[str, int]]
) -> None:
    team = team_of(*(worker(f"w{n}", word, at_once=size) for n, (word, size) in enumerate(members)), parallel=9)
    wave = [objective(f"N{n}", f"{n}", kind=kind, seconds=n * 10.0) for n, kind in enumerate(work)]
    capacity = capacity_of(team, wave)
    if not capacity.fits([each.id for each in wave]):
        return
    staffed, _ = staff(wave, team)
    for name, size in capacity.slots.items():
        assert sum(each.worker == name for each in staffed) <= size
    assert all(each.worker in capacity.able[each.id] for each in staffed if each.worker is not None)
    assert all((each.worker is None) == (not able_workers(team, each.task_type)) for each in staffed)
    assert [replace(each, worker=None) for each in staffed] == wave
