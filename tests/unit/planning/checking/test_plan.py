from __future__ import annotations

import math
from dataclasses import replace

import pytest

from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import Scope
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.seal import seal
from tests.unit.planning.builders import objective, plan_of

ANYWHERE = Objective(id="X", title="Anything", wave=1, scope=Scope())


def kinds(plan: Plan) -> list[str]:
    found = check_plan(plan)
    assert found.valid == (not found.problems and not found.conflicts)
    return [problem.kind for problem in found.problems]


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


@pytest.mark.parametrize("seconds", [-1.0, math.inf, math.nan, 1.0e308, 10 * 366 * 86400.0])
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
    plan = replace(plan_of(objective("A", "a.py")), contracts=(contract("C1", "A", "B", "B"), contract("C1", "A")))
    assert kinds(plan) == ["duplicate_contract", "contract_objective"]


def test_an_agreed_contract_is_about_a_file_that_its_provider_may_write() -> None:
    plan = replace(plan_of(objective("A", "Api.py")), contracts=(replace(contract("C1", "A"), path="api.py"),))
    (problem,) = check_plan(plan).problems
    assert (problem.kind, problem.objective) == ("contract_path", "A")
    assert problem.message == "A provides contract C1, but may not write api.py"
    assert kinds(replace(plan, fold_case=True)) == []
    assert kinds(replace(plan, contracts=(replace(plan.contracts[0], agreed=False),))) == []
    shut = replace(plan, fold_case=True, objectives=(objective("A", "Api.py", "b"),), global_forbid=("api.py",))
    assert kinds(shut) == ["contract_path"]


def test_objectives_name_contracts_of_the_plan() -> None:
    assert kinds(plan_of(replace(objective("A", "a"), contracts=("C9",)))) == ["unknown_contract"]


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


def test_a_certificate_that_does_not_follow_from_the_scopes_is_a_problem() -> None:
    sealed = seal(plan_of(objective("A", "a"), objective("B", "b")))
    (wave,) = sealed.certificate or ()
    assert check_plan(sealed).certificate == (wave,)
    tampered = replace(sealed, certificate=(replace(wave, claims=()),))
    (problem,) = check_plan(tampered).problems
    assert (problem.kind, "cortex plan --seal FILE" in (problem.mend or "")) == ("certificate_mismatch", True)
    assert kinds(replace(sealed, certificate=())) == ["certificate_mismatch"]
    assert kinds(replace(sealed, certificate=(replace(wave, wave=2), wave))) == ["certificate_mismatch"]


def test_a_certificate_is_held_against_the_scopes_where_there_is_no_digest() -> None:
    sealed = seal(plan_of(objective("A", "a"), objective("B", "b")))
    unbound = replace(sealed, id=None, digest=None)
    assert kinds(unbound) == []
    assert kinds(replace(unbound, objectives=(objective("A", "a"), objective("B", "c")))) == ["certificate_mismatch"]


def test_scopes_that_changed_are_told_by_the_digest_alone_though_the_certificate_is_old_too() -> None:
    sealed = seal(plan_of(objective("A", "a"), objective("B", "b")))
    assert kinds(replace(sealed, objectives=(objective("A", "a"), objective("B", "c")))) == ["digest_mismatch"]


def test_a_certificate_may_be_left_out() -> None:
    sealed = seal(plan_of(objective("A", "a"), objective("B", "b")))
    assert kinds(replace(sealed, certificate=None)) == []


def test_a_wave_with_a_conflict_has_no_certificate_and_the_others_keep_theirs() -> None:
    work = [objective("A", "a"), objective("B", "b"), objective("C", "c", wave=2), objective("D", "c/d", wave=2)]
    found = check_plan(plan_of(*work))
    assert ([each.wave for each in found.certificate], len(found.conflicts)) == ([1], 1)


def test_everything_is_told_at_once_and_errors_apart_from_warnings() -> None:
    plan = plan_of(
        objective("A", "a", after="B"),
        objective("B", "secret/key", after="A"),
        objective("C", "a", read=("b",), wave=0),
        objective("D", "d", "secret/pub", wave=2),
        objective("E", "src/*/", "b", wave=2),
        forbid=("secret/",),
    )
    found = check_plan(plan)
    assert [each.objectives for each in found.conflicts] == []
    assert [(each.kind, each.objective) for each in found.problems] == [
        ("cycle", "A"),
        ("wave_order", "A"),
        ("wave_order", "B"),
        ("bad_wave", "C"),
        ("forbidden_scope", "B"),
    ]
    assert [each.kind for each in found.warnings] == ["forbidden_pattern", "matches_nothing"]
