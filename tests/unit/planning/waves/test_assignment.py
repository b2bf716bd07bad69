from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Bound
from cortex_cli.model.scope import Scope
from cortex_cli.planning.checking.dependencies import graph_problems
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from cortex_cli.planning.waves.assignment import Assignment, assign_waves
from cortex_cli.planning.waves.capacity import Capacity, capacity_of
from cortex_cli.planning.waves.moves import Move, MoveReason
from tests.unit.planning.builders import chain_of, objective, plan_of, resource, team_of, unhurried, worker


def waves(assignment: Assignment) -> dict[str, int]:
    return {each.id: each.wave for each in assignment.objectives}


def test_independent_work_runs_at_once() -> None:
    found = assign_waves([objective("A", "a/"), objective("B", "b/"), objective("C", "c.py")])
    assert waves(found) == {"A": 1, "B": 1, "C": 1}
    assert (found.waves, found.floor.waves, found.optimal, found.moves) == (1, 1, True, ())


def test_work_comes_after_what_it_depends_on_whatever_waves_it_came_with() -> None:
    found = assign_waves([objective("B", "b/", wave=7, after="A"), objective("A", "a/", wave=9)])
    assert waves(found) == {"B": 2, "A": 1}


def test_overlapping_work_moves_to_a_later_wave_and_the_move_says_where_they_meet() -> None:
    found = assign_waves(
        [objective("A", "src/**/models.py"), objective("B", "src/user/*"), objective("C", "docs/")],
        existing=["src/user/models.py"],
    )
    assert sorted(waves(found).values()) == [1, 1, 2]
    (move,) = found.moves
    assert (move.reason, move.witness, move.earliest, move.wave) == (
        MoveReason.SCOPE,
        "src/user/models.py",
        1,
        2,
    )
    assert {move.objective, move.meets} == {"A", "B"}


def test_what_more_hands_would_make_shorter_is_blamed_on_the_team() -> None:
    """Neither the chain, nor the conflict, nor four objectives at two hands alone ask for three waves."""
    work = [objective("A", "a"), objective("B", "x"), objective("C", "c"), objective("D", "x", after="A C")]
    found = assign_waves(work, Capacity(limit=2)).floor
    assert (found.waves, found.bound, found.share, found.at_once) == (3, Bound.CAPACITY, None, 2)
    dev, spare = {"dev": 2}, {"dev": 2, "spare": 2}
    able = dict.fromkeys("ABC", ("dev",))
    found = assign_waves(work, Capacity(None, dev, able)).floor
    assert (found.waves, found.bound, found.share, found.names) == (3, Bound.WORKER, "dev", ("A", "B", "C"))
    assert assign_waves(work, Capacity(None, spare, dict.fromkeys("ABC", ("dev", "spare")))).waves == 2
    stock, uses = {"db": 2}, dict.fromkeys("ABC", ("db",))
    found = assign_waves(work, Capacity(stock=stock, uses=uses)).floor
    assert (found.waves, found.bound, found.share, found.at_once) == (3, Bound.RESOURCE, "db", 2)


def test_an_authored_or_global_forbid_lets_them_share_a_wave() -> None:
    a, b = objective("A", "src/"), objective("B", "src/gen/")
    assert assign_waves([a, b]).waves == 2
    assert assign_waves([objective("A", "src/", forbid=("src/gen/",)), b]).waves == 1
    assert assign_waves([a, b], global_forbid=["src/gen/"]).waves == 1


def test_work_without_touch_patterns_runs_alone() -> None:
    anywhere = Objective(id="X", title="Anything", wave=1, scope=Scope())
    found = assign_waves([objective("A", "a"), anywhere, objective("B", "b"), objective("R")])
    assert [each for each, wave in waves(found).items() if wave == waves(found)["X"]] == ["X"]
    assert found.waves == 2


def test_a_review_that_writes_nothing_shares_any_wave() -> None:
    assert assign_waves([objective("A", "a"), objective("R"), objective("S")]).waves == 1


def test_the_team_bounds_how_many_run_at_once() -> None:
    work = [objective(f"N{n}", f"f{n}.py") for n in range(5)]
    found = assign_waves(work, capacity_of(team_of(worker("w", at_once=2)), work))
    assert (found.waves, found.floor.waves, found.optimal) == (3, 3, True)
    assert {move.reason for move in found.moves} == {MoveReason.CAPACITY}


def test_a_resource_keeps_work_in_different_waves_and_the_move_names_it() -> None:
    work = [objective("A", "a", uses="db"), objective("B", "b", uses="db"), objective("C", "c")]
    found = assign_waves(work, capacity_of(team_of(resources=(resource("db"),)), work))
    assert (found.waves, found.floor.bound, found.floor.share) == (2, Bound.RESOURCE, "db")
    assert found.moves == (Move("B", 1, 2, MoveReason.RESOURCE, resource="db"),)


def test_objectives_that_fix_interfaces_are_wave_0_and_all_others_come_after() -> None:
    first = replace(objective("I", "api.pyi", seconds=20), interfaces=True)
    found = assign_waves([objective("A", "a.py", after="I", seconds=60), first, objective("B", "b.py", seconds=50)])
    assert waves(found) == {"A": 1, "I": 0, "B": 1}
    assert (found.waves, found.floor.waves, found.optimal, found.seconds) == (2, 2, True, 80.0)


def test_short_work_is_put_beside_long_work() -> None:
    work = [
        objective("base", "base", seconds=10),
        objective("long", "long", after="base", seconds=100),
        objective("other", "other", seconds=90),
    ]
    found = assign_waves(work)
    assert waves(found) == {"base": 1, "long": 2, "other": 2}
    assert (found.seconds, found.moves) == (110, (Move("other", 1, 2, MoveReason.DURATION),))
    assert found.fastest


def test_a_cycle_is_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match="A -> B -> A"):
        assign_waves([objective("A", after="B"), objective("B", after="A")])


def test_no_objectives_need_no_waves() -> None:
    assert assign_waves([]).waves == 0


def test_a_thousand_objectives_in_a_chain_and_beside_it() -> None:
    work = [*chain_of(500), *(objective(f"M{n}", f"g{n}.py") for n in range(500))]
    found = assign_waves(work, Capacity(limit=4))
    assert (found.waves, found.optimal) == (500, True)


names = [f"N{n}" for n in range(8)]
patterns = st.sampled_from(["a/", "a/x.py", "a/*.py", "**/x.py", "b/", "b/**", "c.py", "*.py", "d/e/f", "d/**"])


@st.composite
def workloads(draw: st.DrawFn) -> list[Objective]:
    count = draw(st.integers(1, len(names)))
    return [
        objective(
            name,
            *draw(st.lists(patterns, max_size=2, unique=True)),
            after=" ".join(draw(st.lists(st.sampled_from(names[:index]), max_size=2, unique=True)) if index else []),
            seconds=draw(st.sampled_from([10.0, 50.0, 60.0])),
        )
        for index, name in enumerate(names[:count])
    ]


@unhurried
@given(workloads(), st.none() | st.integers(1, 3))
def test_the_result_is_valid_within_capacity_and_always_the_same(work: list[Objective], limit: int | None) -> None:
    found = assign_waves(work, Capacity(limit=limit))
    assert graph_problems(found.objectives) == ()
    assert wave_conflicts(plan_of(*found.objectives)) == ()
    used = sorted(set(waves(found).values()))
    assert used == list(range(1, found.waves + 1))
    assert limit is None or all(list(waves(found).values()).count(wave) <= limit for wave in used)
    assert found.floor.waves <= found.waves
    assert assign_waves(work, Capacity(limit=limit)) == found
