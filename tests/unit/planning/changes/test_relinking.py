from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Contract, ContractKind
from cortex_cli.planning.changes.relinking import Inheritance, linked
from tests.unit.planning.builders import objective, plan_of


def contract(identifier: str, provider: str, *consumers: str, path: str = "a.py", symbol: str = "f") -> Contract:
    return Contract(identifier, ContractKind.SYMBOL, provider, consumers, path, symbol)


def test_nothing_changes_where_everything_is_kept() -> None:
    plan = replace(
        plan_of(
            replace(objective("A", "a.py"), contracts=("C1",)),
            replace(objective("B", "b.py", after="A"), contracts=("C1",)),
        ),
        contracts=(contract("C1", "A", "B"),),
    )
    found = linked(plan.objectives, Inheritance(plan, {}))
    assert (found.objectives, found.contracts, found.told) == (plan.objectives, plan.contracts, ())


def test_a_chain_of_what_is_left_out_passes_on_what_it_waited_for() -> None:
    plan = plan_of(
        objective("A", "a"),
        objective("B", "b", after="A"),
        objective("C", "c", after="B"),
        objective("D", "d", after="C"),
    )
    left = (plan.objectives[0], plan.objectives[3])
    found = linked(left, Inheritance(plan, {"B": (), "C": ()}))
    assert found.objectives[1].depends_on == ("A",)
    assert found.told == ("D waits for A instead of C",)


def test_what_was_in_a_cycle_and_is_left_out_passes_nothing_on() -> None:
    plan = plan_of(objective("A", "a", after="B"), objective("B", "b", after="A"), objective("C", "c", after="A"))
    found = linked(plan.objectives[2:], Inheritance(plan, {"A": (), "B": ()}))
    assert found.objectives[0].depends_on == ()


def test_two_names_of_one_thing_are_waited_for_once_and_nobody_waits_for_itself() -> None:
    plan = plan_of(objective("A", "a"), objective("B", "b"), objective("C", "c", after="A B"))
    both = objective("N", "a", "b", after="A B")
    fresh = plan_of(both)
    inheritance = Inheritance(plan, {"A": ("N",), "B": ("N",)}, fresh, {"A": ("N",), "B": ("N",)}, frozenset({"N"}))
    found = linked((plan.objectives[2], both), inheritance)
    assert [each.depends_on for each in found.objectives] == [("N",), ()]


def test_a_contract_by_hand_passes_to_the_heirs_of_both_sides() -> None:
    plan = replace(
        plan_of(objective("A", "a.py"), objective("B", "b"), objective("D", "d"), objective("C", "c", after="D")),
        contracts=(contract("C1", "A", "B", "C"), contract("C2", "C", "B", path="c")),
    )
    found = linked(plan.objectives[:3], Inheritance(plan, {"A": ("A",), "C": ()}))
    assert found.contracts == (contract("C1", "A", "B"),)
    assert found.told == ("contract C2 for f is no longer needed",)


def test_a_contract_whose_consumer_was_planned_anew_and_needs_it_no_more_goes() -> None:
    plan = replace(plan_of(objective("A", "a.py"), objective("B", "b")), contracts=(contract("C1", "A", "B"),))
    fresh = plan_of(objective("X", "b"))
    found = linked(plan.objectives, Inheritance(plan, {"B": ("B",)}, fresh, {"X": ("B",)}, frozenset({"B"})))
    assert found.contracts == ()
    assert found.told == ("contract C1 for f is no longer needed",)


def test_a_contract_between_kept_ones_is_nobodys_business() -> None:
    plan = replace(plan_of(objective("A", "a.py"), objective("B", "b"), objective("C", "c")), contracts=())
    fresh = replace(plan_of(objective("A", "a.py"), objective("B", "b")), contracts=(contract("C1", "A", "B"),))
    names = {"A": ("A",), "B": ("B",)}
    found = linked(plan.objectives, Inheritance(plan, {"C": ("C",)}, fresh, names, frozenset({"C"})))
    assert found.contracts == ()
