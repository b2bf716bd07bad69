"""Patterns that match nothing, or only what is forbidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.checking.scopes import ScopeRules
from tests.unit.planning.builders import objective, plan_of


def problems(plan: Plan) -> list[tuple[str, str | None]]:
    return [(problem.kind, problem.objective) for problem in ScopeRules(plan).problems()]


def warnings(plan: Plan, *existing: str) -> list[tuple[str, str | None]]:
    return [(warning.kind, warning.objective) for warning in ScopeRules(plan).warnings(existing)]


@pytest.mark.parametrize(
    ("touch", "forbid"),
    [
        (("a/x", "a/y"), ("a/",)),
        (("a/", "\\[b\\].py"), ("a/", "\\[b\\].py")),
        (("src/*.py",), ("src/**",)),
        (("src/[ab].py",), ("src/a.py", "src/b.py")),
        (("src/**/x.py",), ("src",)),
    ],
)
def test_work_whose_files_are_all_forbidden_is_a_problem(touch: tuple[str, ...], forbid: tuple[str, ...]) -> None:
    assert problems(plan_of(objective("A", *touch), forbid=forbid)) == [("forbidden_scope", "A")]
    assert problems(plan_of(objective("A", *touch, forbid=forbid))) == [("forbidden_scope", "A")]
    assert not check_plan(plan_of(objective("A", *touch), forbid=forbid)).valid


@pytest.mark.parametrize(
    ("touch", "forbid"),
    [
        (("a/x", "b"), ("a/",)),
        (("a/",), ("a/*.py",)),
        (("src/*",), ("src/*.py", "src/?*.md")),
        (("src/[!x].py",), ("src/[a-z].py",)),
        (("A/x",), ("a/",)),
    ],
)
def test_one_path_that_is_left_is_enough(touch: tuple[str, ...], forbid: tuple[str, ...]) -> None:
    plan = plan_of(objective("A", *touch), forbid=forbid)
    assert problems(plan) == []
    assert ("nothing_left", "A") not in warnings(plan)


def test_case_is_folded_where_the_plan_says_so() -> None:
    plan = plan_of(objective("A", "A/x"), forbid=("a/",))
    assert problems(replace(plan, fold_case=True)) == [("forbidden_scope", "A")]


def test_an_objective_without_touch_to_which_everything_is_forbidden() -> None:
    everything = Objective("A", "Anything", 1, Scope(forbid=("**",)))
    assert problems(plan_of(everything)) == [("forbidden_scope", "A")]


def test_work_that_need_not_change_anything_may_have_nothing_left_but_is_warned() -> None:
    review = replace(objective("R", "a/x"), must_change=False)
    plan = plan_of(review, forbid=("a/",))
    assert (problems(plan), warnings(plan)) == ([], [("nothing_left", "R")])


def test_work_that_must_change_something_but_may_write_nothing_is_a_warning() -> None:
    review = objective("R")
    assert warnings(plan_of(review)) == [("nothing_left", "R")]
    assert warnings(plan_of(replace(review, must_change=False), forbid=("a/",))) == []


def test_a_single_pattern_within_what_is_forbidden_to_all_is_a_warning() -> None:
    plan = plan_of(objective("A", "a/x", "b", "a/[xy]*"), forbid=("a/",))
    found = list(ScopeRules(plan).warnings(()))
    assert [each.kind for each in found] == ["forbidden_pattern", "forbidden_pattern"]
    assert [each.message for each in found] == [
        "A: everything that a/x matches is in global_forbid",
        "A: everything that a/[xy]* matches is in global_forbid",
    ]
    assert warnings(plan_of(objective("A", "a/x", "b", forbid=("a/",)))) == []


def test_a_class_that_is_the_name_of_a_file_is_a_warning() -> None:
    plan = plan_of(objective("A", "app/[id]/page.tsx"))
    assert warnings(plan, "app/[id]/page.tsx") == [("class_pattern", "A")]
    (warning,) = ScopeRules(plan).warnings(["app/[id]/page.tsx"])
    assert warning.mend == "write app/\\[id\\]/page.tsx for that file"
    assert warnings(plan_of(objective("A", "app/\\[id\\]/page.tsx")), "app/[id]/page.tsx") == []


@pytest.mark.parametrize("pattern", ["src/*/", "[.]git/x", "a/[^\x01-\U0010ffff]"])
def test_a_pattern_that_no_path_can_match_is_a_warning(pattern: str) -> None:
    assert warnings(plan_of(objective("A", pattern, "src/a.py"))) == [("matches_nothing", "A")]


def test_a_thousand_hard_patterns_share_one_budget() -> None:
    hard = [f"{'[ab]/**/' * 9}x{n}[ab]" for n in range(1_000)]
    plan = plan_of(objective("A", *hard[:500]), objective("B", *hard[500:], wave=2), forbid=("**/[b]*", "a/**/?"))
    assert problems(plan) == []
    assert warnings(plan) == []
