"""What arranging must never cost, over plans drawn from a fixed seed: forbids, contracts and spellings among them."""

from __future__ import annotations

import random

import pytest

from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.planning.arrange import arranged
from cortex_cli.planning.checking.plan import check_plan
from tests.unit.planning.builders import objective, team_of

PATHS = ("s.py", "t.py", "A.py", "a.py", "x/m.py", "x/n.py", "x/m.py/y", "lib", "lib/z.py", "\u00e9.py", "e\u0301.py")
WIDE = ("*.py", "x/**", "x/", "**/*.py", "x/m.*", "lib/*", "[st].py")
FOUND_FIRST = frozenset({"contract_path", "forbidden_scope"})
"""Problems that a drawn plan can have before it is arranged, and that arranging does not mend."""


def drawn(rnd: random.Random) -> Plan:
    names = [f"O{number}" for number in range(rnd.randint(2, 6))]
    work = []
    for at, name in enumerate(names):
        touch = dict.fromkeys(
            rnd.choices((*PATHS, *WIDE), k=rnd.randint(0, 3)) + [f"own{at}.py"] * (rnd.random() < 0.8)
        )
        work.append(
            objective(
                name,
                *touch,
                after=" ".join(other for other in names[:at] if rnd.random() < 0.15),
                forbid=tuple(rnd.choices((*PATHS, *WIDE), k=rnd.choice([0, 0, 0, 1]))),
                seconds=rnd.choice([None, 10.0, 60.0]),
            )
        )
    contracts = tuple(
        Contract(f"C{number}", ContractKind.FILE, rnd.choice(names), (rnd.choice(names),), rnd.choice(PATHS))
        for number in range(rnd.choice([0, 1, 2]))
    )
    forbid = (rnd.choice((*PATHS, *WIDE)),) if rnd.random() < 0.15 else ()
    return Plan("Do it", tuple(work), global_forbid=forbid, fold_case=rnd.random() < 0.3, contracts=contracts)


def writes(plan: Plan, each: Objective, path: str) -> bool:
    return each.scope.with_forbid(plan.global_forbid).matches(path, fold_case=plan.fold_case)


@pytest.mark.parametrize("seed", range(8))
def test_arranging_loses_no_path_no_provider_and_nobodys_work(seed: int) -> None:
    rnd = random.Random(seed)
    splits = 0
    for _ in range(25):
        plan = drawn(rnd)
        existing = tuple(sorted(rnd.sample(PATHS[:6], 3)))
        found = arranged(plan, team_of(parallel=8), existing).plan
        splits += len(found.splits)
        check = check_plan(found, existing=existing)
        assert check.conflicts == ()
        assert {problem.kind for problem in check.problems} <= FOUND_FIRST
        paths = (*PATHS, *(f"own{at}.py" for at in range(6)), "zz.py", "x/q.py", "lib/w")
        for path in paths:
            assert not any(writes(plan, each, path) for each in plan.objectives) or any(
                writes(found, each, path) for each in found.objectives
            ), (path, plan)
        for old in plan.objectives:
            new = found.objective(old.id)
            had = any(writes(plan, old, path) for path in paths)
            assert not had or any(writes(found, new, path) for path in paths), (old.id, plan)
        for contract in plan.contracts:
            old, new = plan.objective(contract.provider), found.objective(contract.provider)
            assert not writes(plan, old, contract.path) or writes(found, new, contract.path), (contract, plan)
    assert splits, "no plan of this seed was split"


def test_a_file_of_two_providers_stays_with_both() -> None:
    work = [objective(f"O{n}", f"own{n}.py", "d.py") for n in range(1, 5)]
    contracts = tuple(Contract(f"C{n}", ContractKind.FILE, f"O{n}", ("O4",), "d.py") for n in (1, 2))
    found = arranged(Plan("Do it", tuple(work), contracts=contracts), team_of())
    assert found.splits == ()
    assert all(each.scope.matches("d.py") for each in found.plan.objectives)


@pytest.mark.parametrize(("named", "written", "fold"), [("D.py", "d.py", True), ("e\u0301.py", "\u00e9.py", False)])
def test_a_provider_keeps_its_file_however_the_contract_spells_it(named: str, written: str, fold: bool) -> None:
    work = [objective(f"O{n}", f"own{n}.py", written) for n in range(1, 5)]
    contract = Contract("C1", ContractKind.FILE, "O1", ("O4",), named)
    found = arranged(Plan("Do it", tuple(work), fold_case=fold, contracts=(contract,)), team_of())
    assert [(each.path, each.owner) for each in found.splits] == [(written, "O1")]


def test_a_scope_that_is_full_is_no_obstacle_to_others() -> None:
    """O5 could forbid itself the file only with one pattern more than a scope may have."""
    full = Objective("O5", "Do O5", 1, Scope(touch=("*.py", "b.txt"), forbid=tuple(f"f{n}" for n in range(1000))))
    work = [objective(f"O{n}", f"own{n}.txt", "d.py") for n in range(1, 5)]
    found = arranged(Plan("Do it", (*work, full)), team_of())
    assert {each.owner for each in found.splits} == {"O5"}
    assert found.plan.objective("O5").scope.forbid == full.scope.forbid
