from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.plan import Objective
from cortex_cli.planning.checking.dependencies import graph_problems
from tests.unit.planning.builders import chain_of, objective


def kinds(*objectives: Objective) -> list[tuple[str, str | None]]:
    return [(problem.kind, problem.objective) for problem in graph_problems(objectives)]


def test_a_chain_is_fine() -> None:
    assert kinds(*chain_of(3)) == []


@pytest.mark.parametrize("identifier", ["", "1st", "-a", "a b", "a" * 41, "é", "a/b", "a\n"])
def test_ids_that_are_not_safe_everywhere_are_refused(identifier: str) -> None:
    assert kinds(objective(identifier)) == [("bad_id", identifier)]


def test_two_objectives_with_one_id() -> None:
    assert kinds(objective("A"), objective("A")) == [("duplicate_id", "A")]


def test_a_missing_dependency_gets_a_suggestion() -> None:
    (problem,) = graph_problems([objective("login"), objective("docs", wave=2, after="logn")])
    assert (problem.kind, problem.objective) == ("missing_dependency", "docs")
    assert problem.mend == "did you mean login?"


def test_self_and_duplicate_dependencies() -> None:
    assert kinds(objective("A"), objective("B", wave=2, after="B A A")) == [
        ("self_dependency", "B"),
        ("duplicate_dependency", "B"),
    ]


def test_a_cycle_is_named_and_what_waits_for_it_is_unreachable() -> None:
    found = graph_problems(
        [
            objective("A", wave=2, after="B"),
            objective("B", wave=1, after="A"),
            objective("C", wave=3, after="A"),
        ]
    )
    assert [problem.kind for problem in found] == ["cycle", "unreachable", "wave_order"]
    assert "A -> B -> A" in found[0].message
    assert (found[1].objective, found[2].objective) == ("C", "B")


def test_what_waits_for_something_missing_is_unreachable_however_far_behind() -> None:
    found = kinds(objective("A", after="gone"), objective("B", wave=2, after="A"), objective("C", wave=3, after="B"))
    assert found == [("missing_dependency", "A"), ("unreachable", "B"), ("unreachable", "C")]


@pytest.mark.parametrize("wave", [0, -3])
def test_waves_count_from_one(wave: int) -> None:
    assert kinds(objective("A", wave=wave)) == [("bad_wave", "A")]


def test_wave_zero_is_for_interfaces_and_interfaces_are_for_wave_zero() -> None:
    fixes = replace(objective("A", wave=0), interfaces=True)
    assert kinds(fixes, objective("B", wave=1, after="A")) == []
    assert kinds(replace(fixes, wave=1)) == [("interfaces_wave", "A")]
    assert kinds(replace(fixes, wave=-1)) == [("interfaces_wave", "A")]
    (problem,) = graph_problems([objective("A", wave=0)])
    assert problem.mend == "wave 0 is for objectives with `interfaces: true`"


def test_a_dependency_must_be_in_an_earlier_wave() -> None:
    same = graph_problems([objective("A", wave=2), objective("B", wave=2, after="A")])
    assert [problem.kind for problem in same] == ["wave_order"]
    assert same[0].mend == "put B into wave 3 or later"
    assert kinds(objective("A", wave=3), objective("B", wave=2, after="A")) == [("wave_order", "B")]


def test_what_fixes_interfaces_is_not_sent_to_a_later_wave() -> None:
    (problem,) = graph_problems([objective("A"), replace(objective("I", wave=0, after="A"), interfaces=True)])
    assert problem.message == "I only fixes interfaces, before all other work, yet depends on A in wave 1"
    assert problem.mend == "remove A from depends_on of I, or write `interfaces: false`"


def test_everything_is_told_at_once() -> None:
    found = kinds(
        objective("1", wave=0),
        objective("A", after="A X"),
        objective("B", wave=1, after="C"),
        objective("C", wave=2, after="B"),
    )
    assert [kind for kind, _ in found] == [
        "bad_id",
        "self_dependency",
        "missing_dependency",
        "cycle",
        "bad_wave",
        "wave_order",
    ]
