"""Wave 0: what is fixed first, who is freed of waiting by it, and which waits stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint
from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.interfaces import FIXING, NOTHING_TO_FIX, ONE_OBJECTIVE, fixed_first, nothing_fixed
from cortex_cli.planning.planner import make_plan
from tests.unit.planning.builders import analysis_of, group, objective, team_of, worker

TEAM = team_of(worker("sh", at_once=4))


def contract(
    provider: str, *consumers: str, path: str = "a.py", symbol: str | None = "f", name: str = "C1"
) -> Contract:
    kind = ContractKind.FILE if symbol is None else ContractKind.SYMBOL
    return Contract(name, kind, provider, consumers, path, symbol, agreed=False)


def fixed(
    objectives: list[Objective], *contracts: Contract, bound: tuple[tuple[str, str], ...] = ()
) -> dict[str, tuple[str, ...]]:
    """The dependencies afterwards."""
    return {each.id: each.depends_on for each in fixed_first(objectives, contracts, bound, TaskType.FEATURE)}


def test_both_sides_wait_for_the_interface_and_not_for_each_other() -> None:
    parts = [objective("A", "a.py"), objective("B", "b.py", after="A")]
    assert fixed(parts, contract("A", "B")) == {FIXING: (), "A": (FIXING,), "B": (FIXING,)}


def test_the_objective_of_wave_0_fixes_its_contracts_and_nothing_else() -> None:
    parts = [objective("A", "a.py", "a2.py"), objective("B", "b.py", after="A"), objective("C", "c.py")]
    contracts = (
        contract("A", "B"),
        contract("A", "B", path="a2.py", name="C2"),
        contract("C", "A", path="c.py", name="C3"),
    )
    first = fixed_first(parts, contracts, (), TaskType.FEATURE)[0]
    assert (first.interfaces, first.wave, first.must_change) == (True, 0, False)
    assert (first.scope.touch, first.scope.read) == (("a.py", "a2.py"), ("b.py",))
    assert first.contracts == ("C1", "C2")
    assert first.title == "a.py, a2.py: fix the interfaces"
    assert any("NotImplementedError" in rule for rule in first.constraints)


def test_an_order_that_went_through_the_provider_is_kept() -> None:
    parts = [objective("A", "a.py"), objective("B", "b.py", after="A"), objective("C", "c.py", after="B")]
    assert fixed(parts, contract("B", "C", path="b.py")) == {
        FIXING: (),
        "A": (),
        "B": (FIXING, "A"),
        "C": (FIXING, "A"),
    }
    both = fixed(parts, contract("A", "B"), contract("B", "C", path="b.py", name="C2"))
    assert both == {FIXING: (), "A": (FIXING,), "B": (FIXING,), "C": (FIXING,)}


@pytest.mark.parametrize(
    ("contracts", "bound"),
    [
        ((), ()),
        ((contract("B", "A", path="b.py"),), ()),
        ((contract("A", "B", symbol=None),), ()),
        ((contract("A", "B"),), (("B", "A"),)),
    ],
)
def test_a_wait_for_something_else_stays(contracts: tuple[Contract, ...], bound: tuple[tuple[str, str], ...]) -> None:
    parts = [objective("A", "a.py"), objective("B", "b.py", after="A")]
    assert fixed_first(parts, contracts, bound, TaskType.FEATURE) == tuple(parts)


GROUPS = (
    group("login", "shop/login.py"),
    group("cart", "shop/cart.py", needs=("login",)),
    group("stock", "shop/stock.py", needs=("login",)),
)
SHARED = CoordinationPoint(
    CoordinationKind.SHARED_SYMBOL, "shop/login.py", "login", ("shop/cart.py", "shop/stock.py"), "shared",
    CoordinationAction.CONTRACT_FIRST, "def login(name)",
)  # fmt: skip
FILES = ("shop/cart.py", "shop/login.py", "shop/stock.py")


def planned(*points: CoordinationPoint, interfaces: bool = True, solo: bool = False) -> Plan:
    return make_plan(analysis_of(*GROUPS, points=points), TEAM, FILES, interfaces=interfaces, solo=solo)


def test_both_sides_of_a_plan_with_interfaces_share_a_wave() -> None:
    before, after = planned(SHARED, interfaces=False), planned(SHARED)
    assert [len(wave.objectives) for wave in before.waves] == [1, 2]
    assert [(wave.number, wave.objectives) for wave in after.waves] == [(0, ("O1",)), (1, ("O2", "O3", "O4"))]
    assert {each.depends_on for each in after.objectives[1:]} == {("O1",)}


def test_the_first_objective_of_such_a_plan_is_briefed_staffed_and_in_its_contracts() -> None:
    plan = planned(SHARED)
    first, (promise,) = plan.objectives[0], plan.contracts
    assert (first.interfaces, first.worker, first.contracts) == (True, "sh", (promise.id,))
    assert not promise.agreed
    provider, consumer = plan.objective(promise.provider), plan.objective(promise.consumers[0])
    assert (provider.scope.touch, consumer.scope.touch) == (("shop/login.py",), ("shop/cart.py",))
    everyone = ", ".join(promise.consumers)
    assert first.deliverables == (f"login in shop/login.py, for {provider.id} to write and {everyone} to use",)
    assert first.acceptance


def test_integration_still_comes_last() -> None:
    last = replace(
        SHARED, kind=CoordinationKind.REGISTRY, path="shop/app.py", symbol=None, signature=None,
        files=("shop/cart.py", "shop/login.py"), action=CoordinationAction.INTEGRATE_LAST,
    )  # fmt: skip
    used = replace(SHARED, files=("shop/cart.py", "shop/app.py"))
    plan = make_plan(analysis_of(*GROUPS, points=(last, used)), TEAM, (*FILES, "shop/app.py"), interfaces=True)
    integration = next(each for each in plan.objectives if "shop/app.py" in (each.scope.touch or ()))
    assert integration.wave == 2
    assert integration.id in plan.contracts[0].consumers


def test_what_is_regenerated_waits_for_its_inputs_although_interfaces_are_fixed() -> None:
    made = replace(
        SHARED, kind=CoordinationKind.GENERATED, path="shop/api.json", symbol=None, signature=None,
        files=("shop/login.py", "shop/cart.py", "shop/app.py"), action=CoordinationAction.REGENERATE,
    )  # fmt: skip
    parts = (group("login", "shop/login.py"), group("app", "shop/cart.py", "shop/app.py", needs=("login",)))
    tracked = (*FILES, "shop/app.py", "shop/api.json")
    plan = make_plan(analysis_of(*parts, points=(made, SHARED)), TEAM, tracked, interfaces=True)
    owner = next(each for each in plan.objectives if "shop/api.json" in (each.scope.touch or ()))
    other = next(
        each for each in plan.objectives if "shop/login.py" in (each.scope.touch or ()) and not each.interfaces
    )
    assert other.id == owner.id or owner.wave > other.wave


def test_an_integration_that_waits_for_whole_files_is_told_as_such() -> None:
    last = replace(
        SHARED, kind=CoordinationKind.REGISTRY, path="shop/app.py", symbol=None, signature=None,
        files=("shop/cart.py", "shop/login.py"), action=CoordinationAction.INTEGRATE_LAST,
    )  # fmt: skip
    parts = (group("login", "shop/login.py"), group("cart", "shop/cart.py"))
    used = replace(SHARED, files=("shop/app.py",))
    plan = make_plan(analysis_of(*parts, points=(last, used)), TEAM, (*FILES, "shop/app.py"), interfaces=True)
    (integration,) = [each for each in plan.objectives if "shop/app.py" in (each.scope.touch or ())]
    assert plan.contracts[0].consumers == (integration.id,)
    assert f"what keeps {integration.id} waiting are whole files" in " ".join(plan.notices)
    assert NOTHING_TO_FIX not in plan.notices


def test_who_waits_by_way_of_others_is_told_as_such() -> None:
    parts = [objective("A", "a.py"), objective("B", "b.py", after="A"), objective("C", "c.py", after="B")]
    contracts = [contract("A", "C")]
    assert fixed_first(parts, contracts, (), TaskType.FEATURE) == tuple(parts)
    found = nothing_fixed(parts, contracts)
    assert found == "there are no interfaces to fix first: C waits for A by way of B all the same"
    bound = nothing_fixed(parts, [*contracts, contract("A", "B")])
    assert "what keeps B waiting are whole files" in bound and "C waits for A by way of B" in bound


def test_nothing_to_fix_is_said() -> None:
    for plan, notice in ((planned(), NOTHING_TO_FIX), (planned(SHARED, solo=True), ONE_OBJECTIVE)):
        assert notice in plan.notices
        assert plan.waves[0].number == 1
    assert NOTHING_TO_FIX not in planned(SHARED).notices
    assert NOTHING_TO_FIX not in planned(interfaces=False).notices
