from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.check import check_plan
from cortex_cli.planning.seal import seal
from tests.unit.planning.builders import objective, plan_of, team_of, worker

ANYWHERE = Objective(id="X", title="Anything", wave=1, scope=Scope())


def kinds(plan: Plan, team: Team | None = None) -> list[str]:
    found = check_plan(plan, team=team)
    assert found.valid == (not found.problems and not found.conflicts)
    return [problem.kind for problem in found.problems]


def warnings(plan: Plan, team: Team | None = None, existing: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    found = check_plan(plan, team=team, existing=existing)
    assert found.valid
    return [(warning.kind, warning.objective) for warning in found.warnings]


def test_a_plan_of_disjoint_work_is_valid() -> None:
    found = check_plan(plan_of(objective("A", "src/a/**"), objective("B", "src/b/**", after="")))
    assert (found.valid, found.conflicts, found.problems, found.warnings) == (True, (), (), ())


def test_a_conflict_names_wave_objectives_and_a_path_that_exists() -> None:
    plan = plan_of(
        objective("A", "other.py"),
        objective("B", "src/**/models.py", wave=2),
        objective("C", "src/user/*", wave=2),
    )
    found = check_plan(plan, existing=["src/user/models.py", "src/user/views.py"])
    assert found.conflicts == (Conflict(2, ("B", "C"), "src/user/models.py"),)
    assert not found.valid


def test_what_may_meet_in_different_waves_is_no_conflict() -> None:
    assert check_plan(plan_of(objective("A", "src/"), objective("B", "src/", wave=2))).valid


def test_authored_and_global_forbid_are_taken_from_what_may_be_written() -> None:
    b = objective("B", "src/user/*")
    assert check_plan(plan_of(objective("A", "src/**", forbid=("src/user/",)), b)).valid
    assert check_plan(plan_of(objective("A", "src/*/a.py"), b, forbid=("src/user/a.py",))).valid
    assert not check_plan(plan_of(objective("A", "src/**"), b, forbid=("docs/",))).valid


def test_case_is_folded_where_the_plan_says_so() -> None:
    plan = plan_of(objective("A", "README.md"), objective("B", "readme.md"))
    assert check_plan(plan).valid
    assert not check_plan(replace(plan, fold_case=True)).valid


def test_an_objective_that_may_write_everything_must_be_alone() -> None:
    assert check_plan(plan_of(ANYWHERE)).valid
    assert kinds(plan_of(ANYWHERE, objective("R"))) == ["not_alone"]


def test_an_empty_plan() -> None:
    assert kinds(plan_of()) == ["empty_plan"]


@pytest.mark.parametrize("seconds", [-1.0, math.inf, math.nan])
def test_times_must_be_seconds(seconds: float) -> None:
    bad = replace(objective("A", "a"), timeout=seconds, estimate=seconds)
    assert kinds(plan_of(bad)) == ["bad_timeout", "bad_estimate"]


def test_problems_of_the_graph_are_told_with_the_others() -> None:
    assert kinds(plan_of(objective("A", "a", after="A"), ANYWHERE)) == ["self_dependency", "not_alone"]


def test_what_reading_the_file_showed_comes_first_and_makes_a_plan_invalid() -> None:
    found = check_plan(plan_of(objective("A", "a")), found=[Problem("stale_waves", "old")])
    assert (found.valid, [problem.kind for problem in found.problems]) == (False, ["stale_waves"])


def contract(identifier: str, provider: str, *consumers: str) -> Contract:
    return Contract(identifier, ContractKind.SYMBOL, provider, consumers, "a.py", "f")


def test_contracts_name_objectives_of_the_plan() -> None:
    plan = replace(plan_of(objective("A", "a")), contracts=(contract("C1", "A", "B", "B"), contract("C1", "A")))
    assert kinds(plan) == ["duplicate_contract", "contract_objective"]


def test_objectives_name_contracts_of_the_plan() -> None:
    assert kinds(plan_of(replace(objective("A", "a"), contracts=("C9",)))) == ["unknown_contract"]


def test_workers_must_be_in_the_team_and_enabled() -> None:
    team = team_of(worker("ruff"), worker("mypy", enabled=False))
    plan = plan_of(objective("A", "a", worker="rufff"), objective("B", "b", worker="mypy"))
    assert kinds(plan, team) == ["unknown_worker", "disabled_worker"]
    assert check_plan(plan, team=team).problems[0].mend == "did you mean ruff?"
    assert check_plan(plan).valid


def test_work_that_nobody_in_the_team_does_is_told_but_the_plan_stands() -> None:
    plan = plan_of(objective("A", "a", kind=TaskType.BUG))
    assert warnings(plan, team_of(worker("writer", "docs"))) == [("no_able_worker", "A")]
    assert kinds(plan, team_of(worker("writer", "docs"))) == []
    assert warnings(plan, team_of(worker("writer", "docs"), worker("dev"))) == []
    assert warnings(plan, team_of()) == []


def test_a_worker_that_a_person_chose_for_other_work_is_only_a_warning() -> None:
    plan = plan_of(objective("A", "a", kind=TaskType.BUG, worker="writer"))
    assert warnings(plan, team_of(worker("writer", "docs"))) == [("capability", "A")]


def test_a_changed_plan_no_longer_has_its_digest() -> None:
    sealed = seal(plan_of(objective("A", "a")))
    assert check_plan(sealed).valid
    assert kinds(replace(sealed, request="Do more")) == ["digest_mismatch"]
    assert kinds(replace(sealed, id="plan-0000000000")) == ["id_mismatch"]


def test_a_conflict_and_a_wrong_digest_are_told_apart() -> None:
    sealed = seal(plan_of(objective("A", "a"), objective("B", "b")))
    found = check_plan(replace(sealed, objectives=(objective("A", "a"), objective("B", "a"))))
    assert [problem.kind for problem in found.problems] == ["digest_mismatch"]
    assert found.conflicts == (Conflict(1, ("A", "B"), "a"),)


def test_reading_what_another_objective_writes_at_the_same_time_is_a_warning() -> None:
    plan = plan_of(
        objective("A", "src/a.py", read=("src/b.py", "src/c.py")),
        objective("B", "src/b.py", read=("src/a.py",)),
        objective("C", "src/c.py", wave=2, read=("src/a.py",)),
    )
    assert warnings(plan) == [("reads_while_written", "A"), ("reads_while_written", "B")]


def test_reading_what_oneself_writes_is_fine() -> None:
    assert warnings(plan_of(objective("A", "src/", read=("src/a.py",)), objective("B", "b"))) == []


def test_a_class_that_is_the_name_of_a_file_is_a_warning() -> None:
    plan = plan_of(objective("A", "app/[id]/page.tsx"))
    existing = ("app/[id]/page.tsx",)
    assert warnings(plan, existing=existing) == [("class_pattern", "A")]
    assert check_plan(plan, existing=existing).warnings[0].mend == "write app/\\[id\\]/page.tsx for that file"
    assert warnings(plan_of(objective("A", "app/\\[id\\]/page.tsx")), existing=existing) == []


def test_work_whose_files_are_all_forbidden_is_a_warning() -> None:
    assert warnings(plan_of(objective("A", "a/x", "a/y"), forbid=("a/",))) == [("nothing_left", "A")]
    assert warnings(plan_of(objective("A", "a/", "\\[b\\].py"), forbid=("a/", "\\[b\\].py"))) == [("nothing_left", "A")]
    assert warnings(plan_of(objective("A", "a/x", "b"), forbid=("a/",))) == []
    assert warnings(plan_of(objective("A", "a/"), forbid=("a/*.py",))) == []


def test_work_that_must_change_something_but_may_write_nothing_is_a_warning() -> None:
    review = objective("R")
    assert warnings(plan_of(review)) == [("nothing_left", "R")]
    assert warnings(plan_of(replace(review, must_change=False), forbid=("a/",))) == []
