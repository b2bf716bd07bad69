from __future__ import annotations

from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.planning.checking.findings import located
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.reader import load_plan

TEXT = """\
schema: cortex/plan/v1
request: Do it
objectives:
  - id: A
    title: a
    wave: 1
    scope: {touch: [a]}
    depends_on: [X]

  - id: A
    title: b
    wave: 1
    scope: {touch: [b]}
"""


def test_findings_are_told_with_the_line_of_their_objective() -> None:
    read = load_plan(TEXT, "plan.yaml")
    found = located(check_plan(read.plan, found=read.problems), read.places)
    assert [(each.kind, each.where) for each in found.problems] == [
        ("duplicate_id", "plan.yaml:4"),
        ("missing_dependency", "plan.yaml:4"),
    ]


def test_a_conflict_is_told_with_the_line_of_its_first_objective() -> None:
    read = load_plan(TEXT.replace("id: A\n    title: b", "id: B\n    title: b").replace("[b]", "[a]"), "plan.yaml")
    (conflict,) = located(check_plan(read.plan, found=read.problems), read.places).conflicts
    assert (conflict.objectives, conflict.where) == (("A", "B"), "plan.yaml:4")


def test_a_place_that_is_known_stays_and_one_that_is_not_stays_open() -> None:
    known = Problem("x", "x", where="team.yaml:3", objective="A")
    nobody, other = Problem("y", "y"), Problem("z", "z", objective="Z")
    check = PlanCheck(False, (), (known, nobody), (other,))
    assert located(check, {"A": "plan.yaml:1"}) == check
