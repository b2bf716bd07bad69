"""When a contract is due: with its provider, with who fixed it in wave 0, and with both sides for its uses."""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.execution.contracts import due_contracts
from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.scope import Scope

AGREED = Contract("C1", ContractKind.SYMBOL, "maker", ("user", "other"), "login.py", "login")
FOUND = Contract("C2", ContractKind.SYMBOL, "maker", ("user",), "login.py", "logout", agreed=False)
SCHEMA = Contract("C3", ContractKind.FILE, "maker", ("user",), "schema.json", agreed=False)
FIRST = Objective("first", "fix", 0, Scope(touch=("login.py",)), contracts=("C2",), interfaces=True)
REST = tuple(Objective(name, name, 1, Scope(touch=(f"{name}/**",))) for name in ("maker", "user", "other"))
PLAN = Plan("do it", (FIRST, *REST), contracts=(AGREED, FOUND, SCHEMA))


def due(*done: str, after: bool = True) -> dict[str, tuple[str, bool, list[str]]]:
    found = due_contracts(PLAN, frozenset(done), is_after_fixing=after)
    return {each.contract.id: (each.deliverer, each.is_fixed, list(each.users)) for each in found}


def test_nothing_is_due_before_its_provider() -> None:
    assert due() == {}
    assert due("user", "other") == {}


def test_a_promise_is_due_with_its_provider() -> None:
    assert due("maker") == {"C1": ("maker", False, []), "C3": ("maker", False, [])}


def test_uses_are_due_with_those_who_use() -> None:
    assert due("maker", "user") == {
        "C1": ("maker", False, ["user"]),
        "C2": ("maker", False, ["user"]),
        "C3": ("maker", False, []),
    }


def test_uses_that_nobody_can_see_are_never_due() -> None:
    elsewhere = replace(FOUND, path="login.go")
    assert (
        due_contracts(replace(PLAN, contracts=(elsewhere,)), frozenset({"maker", "user"}), is_after_fixing=True) == []
    )


def test_what_wave_0_fixes_is_due_from_then_on_and_held_to_it_after_that() -> None:
    assert due("first", after=False) == {}
    assert due("first") == {"C2": ("first", True, [])}
    assert due("first", "maker")["C2"] == ("maker", True, [])
    assert due("first", "user")["C2"] == ("first", True, ["user"])


def test_an_agreed_contract_is_due_in_wave_0_where_that_fixes_it() -> None:
    plan = Plan(
        "do it", (Objective("first", "fix", 0, Scope(), contracts=("C1",), interfaces=True), *REST), contracts=(AGREED,)
    )
    (found,) = due_contracts(plan, frozenset({"first"}), is_after_fixing=False)
    assert (found.deliverer, found.is_fixed) == ("first", False)
