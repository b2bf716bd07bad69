"""Differences and explanations of plans as they stand on an 80-column screen."""

from __future__ import annotations

import pytest

from cortex_cli.cli.plan_differences import print_plan_diff
from cortex_cli.cli.plan_explanations import print_explanation
from cortex_cli.model.explanation import (
    ContractPart,
    EarlierWave,
    Explanation,
    Obstacle,
    OtherWorker,
    Passed,
    Related,
    ScopeReason,
    Taken,
    TouchReason,
    WorkerReason,
)
from cortex_cli.model.plan_diff import EntriesDiff, Entry, EntryChange, ListChange, PlanDiff, ValueChange
from cortex_cli.model.task_type import Complexity, TaskType
from tests.unit.cli.screens import ScreenFace

NOTHING = EntriesDiff()


def shown(face: ScreenFace) -> str:
    """What is on the screen, each line without what only lays it out."""
    assert max(map(len, face.out_text.splitlines()), default=0) <= 80
    return "\n".join(" ".join(line.split()) for line in face.out_text.splitlines())


def diff_screen(
    *values: ValueChange,
    lists: tuple[ListChange, ...] = (),
    objectives: EntriesDiff = NOTHING,
    contracts: EntriesDiff = NOTHING,
    same: bool = False,
) -> str:
    face = ScreenFace()
    print_plan_diff(face, PlanDiff("plan-a", None, same, values, lists, objectives, contracts))
    return shown(face)


def test_no_difference_is_one_line() -> None:
    assert diff_screen(same=True) == "plan-a -> a plan without an id\nno difference"


def test_what_came_went_and_changed_is_counted_and_listed() -> None:
    changed = EntryChange(
        "O2", "Two", "O1", (ValueChange("wave", 1, 2),), (ListChange("depends_on", ("O3",), ("O4",)),)
    )
    said = diff_screen(
        objectives=EntriesDiff((Entry("O5", "Five", 3),), (Entry("O6", "Six", 1),), (changed,)),
        contracts=EntriesDiff(removed=(Entry("C1", "O1 gives login in a.py to O2"),)),
    )
    assert said.splitlines()[1] == "1 objective added, 1 removed, 1 changed; 1 contract removed"
    assert "+ O5 wave 3: Five\n- O6 wave 1: Six\n~ O2 (was O1) Two\nwave 1 -> 2\ndepends_on + O3\n- O4" in said
    assert said.endswith("Contracts\n- C1 O1 gives login in a.py to O2")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (ValueChange("base_commit", "a" * 40, None), "base_commit aaaaaaaaaaaa -> none"),
        (ValueChange("scope.touch", None, "a.py"), "scope.touch everything not forbidden -> a.py"),
        (ValueChange("fold_case", False, True), "fold_case no -> yes"),
    ],
)
def test_values_are_said_in_words(change: ValueChange, line: str) -> None:
    assert line in diff_screen(change).splitlines()


def test_patterns_are_shown_whole_and_all_and_sentences_in_short() -> None:
    patterns = tuple(f"deep/{'directory/' * 9}{number}.py" for number in range(5))
    said = diff_screen(
        lists=(
            ListChange("scope.touch", patterns, ()),
            ListChange("notices", tuple(f"{number} " + "word " * 40 for number in range(5)), (), True),
        )
    )
    assert all(pattern in said.replace("\n", "") for pattern in patterns)
    assert "+ 2 more" in said.splitlines()
    assert "in another order" in said.splitlines()
    assert said.count("…") == 3


def test_sentences_that_begin_alike_are_cut_around_what_differs() -> None:
    same = "context.go belongs to O4, do not change it: " + "lists the models of the shop and " * 3
    said = diff_screen(lists=(ListChange("constraints", (f"{same}their colours",), (f"{same}their sizes too",)),))
    added, removed = (next(line for line in said.splitlines() if f"{sign} …" in line) for sign in "+-")
    assert added.endswith("their colours")
    assert removed.endswith("their sizes too")


def test_what_follows_from_the_rest_is_left_to_programs() -> None:
    said = diff_screen(
        ValueChange("schedule.waves_bound", 1, 2),
        ValueChange("analysis", "a1", "a2"),
        ValueChange("request", "A", "B"),
        lists=(ListChange("splits", ("x",), ()), ListChange("schedule.critical_path", ("O1",), ())),
    )
    assert "request A -> B" in said.splitlines()
    assert not any(key in said for key in ("schedule", "splits", "analysis"))
    assert diff_screen(ValueChange("analysis", "a1", "a2")).endswith(
        "only what follows from the rest differs: --json has it"
    )


def test_notices_that_are_told_apart_are_not_repeated() -> None:
    face = ScreenFace()
    lists = (ListChange("notices", ("A is left out", "B is new"), ()),)
    print_plan_diff(face, PlanDiff("a", "b", False, (), lists, NOTHING, NOTHING), told=("A is left out",))
    assert "notices + B is new" in shown(face)
    assert "left out" not in shown(face)


def explanation(**parts: object) -> Explanation:
    scope = ScopeReason("one file", 1, (TouchReason("a.py", 1, "a.py", ("named",)),), (), (), ())
    worker = WorkerReason("w", TaskType.BUG, True, (), ())
    whole = {
        "plan": "plan-a",
        "id": "O1",
        "title": "One",
        "wave": 2,
        "scope": scope,
        "depends_on": (),
        "earlier": (),
        "worker": worker,
        "contracts": (),
        "waiting": (),
        "waiting_in_all": 0,
        "resources": (),
        "complexity": Complexity.LOW,
        "estimate": 90.0,
    }
    return Explanation(**{**whole, **parts})  # type: ignore[arg-type]


def explained(**parts: object) -> str:
    face = ScreenFace()
    print_explanation(face, explanation(**parts))
    return shown(face)


def test_the_head_says_what_it_is() -> None:
    assert explained().startswith("O1: One\nplan-a, wave 2, w, about 1 min 30 s, low complexity\n")


@pytest.mark.parametrize(
    ("earlier", "why"),
    [
        (EarlierWave(0, Obstacle.INTERFACES), "not in wave 0: that is for interfaces alone"),
        (EarlierWave(1, Obstacle.DEPENDENCY, ("A", "B")), "not in wave 1: it waits for A, B"),
        (EarlierWave(1, Obstacle.SCOPE, ("A",), "a.py"), "not in wave 1: it meets A at a.py"),
        (EarlierWave(1, Obstacle.SCOPE, ("A",)), "not in wave 1: it meets A at a path that took too long to find"),
        (EarlierWave(1, Obstacle.ALONE, ("A",)), "not in wave 1: it or A may write everything and has to be alone"),
        (
            EarlierWave(1, Obstacle.RESOURCE, ("A",), None, "db", 1),
            "not in wave 1: db is for 1 objective at a time, and A has it",
        ),
        (
            EarlierWave(1, Obstacle.CAPACITY, ("A",), None, None, 1),
            "not in wave 1: the team takes 1 objective at a time, and does A there",
        ),
        (EarlierWave(1, Obstacle.CAPACITY, ("A",)), "not in wave 1: everybody who could do it is at work there, on A"),
        (
            EarlierWave(1, Obstacle.WORKER, ("A",), None, "w", 1),
            "not in wave 1: w takes 1 objective at a time, and does A there",
        ),
    ],
)
def test_every_obstacle_has_a_sentence(earlier: EarlierWave, why: str) -> None:
    said = explained(earlier=(earlier,)).replace("\n", " ")
    assert why in said
    assert "wave 2 is the earliest it can have" in said


def test_a_wave_that_nothing_asks_for_is_not_called_the_earliest() -> None:
    said = explained(earlier=(EarlierWave(1, Obstacle.NONE),))
    assert "nothing keeps it from running there" in said
    assert "earliest" not in said


@pytest.mark.parametrize("because", Passed)
def test_every_other_worker_has_a_reason(because: Passed) -> None:
    others = (OtherWorker("x", because, ("python",)),)
    assert "- x " in explained(worker=WorkerReason("w", None, True, ("shop",), others))
    assert "(python)" in explained(worker=WorkerReason(None, None, False, (), others))


def test_the_worker_is_said_with_what_speaks_for_it() -> None:
    assert "shop in its capabilities speaks for it" in explained(worker=WorkerReason("w", None, True, ("shop",), ()))
    assert "the plan names x, which the team does not have" in explained(worker=WorkerReason("x", None, False, (), ()))
    assert "Why nobody" in explained(worker=WorkerReason(None, None, False, (), ()))


def test_long_lists_are_cut_and_it_is_said_where_all_is() -> None:
    touch = tuple(TouchReason(f"{number}.py", 1, None, ()) for number in range(30))
    scope = ScopeReason(None, 30, touch, (Taken("b/", True, 0, "b/x"),), ("r",) * 25, ("c",))
    waiting = tuple(Related(f"W{number}", "waits", 3) for number in range(20))
    said = explained(scope=scope, waiting=waiting, waiting_in_all=40)
    for line in (
        "and 10 more: --json lists all",
        "- b/ (the plan's global_forbid): no file yet, such as b/x",
        "and 5 more: --json lists all",
        "Waiting for it: 40 objectives",
    ):
        assert line in said.splitlines()


def test_a_scope_of_everything_and_one_of_nothing_are_said() -> None:
    assert "everything that is not forbidden: 3 files" in explained(scope=ScopeReason(None, 3, None, (), (), ()))
    assert "writes nothing" in explained(scope=ScopeReason(None, 0, (), (), (), ()))


def test_both_sides_of_a_contract_are_said() -> None:
    sides = (
        ContractPart("C1", True, ("B", "C"), "a.py", "login", "login(name)"),
        ContractPart("C2", False, ("B",), "b.py", None, None),
    )
    said = explained(contracts=sides)
    assert "- C1: it gives login(name) in a.py to B, C" in said
    assert "- C2: it uses the file in b.py, which B gives" in said
