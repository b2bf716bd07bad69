from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.schedule import SplitAction
from cortex_cli.planning.arrange import Arranged, arranged, can_arrange
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.graph import graph_of
from cortex_cli.planning.waves.moves import Move, MoveReason
from tests.unit.planning.builders import objective, plan_of, resource, team_of, unhurried, worker

TREE = ("cli/main.py", "shop/cart.py", "shop/stock.py")


def waves(found: Arranged) -> dict[str, int]:
    return {each.id: each.wave for each in found.plan.objectives}


def test_waves_that_break_dependencies_or_collide_are_assigned_anew() -> None:
    plan = plan_of(
        objective("guide", "docs/*.md", wave=1, after="cart stock"),
        objective("cart", "shop/**", wave=5),
        objective("stock", "shop/stock.py", wave=5),
    )
    found = arranged(plan, team_of(), TREE)
    assert waves(found) == {"guide": 3, "cart": 1, "stock": 2}
    assert found.moves == (Move("stock", 1, 2, MoveReason.SCOPE, "cart", "shop/stock.py"),)
    assert check_plan(found.plan, existing=TREE).valid


def test_the_schedule_says_how_good_they_are() -> None:
    found = arranged(plan_of(objective("A", "a"), objective("B", "b", after="A", wave=9)), team_of())
    assert found.plan.schedule is not None
    assert (found.plan.schedule.waves, found.plan.schedule.bound_by) == (2, ("A", "B"))
    assert found.plan.schedule.optimal


def test_a_shared_file_gets_one_owner_and_the_plan_says_so() -> None:
    plan = plan_of(*(objective(name, f"{name}.py", "cli/main.py") for name in ("add", "list", "show")))
    found = arranged(plan, team_of(), TREE)
    assert waves(found) == {"add": 1, "list": 1, "show": 2}
    assert found.plan.splits == found.splits
    assert [(each.path, each.owner) for each in found.splits] == [("cli/main.py", "show")]


def test_the_provider_of_a_contract_keeps_its_file_and_comes_first() -> None:
    contract = Contract("C1", ContractKind.FILE, "add", ("list", "show"), "cli/main.py")
    plan = plan_of(*(objective(name, f"{name}.py", "cli/main.py") for name in ("add", "list", "show")))
    found = arranged(replace(plan, contracts=(contract,)), team_of(), TREE)
    assert waves(found) == {"add": 1, "list": 2, "show": 2}
    assert found.splits[0].action is SplitAction.CONTRACT_FIRST


def test_dependencies_that_others_imply_are_left_out_and_told() -> None:
    plan = plan_of(objective("A", "a"), objective("B", "b", after="A"), objective("C", "c", after="A B B"))
    found = arranged(plan, team_of())
    assert found.plan.objective("C").depends_on == ("B",)
    assert found.left_out == (("C", "A"),)


def test_the_team_and_its_resources_bound_the_waves() -> None:
    work = [objective(f"N{n}", f"migrations/{n}.sql") for n in range(3)]
    team = team_of(worker("dev", at_once=2), resources=(resource("database", "migrations/**"),))
    found = arranged(plan_of(*work, objective("docs", "docs/")), team)
    assert sorted(waves(found).values()) == [1, 1, 2, 3]
    assert all(each.resources == ("database",) for each in found.plan.objectives[:3])
    assert found.plan.objective("docs").resources == ()


def test_waves_that_hold_are_never_made_more_for_want_of_hands() -> None:
    team = team_of(worker("dev", at_once=2), resources=(resource("database", "migrations/**"),))
    wide = plan_of(*(objective(f"N{n}", f"f{n}") for n in range(4)), objective("Z", "z", wave=2, after="N0"))
    found = arranged(wide, team)
    assert (found.plan.objectives, found.moves) == (wide.objectives, ())
    assert found.plan.schedule is not None
    assert (found.plan.schedule.least_waves, found.plan.schedule.optimal) == (2, True)
    everyone = {each.id for each in wide.objectives}
    assert max(waves(arranged(wide, team, unplaced=everyone)).values()) == 3
    short = plan_of(*(objective(f"N{n}", f"migrations/{n}") for n in range(3)))
    assert max(waves(arranged(short, team)).values()) == 3


def test_interfaces_are_wave_0_and_nothing_else_is() -> None:
    fixed = replace(objective("api", "api.pyi", wave=3), interfaces=True)
    found = arranged(plan_of(objective("A", "a.py", after="api"), fixed, objective("B", "b.py")), team_of())
    assert waves(found) == {"A": 1, "api": 0, "B": 1}
    assert check_plan(found.plan).valid


def test_the_advice_weighs_the_waves_where_all_work_has_an_estimate() -> None:
    work = [objective("A", "a", seconds=300), objective("B", "b", seconds=300)]
    found = arranged(plan_of(*work), team_of())
    assert found.advice is not None
    assert found.advice.recommend == "parallel"
    assert found.plan.advice is None
    assert arranged(plan_of(work[0], objective("B", "b")), team_of()).advice is None


def test_the_advice_of_a_plan_that_had_some_follows_its_new_waves() -> None:
    work = [objective("A", "a.py", "x", seconds=300), objective("B", "b.py", "x", seconds=300)]
    once = arranged(plan_of(*work), team_of())
    stale = replace(plan_of(*work), advice=replace(once.advice, reason="of yesterday") if once.advice else None)
    found = arranged(stale, team_of())
    assert found.plan.advice == once.advice
    assert once.advice is not None
    assert "2 of 2 objectives meet in `x`" in once.advice.reason


@pytest.mark.parametrize(
    ("work", "possible"),
    [
        ([objective("A", after="B"), objective("B", after="A")], False),
        ([objective("A", after="gone")], False),
        ([objective("A", after="A")], False),
        ([objective("A"), objective("A")], False),
        ([objective("A", "a", seconds=1.0e308), objective("B", "b", seconds=1.0e308)], False),
        ([objective("A", wave=-3), objective("B", after="A A", wave=0)], True),
        ([], True),
    ],
)
def test_only_ids_dependencies_and_times_can_make_it_impossible(work: list[Objective], possible: bool) -> None:
    assert can_arrange(work) == possible


def test_a_circle_is_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match="A -> B -> A"):
        arranged(plan_of(objective("A", after="B"), objective("B", after="A")), team_of())


def test_an_empty_plan_stays_empty() -> None:
    assert arranged(Plan("nothing", ()), team_of()).plan.objectives == ()


PATTERNS = ("cli/main.py", "cli/", "shop/**", "shop/cart.py", "docs/*.md", "docs/x.md")
NAMES = tuple(f"N{number}" for number in range(6))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    work = [
        objective(
            name,
            *draw(st.lists(st.sampled_from(PATTERNS), max_size=2, unique=True)),
            f"own/{name}",
            wave=draw(st.integers(-1, 4)),
            after=" ".join(draw(st.lists(st.sampled_from(NAMES[:at]), max_size=3, unique=True))) if at else "",
            seconds=draw(st.sampled_from([None, 60.0, 240.0])),
            uses=draw(st.sampled_from(["", "", "db"])),
        )
        for at, name in enumerate(NAMES[: draw(st.integers(1, 6))])
    ]
    return plan_of(*work)


teams = st.sampled_from(
    [
        team_of(resources=(resource("db"),)),
        team_of(worker("a", at_once=2), resources=(resource("db", "shop/cart.py", at_once=2),)),
        team_of(worker("a"), worker("b", "docs"), parallel=2, resources=(resource("db", "docs/**"),)),
    ]
)


@unhurried
@given(plans(), st.data())
def test_an_arranged_plan_holds_keeps_its_order_and_does_not_change_again(plan: Plan, data: st.DataObject) -> None:
    team = data.draw(teams)
    found = arranged(plan, team, TREE)
    check = check_plan(found.plan, existing=TREE, team=team)
    assert check.valid, (check.problems, check.conflicts)
    before, after = graph_of(plan.objectives), graph_of(found.plan.objectives)
    for name in before.dependencies:
        for wanted in before.dependencies[name]:
            assert after.ancestors[name] >> after.positions[wanted] & 1
    again = arranged(found.plan, team, TREE)
    assert (again.splits, again.left_out) == ((), ())
    assert again.plan.objectives == found.plan.objectives
