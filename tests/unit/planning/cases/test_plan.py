"""Declared objectives become a plan as a plan file would, or the reasons why they cannot."""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.planning_case import CaseOptions, CaseOutcome
from cortex_cli.model.team import Resource, Team
from cortex_cli.planning.cases.plan import declared_outcome
from tests.unit.planning.builders import objective, plan_of, team_of, worker
from tests.unit.planning.case_builders import case_of

COMMIT = "c" * 40


def planned(*objectives: Objective, team: Team | None = None, arranged: bool = True, fold: bool = False) -> CaseOutcome:
    case = case_of("src/a.py", team=team, options=CaseOptions(fold_case=fold))
    return declared_outcome(replace(case, arranged=arranged), plan_of(*objectives), COMMIT)


def made(outcome: CaseOutcome) -> Plan:
    assert outcome.plan is not None
    return outcome.plan


def test_waves_are_found_workers_given_and_the_plan_sealed_for_its_commit() -> None:
    team = team_of(worker("dev", at_once=2), forbid=("LICENSE",))
    outcome = planned(objective("b", "b", after="a"), objective("a", "a"), objective("c", "a"), team=team)
    plan = made(outcome)
    assert [(each.id, each.wave, each.worker) for each in plan.objectives] == [
        ("b", 2, "dev"),
        ("a", 1, "dev"),
        ("c", 2, "dev"),
    ]
    assert (plan.base_commit, plan.global_forbid, plan.digest) == (COMMIT, ("LICENSE",), plan.content_digest())
    assert plan.schedule is not None
    assert outcome.check is not None
    assert outcome.check.valid


def test_what_the_team_forbids_and_whether_case_counts_decide_about_waves() -> None:
    both = (objective("a", "x", "src/A.py"), objective("b", "y", "src/a.py"))
    assert len(made(planned(*both)).waves) == 1
    assert len(made(planned(*both, fold=True)).waves) == 2
    assert len(made(planned(*both, team=team_of(forbid=("src/",)), fold=True)).waves) == 1


def test_paths_ask_for_resources() -> None:
    team = replace(team_of(worker("dev", at_once=4)), resources=(Resource(id="db", paths=("**/*.sql",)),))
    plan = made(planned(objective("a", "a.sql"), objective("b", "b.sql"), team=team))
    assert [each.resources for each in plan.objectives] == [("db",), ("db",)]
    assert len(plan.waves) == 2


def test_waves_that_the_case_says_are_kept_and_judged() -> None:
    outcome = planned(objective("a", "src/*.py", wave=3), objective("b", "src/a.py", wave=3), arranged=False)
    assert {each.wave for each in made(outcome).objectives} == {3}
    assert outcome.check is not None
    assert [each.witness for each in outcome.check.conflicts] == ["src/a.py"]


def test_dependencies_that_allow_no_waves_are_the_outcome() -> None:
    """The waves that nobody said are no problem of their own."""
    outcome = planned(objective("a", "a", after="b"), objective("b", "b", after="a a"), objective("c", "c", after="b"))
    assert outcome.check is not None
    assert not outcome.check.valid
    kinds = {problem.kind for problem in outcome.check.problems}
    assert kinds == {"cycle", "duplicate_dependency", "unreachable"}
