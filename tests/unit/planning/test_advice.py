from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.analysis import Approach, CoordinationAction, CoordinationKind, CoordinationPoint, Strategy
from cortex_cli.model.schedule import PER_WAVE
from cortex_cli.model.task_type import Complexity, TaskType
from cortex_cli.planning.advice import Place, advise, places_of
from cortex_cli.planning.contracts import Territory
from cortex_cli.planning.estimates import complexity, estimate, sweep_estimate
from cortex_cli.planning.waves.moves import Move, MoveReason
from tests.unit.planning.builders import objective

PARALLEL = Strategy(Approach.PARALLEL, 2, (), "apart")
SOLO = Strategy(Approach.SOLO, 1, (), "4 of 5 groups meet in cli/main.py")


def point(path: str, action: CoordinationAction, *files: str) -> CoordinationPoint:
    return CoordinationPoint(CoordinationKind.REGISTRY, path, None, files, "shared", action)


def test_several_workers_are_recommended_where_they_save_time() -> None:
    found = advise([objective("A", "a", seconds=270.0), objective("B", "b", seconds=300.0)], PARALLEL)
    assert (found.recommend, found.serial_seconds, found.parallel_seconds) == ("parallel", 600.0, 330.0)
    assert found.reason == "2 objectives in 1 wave are 1.8 times as fast as one worker"


def test_the_longest_objective_of_each_wave_and_the_waves_themselves_take_time() -> None:
    work = [
        objective("A", "a", seconds=50.0),
        objective("B", "b", wave=2, seconds=10.0),
        objective("C", "c", wave=2),
    ]
    assert advise(work, PARALLEL).parallel_seconds == 60.0 + 2 * PER_WAVE


def test_a_chain_in_the_way_is_named() -> None:
    work = [
        objective("A", "a", seconds=200.0),
        objective("B", "b", wave=2, after="A", seconds=200.0),
        objective("C", "c", seconds=10.0),
    ]
    found = advise(work, PARALLEL)
    assert (found.recommend, "A -> B" in found.reason) == ("solo", True)


def test_a_chain_of_everything_is_told_as_such() -> None:
    work = [objective("A", "a", seconds=200.0), objective("B", "b", wave=2, after="A", seconds=200.0)]
    assert advise(work, PARALLEL).reason == "each objective waits for the one before it, A -> B: use one worker"


def test_a_file_in_which_most_of_the_work_meets_is_named_with_how_many() -> None:
    work = [objective(f"O{n}", "cli/main.py", wave=n, seconds=200.0) for n in range(1, 5)]
    work.append(objective("O5", "docs", seconds=20.0))
    places = (Place("docs", frozenset({"O5"})), Place("cli/main.py", frozenset({"O1", "O2", "O3", "O4"})))
    found = advise(work, PARALLEL, places)
    assert (found.recommend, found.reason) == (
        "solo",
        "4 of 5 objectives meet in `cli/main.py`: use one worker",
    )


def test_a_file_in_which_less_than_half_meets_is_no_reason() -> None:
    work = [
        objective("O1", "a", seconds=300.0),
        objective("O2", "b", wave=2, after="O1", seconds=300.0),
        *(objective(f"O{n}", f"f{n}", seconds=5.0) for n in range(3, 6)),
    ]
    found = advise(work, PARALLEL, (Place("a", frozenset({"O1", "O2"})),))
    assert found.reason == "the chain O1 -> O2 takes most of the time"


def test_work_that_no_analysis_looked_at_is_advised_on_as_well() -> None:
    work = [objective("A", "a", seconds=270.0), objective("B", "b", seconds=300.0)]
    assert advise(work, None).recommend == "parallel"


def test_the_places_are_files_that_put_work_in_an_order_and_witnesses_of_conflicts() -> None:
    work = (objective("A", "a.py", "main.py"), objective("B", "b.py"), objective("C", "b.py"))
    territory = Territory(work, {"a.py": "A", "main.py": "A", "b.py": "B"})
    points = (
        point("main.py", CoordinationAction.INTEGRATE_LAST, "b.py"),
        point("a.py", CoordinationAction.OWN, "b.py"),
        point("gone.py", CoordinationAction.CONTRACT_FIRST, "b.py"),
    )
    moves = (Move("C", 1, 2, MoveReason.SCOPE, "B", "b.py"), Move("B", 1, 2, MoveReason.CAPACITY))
    assert places_of(points, territory, moves) == (
        Place("main.py", frozenset({"A", "B"})),
        Place("b.py", frozenset({"B", "C"})),
    )


def test_little_work_is_not_worth_the_waves() -> None:
    work = [objective("A", "a", seconds=5.0), objective("B", "b", wave=2, seconds=5.0)]
    assert (
        advise(work, PARALLEL).reason
        == "integration and gates after each of 2 waves cost more time than working side by side saves"
    )


def test_a_short_chain_is_not_blamed_for_what_long_work_beside_it_takes() -> None:
    work = [
        objective("A", "a", seconds=10.0),
        objective("B", "b", wave=2, after="A", seconds=10.0),
        objective("C", "c", seconds=300.0),
        objective("D", "c", wave=2, seconds=300.0),
        objective("E", "e", seconds=50.0),
    ]
    found = advise(work, PARALLEL)
    assert (found.serial_seconds, found.parallel_seconds) == (700.0, 660.0)
    assert found.reason == "several workers would save only 40 s, less than a sixth: one is simpler"


def test_fixing_interfaces_is_no_work_of_one_worker() -> None:
    parts = [objective("A", "a", seconds=270.0), objective("B", "b", seconds=300.0)]
    fixing = replace(objective("F", "f", wave=0, seconds=100.0), interfaces=True)
    found = advise([fixing, *parts], PARALLEL)
    assert (found.serial_seconds, found.parallel_seconds) == (600.0, 460.0)
    assert advise([fixing], PARALLEL).serial_seconds == 130.0


def test_a_saving_that_is_too_small_is_told_as_one() -> None:
    work = [objective("A", "a", seconds=18.0), objective("B", "b", seconds=9.0)]
    found = advise(work, PARALLEL)
    assert (found.serial_seconds, found.parallel_seconds) == (57.0, 48.0)
    assert found.reason == "several workers would save only 9.0 s, less than a sixth: one is simpler"


def test_the_strategy_of_the_analysis_decides_for_one_worker() -> None:
    found = advise([objective("A", "a", seconds=900.0), objective("B", "b", seconds=900.0)], SOLO)
    assert (found.recommend, found.reason) == ("solo", SOLO.reason)


def test_estimates_grow_with_files_places_and_sizes() -> None:
    base = estimate(TaskType.FEATURE, 1, 0)
    assert estimate(TaskType.FEATURE, 2, 0) > base
    assert estimate(TaskType.FEATURE, 1, 1) > base
    assert estimate(TaskType.FEATURE, 1, 9) == estimate(TaskType.FEATURE, 1, 3)
    assert estimate(TaskType.FEATURE, 1, 0, 50_000) == base + 100
    assert sweep_estimate(1000) > sweep_estimate(10)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((0, 0), Complexity.LOW),
        ((2, 0), Complexity.LOW),
        ((2, 1), Complexity.MEDIUM),
        ((5, 30), Complexity.MEDIUM),
        ((9, 0), Complexity.HIGH),
    ],
)
def test_complexity_by_the_number_of_places(places: tuple[int, int], expected: Complexity) -> None:
    assert complexity(*places) is expected
