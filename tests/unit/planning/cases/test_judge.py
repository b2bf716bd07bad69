"""Each expectation is met by what it describes, and missed by anything else, with words that show both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.expectations import (
    Expectations,
    ExpectedConflict,
    ExpectedContract,
    ExpectedError,
    ExpectedScope,
    ExpectedSplit,
)
from cortex_cli.model.plan import Advice, Contract, ContractKind, Plan, Uncovered
from cortex_cli.model.planning_case import CaseOutcome
from cortex_cli.model.schedule import Bound, Schedule, Split, SplitAction
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.cases.judge import missed
from tests.unit.planning.builders import objective, plan_of
from tests.unit.planning.case_builders import keys, missing, outcome_of

API = objective("api", "api/", kind=TaskType.FEATURE, worker="dev", read=("db/schema.sql",))
DOCS = objective("docs", "docs/*.md", kind=TaskType.DOCS)
LAST = objective("last", "api/app.py", wave=2, after="api docs")
PLAN = plan_of(API, DOCS, LAST)


def test_waves_are_compared_as_sets_in_their_order() -> None:
    assert missing(PLAN, waves=(("docs", "api"), ("last",))) == []
    assert keys(missing(PLAN, waves=(("last",), ("docs", "api")))) == ["waves"]
    (found,) = missing(PLAN, waves=(("docs",), ("last",)))
    assert (found.expected, found.came) == ("[docs] [last]", "[api api/ | docs docs/*.md] [last api/app.py]")
    assert found.loc == ("expect", "waves")


def test_who_shares_a_wave_need_not_be_the_whole_of_it() -> None:
    assert missing(PLAN, together=(("docs", "api"), ("last",))) == []
    assert keys(missing(PLAN, together=(("docs", "last"),))) == ["together"]


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [("wave_count", 2, 3), ("most_waves", 2, 1), ("objective_count", 3, 2), ("most_waves", 9, 0)],
)
def test_counts(key: str, right: int, wrong: int) -> None:
    assert missing(PLAN, **{key: right}) == []
    assert keys(missing(PLAN, **{key: wrong})) == [key]


def test_dependencies_are_complete() -> None:
    assert missing(PLAN, depends_on={"last": ("api", "docs"), "api": ()}) == []
    assert [each.came for each in missing(PLAN, depends_on={"last": ("api",)})] == ["last: api, docs"]
    assert keys(missing(PLAN, depends_on={"docs": ("api",)})) == ["depends_on"]


def test_objectives_are_found_by_path_and_by_title() -> None:
    assert missing(PLAN, depends_on={"docs/new.md": ()}, workers={"Do docs": None}) == []
    (found,) = missing(PLAN, workers={"web/": "dev"})
    assert "neither an id, a path that an objective may write, nor in a title" in found.came
    assert "api could be" not in found.came
    (ambiguous,) = missing(PLAN, workers={"api/app.py": "dev"})
    assert "could be api or last" in ambiguous.came


def test_scopes_include_exclude_and_read() -> None:
    good = ExpectedScope(include=("api/x/y.py",), exclude=("docs/a.md",), read=("db/schema.sql",))
    assert missing(PLAN, scopes={"api": good}) == []
    bad = ExpectedScope(include=("docs/a.md",), exclude=("api/x",), read=("docs/a.md",))
    assert [each.expected for each in missing(PLAN, scopes={"api": bad})] == [
        "api: may write docs/a.md",
        "api: may not write api/x",
        "api: should read docs/a.md",
    ]


def test_what_the_plan_forbids_to_all_is_in_no_scope() -> None:
    forbidden = plan_of(API, forbid=("api/secret",))
    assert keys(missing(forbidden, scopes={"api": ExpectedScope(include=("api/secret",))})) == ["scopes"]
    assert missing(forbidden, untouched=("api/secret", "web")) == []
    assert keys(missing(PLAN, untouched=("api/secret",))) == ["untouched"]


def test_workers_and_kinds_of_work() -> None:
    assert missing(PLAN, workers={"api": "dev", "docs": None}, task_types={"docs": TaskType.DOCS}) == []
    assert keys(missing(PLAN, workers={"api": None}, task_types={"docs": TaskType.BUG})) == ["workers", "task_types"]


def test_contracts_name_who_gives_what_to_whom() -> None:
    contract = Contract("C1", ContractKind.SYMBOL, "api", ("docs",), "api/app.py", "run", "def run(now: int)")
    plan = Plan("Do it", (API, DOCS), contracts=(contract,))
    assert missing(plan, contracts=(ExpectedContract("api", ("docs",), "api/app.py", "run", "now: int"),)) == []
    assert missing(plan, contracts=(ExpectedContract("api"),)) == []
    for wrong in (
        ExpectedContract("docs"),
        ExpectedContract("api", ("api",)),
        ExpectedContract("api", path="x"),
        ExpectedContract("api", symbol="walk"),
        ExpectedContract("api", signature="then"),
        ExpectedContract("web"),
    ):
        assert keys(missing(plan, contracts=(wrong,))) == ["contracts"], wrong
    assert missing(PLAN, contracts=()) == []
    assert keys(missing(plan, contracts=())) == ["contracts"]


def test_resources_are_complete() -> None:
    plan = plan_of(replace(API, resources=("database", "license")), DOCS)
    assert missing(plan, resources={"api": ("license", "database"), "docs": ()}) == []
    assert keys(missing(plan, resources={"api": ("database",)})) == ["resources"]


def test_splits_name_a_file_and_its_owner() -> None:
    split = Split("api/app.py", "last", SplitAction.INTEGRATE_LAST, ("api",), 2, 2, 9.0, 6.0)
    plan = replace(PLAN, splits=(split,))
    assert missing(plan, splits=(ExpectedSplit("api/app.py", "last"),)) == []
    assert missing(plan, splits=(ExpectedSplit("api/app.py", "last", SplitAction.INTEGRATE_LAST),)) == []
    for wrong in (
        ExpectedSplit("api/app.py", "api"),
        ExpectedSplit("api/other.py", "last"),
        ExpectedSplit("api/app.py", "last", SplitAction.CONTRACT_FIRST),
        ExpectedSplit("api/app.py", "nobody"),
    ):
        assert keys(missing(plan, splits=(wrong,))) == ["splits"], wrong
    assert missing(PLAN, splits=()) == []
    assert keys(missing(plan, splits=())) == ["splits"]


def test_the_bound_is_that_of_the_schedule() -> None:
    schedule = Schedule(2, 2, Bound.CAPACITY, True, True, 9.0, (), 0.0, (2, 1))
    assert missing(replace(PLAN, schedule=schedule), bound=Bound.CAPACITY) == []
    assert keys(missing(replace(PLAN, schedule=schedule), bound=Bound.CONFLICTS)) == ["bound"]
    assert keys(missing(PLAN, bound=Bound.CAPACITY)) == ["bound"]


def test_problems_and_conflicts_are_exactly_the_expected_ones() -> None:
    broken = plan_of(API, objective("web", "api/app.py"), objective("x", "x", after="y"))
    met = ExpectedConflict(("web", "api"), "api/app.py")
    assert missing(broken, problems=("missing_dependency",), conflicts=(met,)) == []
    assert keys(missing(broken)) == ["problems", "conflicts"]
    assert keys(missing(broken, problems=("missing_dependency", "cycle"), conflicts=(met,))) == ["problems"]
    other = ExpectedConflict(("web", "api"), "api/other.py")
    assert keys(missing(broken, problems=("missing_dependency",), conflicts=(other,))) == ["conflicts"]
    assert keys(missing(PLAN, conflicts=(ExpectedConflict(("api", "docs")),))) == ["conflicts"]
    assert keys(missing(PLAN, conflicts=(ExpectedConflict(("api", "web")),))) == ["conflicts"]


def test_warnings_are_among_those_that_came() -> None:
    reader = objective("reader", "web/", read=("api/app.py",))
    assert missing(plan_of(API, reader), "api/app.py", warnings=("reads_while_written",)) == []
    assert keys(missing(PLAN, warnings=("class_pattern",))) == ["warnings"]


def test_words_of_the_plan() -> None:
    plan = Plan(
        "Do it",
        (API,),
        task_type=TaskType.BUG,
        advice=Advice("solo", 60.0, 60.0, "all of the work is one objective"),
        uncovered=(Uncovered("x", "forbidden"),),
        notices=("3 waves: no fewer",),
    )
    assert (
        missing(
            plan,
            task_type=TaskType.BUG,
            recommend="solo",
            advice=("one objective",),
            notices=("no fewer",),
            uncovered=("x",),
        )
        == []
    )
    wrong = missing(
        plan,
        task_type=TaskType.TEST,
        recommend="parallel",
        advice=("faster",),
        notices=("many",),
        questions=("?",),
        uncovered=("y",),
    )
    assert keys(wrong) == ["uncovered", "task_type", "recommend", "advice", "notices", "questions"]
    assert keys(missing(PLAN, recommend="solo")) == ["recommend"]


def test_an_error_is_met_by_its_family_and_parts_of_its_words() -> None:
    error = ConfigurationError("dependencies form a cycle: a -> b", mend="remove one")
    assert missing(error, error=ExpectedError("ConfigurationError", "a cycle", "remove")) == []
    assert missing(error, error=ExpectedError("UsageError")) == []
    assert [each.loc[-1] for each in missing(error, error=ExpectedError("RefusedError", "x", "y"))] == [
        "kind",
        "message",
        "mend",
    ]


def test_an_error_that_nobody_expected_and_one_that_did_not_come() -> None:
    (found,) = missing(ConfigurationError("no"), wave_count=3)
    assert (found.rule, found.expected, found.came) == ("error", "a plan", "ConfigurationError: no")
    outcome = outcome_of(PLAN)
    (other,) = missed(Expectations(error=ExpectedError("UsageError", "no words")), outcome)
    assert (other.expected, other.came) == ("UsageError no words", "a plan")
    assert list(missed(Expectations(), CaseOutcome(outcome.plan, outcome.check))) == []
