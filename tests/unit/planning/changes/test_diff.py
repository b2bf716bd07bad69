from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.plan import Advice, Contract, ContractKind, Objective, Plan, Uncovered
from cortex_cli.model.plan_diff import EntriesDiff, Entry, ListChange, PlanDiff, ValueChange
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import Complexity
from cortex_cli.planning.changes.diff import diff_plans
from cortex_cli.planning.plan_files.seal import seal
from tests.unit.planning.builders import objective, plan_of, unhurried
from tests.unit.planning.plan_files.test_reader import FULL


def contract(identifier: str, provider: str, *consumers: str, path: str = "a.py") -> Contract:
    return Contract(identifier, ContractKind.SYMBOL, provider, consumers, path, "login", "login(name)")


def is_empty(diff: PlanDiff) -> bool:
    return not (diff.values or diff.lists) and diff.objectives == diff.contracts == EntriesDiff()


def test_a_plan_does_not_differ_from_itself_sealed_or_not() -> None:
    plan = plan_of(objective("A", "a.py"), objective("B", "b.py"))
    diff = diff_plans(plan, seal(plan))
    assert (diff.same, diff.before, diff.after, is_empty(diff)) == (True, None, seal(plan).id, True)


def test_objectives_come_and_go() -> None:
    diff = diff_plans(
        plan_of(objective("A", "a.py"), objective("B", "b.py")),
        plan_of(objective("A", "a.py"), objective("C", "c.py", wave=2)),
    )
    assert diff.objectives.added == (Entry("C", "Do C", 2),)
    assert diff.objectives.removed == (Entry("B", "Do B", 1),)
    assert diff.objectives.changed == ()
    assert not diff.same


def test_what_changed_in_an_objective_is_told_field_by_field() -> None:
    before = objective("A", "a.py", "b.py", worker="one", seconds=10.0)
    after = objective("A", "b.py", "c.py", wave=2, read=("d.py",), worker="two", seconds=10.0)
    (change,) = diff_plans(plan_of(before), plan_of(after)).objectives.changed
    assert (change.id, change.was) == ("A", None)
    assert change.values == (ValueChange("wave", 1, 2), ValueChange("worker", "one", "two"))
    assert change.lists == (
        ListChange("scope.touch", ("c.py",), ("a.py",)),
        ListChange("scope.read", ("d.py",), ()),
    )


def test_a_touch_that_is_left_out_is_told_apart_from_an_empty_one() -> None:
    empty, everything = objective("A"), replace(objective("A"), scope=Scope())
    (change,) = diff_plans(plan_of(everything), plan_of(empty)).objectives.changed
    assert change.values == (ValueChange("scope.touch", None, ""),)


def test_another_order_of_patterns_is_told_as_that() -> None:
    (change,) = diff_plans(plan_of(objective("A", "a", "b")), plan_of(objective("A", "b", "a"))).objectives.changed
    assert change.lists == (ListChange("scope.touch", (), (), True),)


def test_another_order_of_objectives_is_told_as_that() -> None:
    one, two = objective("A", "a"), objective("B", "b")
    diff = diff_plans(plan_of(one, two), plan_of(two, one))
    assert diff.lists == (ListChange("objectives (order)", (), (), True),)
    assert not diff.same


def test_objectives_that_were_numbered_anew_are_found_by_title_and_scope() -> None:
    cart, stock, guide = (
        objective("O1", "cart.py"),
        objective("O2", "stock.py"),
        objective("O3", "guide.md", after="O1"),
    )
    new = objective("O1", "new.py")
    diff = diff_plans(
        plan_of(cart, stock, guide),
        plan_of(
            replace(new, title="New"),
            replace(cart, id="O2"),
            replace(stock, id="O3"),
            replace(guide, id="O4", depends_on=("O2",)),
        ),
    )
    assert [(each.was, each.id) for each in diff.objectives.changed] == [("O1", "O2"), ("O2", "O3"), ("O3", "O4")]
    assert [each.id for each in diff.objectives.added] == ["O1"]
    assert diff.objectives.removed == ()
    assert not any(each.values or each.lists for each in diff.objectives.changed)


def test_an_objective_whose_scope_and_title_changed_is_still_found_under_a_new_id() -> None:
    before = plan_of(objective("O1", "a.py", "b.py", "c.py"))
    diff = diff_plans(before, plan_of(objective("O7", "a.py", "b.py", "d.py")))
    (change,) = diff.objectives.changed
    assert (change.was, change.id) == ("O1", "O7")


def test_what_is_gone_is_not_taken_for_what_has_its_id_now() -> None:
    before = plan_of(objective("O1", "a.py"), objective("O2", "b.py", after="O1", wave=2))
    after = plan_of(replace(objective("O2", "b.py", after="O3", wave=2), id="O1"), objective("O3", "z/"))
    diff = diff_plans(before, after)
    (change,) = diff.objectives.changed
    assert (change.was, change.id) == ("O2", "O1")
    assert change.lists == (ListChange("depends_on", ("O3",), ("O1 (removed)",)),)


def test_contracts_are_found_by_what_they_are_about() -> None:
    one, two = objective("A", "a.py"), objective("B", "b.py")
    before = replace(plan_of(one, two), contracts=(contract("C1", "A", "B"),))
    after = replace(
        plan_of(one, two),
        contracts=(contract("C1", "B", "A", path="b.py"), replace(contract("C2", "A", "B"), signature="login()")),
    )
    diff = diff_plans(before, after)
    assert [each.id for each in diff.contracts.added] == ["C1"]
    (change,) = diff.contracts.changed
    assert (change.was, change.id) == ("C1", "C2")
    assert change.values == (ValueChange("signature", "login(name)", "login()"),)


def test_the_values_of_the_plan_itself_are_told() -> None:
    after = replace(FULL, request="Other", base_commit="b" * 40, global_forbid=(), advice=None, uncovered=())
    diff = diff_plans(FULL, after)
    changed = {each.key: (each.before, each.after) for each in diff.values}
    assert changed["request"] == (FULL.request, "Other")
    assert changed["base_commit"] == ("a" * 40, "b" * 40)
    assert changed["advice.recommend"] == ("parallel", None)
    assert {each.key: each.removed for each in diff.lists} == {
        "global_forbid": ("LICENSE",),
        "uncovered": ("path: LICENSE, reason: the team's global_forbid covers it",),
    }


names = st.sampled_from(["O1", "O2", "O3", "O4"])
patterns = st.lists(st.sampled_from(["a", "b", "c/*", "d/", "**/e"]), max_size=3, unique=True).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    ids = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    objectives = tuple(
        Objective(
            id=name,
            title=draw(st.sampled_from(["x", "y", "z"])),
            wave=draw(st.integers(1, 3)),
            scope=Scope(draw(st.none() | patterns), draw(patterns), draw(patterns)),
            depends_on=tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))),
            complexity=draw(st.sampled_from(Complexity)),
            contracts=tuple(draw(st.lists(st.sampled_from(["C1", "C2"]), max_size=2, unique=True))),
            estimate=draw(st.none() | st.sampled_from([1.0, 2.5])),
        )
        for name in ids
    )
    contracts = tuple(
        contract(name, draw(st.sampled_from(ids)), draw(st.sampled_from(ids)), path=draw(st.sampled_from(["a", "b"])))
        for name in draw(st.lists(st.sampled_from(["C1", "C2"]), max_size=2, unique=True))
    )
    return Plan(
        request=draw(st.sampled_from(["r", "s"])),
        objectives=objectives,
        contracts=contracts,
        advice=draw(st.none() | st.just(Advice("solo", 1.0, 2.0, "r"))),
        uncovered=tuple(Uncovered(path, "r") for path in draw(patterns)),
        notices=draw(patterns),
    )


@unhurried
@given(plans(), plans())
def test_plans_differ_in_their_digest_exactly_if_a_difference_is_told(before: Plan, after: Plan) -> None:
    diff = diff_plans(before, after)
    assert diff.same == (before.content_digest() == after.content_digest())
    assert diff.same == is_empty(diff)


@unhurried
@given(plans(), plans())
def test_the_other_way_round_what_came_is_what_went(before: Plan, after: Plan) -> None:
    there, back = diff_plans(before, after), diff_plans(after, before)
    assert len(there.objectives.added) - len(there.objectives.removed) == len(after.objectives) - len(before.objectives)
    assert there.same == back.same


@unhurried
@given(plans(), st.permutations(["X1", "X2", "X3", "X4"]))
def test_new_ids_alone_change_nobody_else(plan: Plan, fresh: list[str]) -> None:
    ids = dict(zip([each.id for each in plan.objectives], fresh, strict=False))
    titled = replace(plan, objectives=tuple(replace(each, title=each.id) for each in plan.objectives))
    renamed = replace(
        titled,
        objectives=tuple(
            replace(each, id=ids[each.id], depends_on=tuple(ids[name] for name in each.depends_on))
            for each in titled.objectives
        ),
        contracts=tuple(
            replace(each, provider=ids[each.provider], consumers=tuple(ids[name] for name in each.consumers))
            for each in titled.contracts
        ),
    )
    diff = diff_plans(titled, renamed)
    assert {each.was: each.id for each in diff.objectives.changed} == ids
    assert not any(each.values or each.lists for each in diff.objectives.changed)
    assert diff.contracts.changed == ()
