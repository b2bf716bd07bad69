"""The second checker asked about whole plans."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from cortex_cli.model.certificate import Because
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import Confirmation
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.checking.second_opinion import confirmed
from cortex_cli.planning.plan_files.seal import seal
from tests.unit.model.oracle import random_pattern
from tests.unit.planning.builders import objective, plan_of

SOUND = plan_of(
    objective("A", "src/a.py", "docs/**", forbid=("docs/api/",)),
    objective("B", "src/b.py", "docs/api/x.md"),
    objective("C", "src/[c-d].py"),
    objective("D", "src/a.py", wave=2),
    objective("E", "src/**/views.py", wave=3),
    objective("F", "src/**/models.py", wave=3),
)


def kinds(plan: Plan) -> list[str]:
    check = check_plan(plan)
    found = confirmed(plan, check)
    assert found.problems[: len(check.problems)] == check.problems
    assert found.valid == (not found.problems and not found.conflicts)
    return [problem.kind for problem in found.problems[len(check.problems) :]]


@pytest.mark.parametrize("plan", [SOUND, seal(SOUND)])
def test_a_sound_plan_is_confirmed_with_or_without_its_certificate(plan: Plan) -> None:
    found = confirmed(plan, check_plan(plan))
    assert (found.valid, found.independent) == (True, Confirmation(waves=2, pairs=4, confirmed=4))


def test_a_conflict_that_both_find_is_told_once() -> None:
    plan = plan_of(objective("A", "src/*"), objective("B", "src/a"), objective("C", "lib"))
    check = check_plan(plan)
    found = confirmed(plan, check)
    assert (found.problems, found.conflicts) == (check.problems, check.conflicts)
    assert found.independent == Confirmation(waves=1, pairs=3, confirmed=2)


def test_a_conflict_that_the_first_checker_leaves_out_is_found() -> None:
    plan = plan_of(objective("A", "src/*"), objective("B", "src/a"))
    check = replace(check_plan(plan), conflicts=(), valid=True)
    (problem,) = confirmed(plan, check).problems
    assert (problem.kind, problem.objective) == ("independent_overlap", "B")
    assert problem.message == "second checker, wave 1: A and B could both write src/a"


def test_a_witness_that_is_none_is_found() -> None:
    plan = plan_of(objective("A", "src/*"), objective("B", "src/a"))
    check = check_plan(plan)
    (conflict,) = check.conflicts
    check = replace(check, conflicts=(replace(conflict, witness="src/b"),))
    assert [problem.kind for problem in confirmed(plan, check).problems] == ["claim_wrong"]


def test_claims_that_were_changed_are_found() -> None:
    sealed = seal(SOUND)
    first, *rest = sealed.certificate or ()
    (forbid,) = (each for each in first.claims if each.because is Because.FORBID)
    others = tuple(each for each in first.claims if each is not forbid)
    wrong = replace(first, claims=(*others, replace(forbid, because=Because.EMPTY, forbid=())))
    assert kinds(replace(sealed, certificate=(wrong, *rest))) == ["claim_wrong"]
    missing = replace(first, by_names=first.pairs, claims=others)
    assert kinds(replace(sealed, certificate=(missing, *rest))) == ["claim_missing"]
    assert kinds(replace(sealed, certificate=(replace(first, pairs=9), *rest))) == ["claim_wrong"]


def test_what_it_cannot_confirm_is_a_problem_and_no_guess() -> None:
    plan = plan_of(objective("A", f"*a{'?' * 18}"), objective("B", f"*b{'?' * 18}"))
    assert check_plan(plan).valid
    assert kinds(plan) == ["independent_undecided"]


def test_objectives_of_one_name_are_a_problem_already() -> None:
    plan = plan_of(objective("A", "a"), objective("A", "b"))
    check = check_plan(plan)
    assert confirmed(plan, check) is check


@pytest.mark.parametrize(("seed", "fold_case"), [(31, False), (32, True)])
def test_the_certificates_of_random_plans_are_confirmed_whole(seed: int, fold_case: bool) -> None:
    random = Random(seed)
    claims = 0
    for _ in range(12):
        plan = replace(mended(random, random_plan(random)), fold_case=fold_case)
        check = check_plan(plan)
        found = confirmed(plan, check)
        assert found.problems == check.problems, plan
        assert found.independent is not None
        assert found.independent.confirmed + len(found.conflicts) == found.independent.pairs
        claims += sum(claim.because is not Because.NAMES for wave in check.certificate for claim in wave.claims)
    assert claims > 10


def random_plan(random: Random) -> Plan:
    work = []
    for number in range(random.randint(2, 7)):
        touch = [random_pattern(random) for _ in range(random.randint(0, 3))]
        work.append(
            objective(f"N{number}", *touch, forbid=tuple(random_pattern(random) for _ in range(random.randint(0, 1))))
        )
    return plan_of(*work)


def mended(random: Random, plan: Plan) -> Plan:
    """`plan` with what collides forbidden to one of the two, as far as a few rounds go."""
    for _ in range(5):
        work = {each.id: each for each in plan.objectives}
        for conflict in check_plan(plan).conflicts:
            one, other = (work[name] for name in conflict.objectives)
            work[one.id] = replace(one, scope=one.scope.with_forbid(other.scope.touch or ()))
        plan = replace(plan, objectives=tuple(work.values()))
    return plan
