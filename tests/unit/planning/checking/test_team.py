"""What a team has to have for a plan."""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Plan
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Resource, Team
from cortex_cli.planning.checking.plan import check_plan
from tests.unit.planning.builders import objective, plan_of, team_of, worker


def kinds(plan: Plan, team: Team) -> list[str]:
    return [problem.kind for problem in check_plan(plan, team=team).problems]


def warnings(plan: Plan, team: Team) -> list[tuple[str, str | None]]:
    found = check_plan(plan, team=team)
    assert found.valid
    return [(warning.kind, warning.objective) for warning in found.warnings]


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


def test_a_wave_wider_than_the_team_is_told_but_the_plan_stands() -> None:
    plan = plan_of(*(objective(f"N{n}", f"f{n}") for n in range(3)), objective("last", "z", wave=2, after="N1"))
    assert warnings(plan, team_of(worker("dev", at_once=2))) == [("too_wide", None)]
    assert warnings(plan, team_of(worker("dev", at_once=3), parallel=2)) == [("too_wide", None)]
    assert warnings(plan, team_of(worker("dev", at_once=3))) == []
    assert warnings(plan, team_of()) == []


def test_resources_must_be_in_the_team() -> None:
    team = replace(team_of(worker("dev")), resources=(Resource(id="database"),))
    plan = plan_of(
        replace(objective("A", "a"), resources=("databse",)), replace(objective("B", "b"), resources=("gpu", "gpu"))
    )
    found = check_plan(plan, team=team).problems
    assert [(each.kind, each.objective) for each in found] == [("unknown_resource", "A"), ("unknown_resource", "B")]
    assert [each.mend for each in found] == ["did you mean database?", "the team has database"]
    assert check_plan(plan).valid


def test_a_wave_may_not_use_more_of_a_resource_than_there_is() -> None:
    team = replace(team_of(worker("dev")), resources=(Resource(id="database", capacity=2), Resource(id="gpu")))
    work = [replace(objective(f"N{n}", f"{n}"), resources=("database",)) for n in range(3)]
    assert kinds(plan_of(*work[:2]), team) == []
    (problem,) = check_plan(plan_of(*work), team=team).problems
    assert (problem.kind, problem.objective) == ("over_capacity", "N2")
    assert problem.message == "wave 1: 3 objectives use database, N2 among them, and its capacity is 2"
    assert kinds(plan_of(*work[:2], replace(work[2], wave=2)), team) == []
