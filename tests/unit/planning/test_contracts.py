from __future__ import annotations

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint
from cortex_cli.model.plan import ContractKind
from cortex_cli.planning.contracts import Territory, contracts_of
from tests.unit.planning.builders import objective

OBJECTIVES = (objective("O1", "a.py", "new/*.py"), objective("O2", "b.py"), objective("O3", "c.py"))
TERRITORY = Territory(OBJECTIVES, {"a.py": "O1", "b.py": "O2", "c.py": "O3"})


def shared(
    path: str,
    *files: str,
    symbol: str | None = "f",
    kind: CoordinationKind = CoordinationKind.SHARED_SYMBOL,
    action: CoordinationAction = CoordinationAction.CONTRACT_FIRST,
) -> CoordinationPoint:
    return CoordinationPoint(kind, path, symbol, files, "shared", action, "f(x)")


def test_a_symbol_that_others_use_is_a_contract() -> None:
    (found,) = contracts_of([shared("a.py", "c.py", "b.py")], TERRITORY)
    assert (found.id, found.kind, found.provider, found.consumers) == (
        "C1",
        ContractKind.SYMBOL,
        "O1",
        ("O2", "O3"),
    )
    assert (found.path, found.symbol, found.signature) == ("a.py", "f", "f(x)")


def test_a_file_that_is_still_to_be_made_has_a_provider() -> None:
    (found,) = contracts_of([shared("new/tokens.py", "b.py")], TERRITORY)
    assert (found.provider, found.consumers) == ("O1", ("O2",))


def test_a_file_that_must_come_first_is_a_contract_without_a_symbol() -> None:
    point = shared("a.py", "b.py", symbol=None, kind=CoordinationKind.FAN_IN)
    (found,) = contracts_of([point], TERRITORY)
    assert (found.kind, found.symbol) == (ContractKind.FILE, None)


def test_two_points_about_one_symbol_are_one_contract() -> None:
    (found,) = contracts_of([shared("a.py", "c.py"), shared("a.py", "b.py")], TERRITORY)
    assert found.consumers == ("O2", "O3")


def test_different_symbols_of_a_file_are_different_contracts() -> None:
    found = contracts_of([shared("a.py", "b.py"), shared("a.py", "b.py", symbol="g")], TERRITORY)
    assert [(each.id, each.symbol) for each in found] == [("C1", "f"), ("C2", "g")]


def test_there_is_no_contract_within_an_objective_or_with_code_that_nobody_changes() -> None:
    points = [shared("a.py", "a.py"), shared("untouched.py", "b.py"), shared("a.py", "untouched.py")]
    assert contracts_of(points, TERRITORY) == ()


def test_other_coordination_points_are_no_contracts() -> None:
    own = shared("a.py", "b.py", kind=CoordinationKind.BARREL, action=CoordinationAction.OWN)
    assert contracts_of([own], TERRITORY) == ()


def test_what_was_found_is_not_agreed() -> None:
    assert not any(each.agreed for each in contracts_of([shared("a.py", "b.py")], TERRITORY))
