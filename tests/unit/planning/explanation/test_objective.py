from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.errors import UsageError
from cortex_cli.model.explanation import EarlierWave, Obstacle, OtherWorker, Passed, Related, Taken, TouchReason
from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Resource, Team
from cortex_cli.planning.explanation.objective import explain
from tests.unit.planning.builders import objective, plan_of, team_of, worker

FILES = ("shop/a.py", "shop/b.py", "shop/keys.py", "docs/guide.md")
ANYBODY = team_of(worker("w", at_once=9), parallel=9)


def earlier(plan: Plan, name: str, team: Team = ANYBODY) -> tuple[EarlierWave, ...]:
    return explain(plan, name, team, FILES).earlier


def with_resources(each: Objective, *resources: str) -> Objective:
    return replace(each, resources=resources)


# The scope


def test_each_pattern_is_told_with_its_files_and_its_evidence() -> None:
    one = replace(
        objective("A", "shop/a.py", "shop/new*.py", "docs/*.md"),
        context=("shop/a.py: is named", "new files in shop/new*.py: a convention", "mind the gap"),
        reason="files of shop",
    )
    scope = explain(plan_of(one), "A", ANYBODY, FILES).scope
    assert scope.touch == (
        TouchReason("shop/a.py", 1, "shop/a.py", ("is named",)),
        TouchReason("shop/new*.py", 0, None, ("a convention",)),
        TouchReason("docs/*.md", 1, "docs/guide.md", ()),
    )
    assert (scope.reason, scope.files, scope.context) == ("files of shop", 2, ("mind the gap",))


def test_what_forbid_takes_is_told_by_whose_it_is() -> None:
    plan = plan_of(objective("A", "shop/", forbid=("shop/keys.py", "docs/")), forbid=("**/*.lock", "shop/a.py"))
    scope = explain(plan, "A", ANYBODY, FILES).scope
    assert scope.taken == (
        Taken("shop/keys.py", False, 1, "shop/keys.py"),
        Taken("**/*.lock", True, 0, "shop/.lock"),
        Taken("shop/a.py", True, 1, "shop/a.py"),
    )
    assert scope.files == 1


def test_an_objective_without_touch_may_write_every_file_that_is_not_forbidden() -> None:
    plan = plan_of(replace(objective("A"), scope=Scope(forbid=("docs/",))))
    scope = explain(plan, "A", ANYBODY, FILES).scope
    assert (scope.touch, scope.files) == (None, 3)


# The wave


def test_the_first_wave_needs_no_reason() -> None:
    assert earlier(plan_of(objective("A", "a")), "A") == ()


def test_a_dependency_keeps_it_out_of_every_wave_up_to_that_of_the_dependency() -> None:
    plan = plan_of(
        objective("A", "a"), objective("B", "b", wave=2, after="A"), objective("C", "c", wave=3, after="A B")
    )
    assert earlier(plan, "C") == (
        EarlierWave(1, Obstacle.DEPENDENCY, ("A", "B")),
        EarlierWave(2, Obstacle.DEPENDENCY, ("B",)),
    )
    told = explain(plan, "C", ANYBODY)
    assert told.depends_on == (Related("A", "Do A", 1), Related("B", "Do B", 2))


def test_a_scope_is_told_with_the_witness_that_exists() -> None:
    plan = plan_of(objective("A", "docs/"), objective("B", "shop/*.py"), objective("C", "**/b.py", wave=2))
    assert earlier(plan, "C") == (EarlierWave(1, Obstacle.SCOPE, ("A",), "docs/b.py"),)
    plan = plan_of(objective("B", "shop/*.py"), objective("C", "**/b.py", wave=2))
    assert earlier(plan, "C") == (EarlierWave(1, Obstacle.SCOPE, ("B",), "shop/b.py"),)


def test_a_global_forbid_can_take_a_conflict_away() -> None:
    plan = plan_of(objective("A", "a/"), objective("B", "a/x", wave=2), forbid=("a/x",))
    assert earlier(plan, "B") == (EarlierWave(1, Obstacle.NONE),)


def test_who_may_write_everything_is_alone() -> None:
    everything = replace(objective("A"), scope=Scope())
    assert earlier(plan_of(everything, objective("B", "b", wave=2)), "B") == (EarlierWave(1, Obstacle.ALONE, ("A",)),)
    late = replace(everything, wave=2)
    assert earlier(plan_of(objective("B", "b"), late), "A") == (EarlierWave(1, Obstacle.ALONE, ("B",)),)


def test_a_resource_that_is_used_up_is_named_with_its_users() -> None:
    team = replace(ANYBODY, resources=(Resource(id="db", capacity=1),))
    plan = plan_of(
        with_resources(objective("A", "a"), "db"),
        objective("B", "b"),
        with_resources(objective("C", "c", wave=2), "db"),
    )
    assert earlier(plan, "C", team) == (EarlierWave(1, Obstacle.RESOURCE, ("A",), share="db", at_once=1),)


def test_the_team_may_take_no_more_at_once() -> None:
    plan = plan_of(objective("A", "a"), objective("B", "b"), objective("C", "c", wave=2))
    team = team_of(worker("w", at_once=9), parallel=2)
    assert earlier(plan, "C", team) == (EarlierWave(1, Obstacle.CAPACITY, ("A", "B"), at_once=2),)


def test_those_who_could_do_it_may_all_be_at_work() -> None:
    team = team_of(worker("coder", "code"), worker("writer", "docs"), parallel=9)
    docs = TaskType.DOCS
    plan = plan_of(objective("A", "a", kind=docs), objective("B", "b", wave=2, kind=docs))
    assert earlier(plan, "B", team) == (EarlierWave(1, Obstacle.CAPACITY, ("A",)),)


def test_its_own_worker_may_be_at_work() -> None:
    team = team_of(worker("one"), worker("two"), parallel=9)
    plan = plan_of(objective("A", "a", worker="one"), objective("B", "b", wave=2, worker="one"))
    assert earlier(plan, "B", team) == (EarlierWave(1, Obstacle.WORKER, ("A",), share="one", at_once=1),)


def test_where_nothing_speaks_against_an_earlier_wave_that_is_said() -> None:
    assert earlier(plan_of(objective("A", "a"), objective("B", "b", wave=2)), "B") == (EarlierWave(1, Obstacle.NONE),)


def test_the_wave_of_interfaces_is_for_them_alone() -> None:
    fixing = replace(objective("I", "a", wave=0), interfaces=True)
    assert earlier(plan_of(fixing, objective("A", "a")), "A") == (EarlierWave(0, Obstacle.INTERFACES),)


# The worker


def test_the_worker_is_told_with_the_words_that_speak_for_it_and_the_others_with_why_not() -> None:
    team = team_of(
        worker("pythonist", "python", "Shop"),
        worker("off", "python", enabled=False),
        worker("writer", "docs"),
        worker("plain"),
        worker("busy", "python", "shop"),
        worker("twin", "python", "shop"),
        worker("better", "python", "shop", "bug"),
    )
    plan = plan_of(
        objective("A", "shop/a.py", kind=TaskType.BUG, worker="pythonist"), objective("B", "shop/b.py", worker="busy")
    )
    told = explain(plan, "A", team).worker
    assert (told.worker, told.known, told.kind, told.words) == ("pythonist", True, TaskType.BUG, ("python", "shop"))
    assert told.others == (
        OtherWorker("off", Passed.DISABLED, ("python",)),
        OtherWorker("writer", Passed.UNABLE, ()),
        OtherWorker("plain", Passed.FEWER, ()),
        OtherWorker("busy", Passed.TAKEN, ("python", "shop")),
        OtherWorker("twin", Passed.EQUAL, ("python", "shop")),
        OtherWorker("better", Passed.BETTER, ("python", "shop", "bug")),
    )


@pytest.mark.parametrize(("name", "known"), [("gone", False), (None, False)])
def test_a_worker_that_the_team_does_not_have_is_not_known(name: str | None, known: bool) -> None:
    told = explain(plan_of(objective("A", "a", worker=name)), "A", ANYBODY).worker
    assert (told.worker, told.known, told.words) == (name, known, ())


# Who depends on it


def test_contracts_and_those_who_wait_are_told() -> None:
    contract = Contract("C1", ContractKind.SYMBOL, "A", ("B", "C"), "a.py", "login", "login(name)")
    plan = replace(
        plan_of(
            objective("A", "a.py"),
            objective("B", "b", wave=2, after="A"),
            objective("C", "c", wave=3, after="B"),
            objective("D", "d"),
        ),
        contracts=(contract,),
    )
    provider, consumer = explain(plan, "A", ANYBODY), explain(plan, "C", ANYBODY)
    assert [(each.id, each.provides, each.others) for each in provider.contracts] == [("C1", True, ("B", "C"))]
    assert [(each.id, each.provides, each.others) for each in consumer.contracts] == [("C1", False, ("A",))]
    assert (provider.waiting, provider.waiting_in_all) == ((Related("B", "Do B", 2),), 2)
    assert explain(plan, "D", ANYBODY).contracts == ()


def test_an_unknown_objective_is_refused_with_the_nearest_ids() -> None:
    plan = plan_of(objective("cart", "a"), objective("card", "b"), objective("stock", "c"))
    with pytest.raises(UsageError, match="no objective 'cartt'") as caught:
        explain(plan, "cartt", ANYBODY)
    assert caught.value.mend == "did you mean cart or card?"
    with pytest.raises(UsageError) as caught:
        explain(plan, "O99", ANYBODY)
    assert caught.value.mend == "it has cart, card, stock"


def test_a_plan_that_does_not_hold_is_explained_all_the_same() -> None:
    plan = plan_of(objective("A", "a", after="A X"), objective("A", "a"), objective("B", "a", wave=0))
    assert explain(plan, "A", Team()).id == "A"
    assert explain(plan, "B", Team()).earlier == ()
