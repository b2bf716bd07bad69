from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.analysis import Creation, Role
from cortex_cli.model.movement import Movement, Relation
from cortex_cli.model.plan import Contract, ContractKind, Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import Team
from cortex_cli.planning.changes.exchange import Exchange
from cortex_cli.planning.changes.followed import followed
from cortex_cli.planning.changes.refresh import Head, Refreshed, declined, follow, plan_anew
from cortex_cli.planning.changes.staleness import moved_in
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.waves.assignment import assign_waves
from tests.unit.planning.builders import analysis_of, group, objective, plan_of, team_of, unhurried, worker

TEAM = team_of(worker("w", at_once=9), worker("other"), parallel=9)


def at_head(
    plan: Plan,
    *tracked: str,
    changed: tuple[str, ...] = (),
    renames: dict[str, str] | None = None,
    gone: tuple[str, ...] = (),
    team: Team = TEAM,
) -> Refreshed:
    """`plan` after files were changed, renamed and removed by hand; `tracked` are those of HEAD."""
    names = dict(renames or {})
    lost = tuple(sorted({*gone, *names}))
    paths = tuple(sorted({*changed, *lost, *names.values()}))
    head = Head(Movement("a" * 40, "b" * 40, Relation.AHEAD, 1, paths, lost), names, tracked, team)
    return follow(plan, moved_in(plan, paths), head)


def touches(plan: Plan) -> dict[str, tuple[str, ...] | None]:
    return {each.id: each.scope.touch for each in plan.objectives}


# Plans written by hand


def test_a_renamed_file_is_followed_wherever_it_is_named() -> None:
    before = objective("A", "shop/a.py", "b/", read=("shop/a.py", "docs/*"), forbid=("shop/a.py",))
    found = followed(before, {"shop/a.py": "shop/[new].py"}, {"shop/a.py"})
    assert found.objective is not None
    escaped = "shop/\\[new\\].py"
    assert found.objective.scope == Scope((escaped, "b/"), (escaped, "docs/*"), (escaped,))
    assert found.told == ("A: shop/a.py was renamed to shop/[new].py",)


def test_a_pattern_that_lost_its_last_file_is_told_and_one_for_new_files_is_not() -> None:
    plan = plan_of(objective("A", "docs/*.md", "new/*.py"), objective("B", "src/", "Lib/*"))
    left = at_head(plan, "src/kept.py", gone=("docs/guide.md", "docs/manual.md", "src/x.py", "lib/x"))
    assert left.told == ("A: docs/*.md matches no file any more: docs/guide.md and 1 more are gone",)
    assert touches(left.plan) == touches(plan)


def test_a_deleted_file_is_dropped_and_wildcards_and_directories_stay() -> None:
    found = followed(objective("A", "a.py", "*.py", "src/"), {}, {"a.py", "src/x.py"})
    assert found.objective is not None
    assert found.objective.scope.touch == ("*.py", "src/")
    assert found.told == ("A: a.py is gone, and left out of its scope",)


def test_a_file_that_is_still_there_is_not_renamed() -> None:
    """Git reports a copy whose source stays as no rename; a rename map alone moves nothing."""
    found = followed(objective("A", "a.py"), {"a.py": "b.py"}, frozenset())
    assert found.objective == objective("A", "a.py")
    assert found.told == ()


def test_a_scope_without_touch_or_with_an_empty_one_stays() -> None:
    for touch in (None, ()):
        before = Objective("A", "a", 1, Scope(touch, read=("gone",)))
        found = followed(before, {}, {"gone"}).objective
        assert found is not None
        assert found.scope == Scope(touch)


def test_an_objective_of_which_nothing_is_left_goes_and_those_after_it_wait_for_what_it_waited_for() -> None:
    plan = plan_of(
        objective("A", "a.py"), objective("B", "b.py", wave=2, after="A"), objective("C", "c.py", wave=3, after="B")
    )
    found = at_head(plan, "a.py", "c.py", gone=("b.py",))
    assert touches(found.plan) == {"A": ("a.py",), "C": ("c.py",)}
    assert found.plan.objective("C").depends_on == ("A",)
    assert found.told == (
        "B: b.py is gone, and left out of its scope",
        "B is left out: all that it could write is gone",
        "C waits for A instead of B",
    )
    assert found.plan.notices == found.told


def test_what_nobody_changed_is_kept_as_it_is_and_so_are_the_waves() -> None:
    plan = plan_of(objective("A", "a.py", wave=3, worker="other"), objective("B", "b.py", wave=7))
    found = at_head(plan, "a.py", "b.py", changed=("b.py",))
    assert found.plan.objectives == plan.objectives
    assert found.plan.base_commit == "b" * 40
    assert found.told == ()


def test_a_rename_into_the_scope_of_another_objective_moves_one_of_them() -> None:
    plan = plan_of(objective("A", "a.py"), objective("B", "lib/*.py"))
    found = at_head(plan, "lib/a.py", "lib/b.py", renames={"a.py": "lib/a.py"})
    assert check_plan(found.plan, team=TEAM).valid
    assert sorted(each.wave for each in found.plan.objectives) == [1, 2]
    assert "B runs in wave 2 instead of 1" in found.told


def test_contracts_follow_their_file_and_go_with_a_side() -> None:
    def contract(identifier: str, provider: str, *consumers: str) -> Contract:
        return Contract(identifier, ContractKind.FILE, provider, consumers, f"{provider.lower()}.py")

    plan = replace(
        plan_of(
            replace(objective("A", "a.py"), contracts=("C1", "C2")),
            replace(objective("B", "b.py", wave=2, after="A"), contracts=("C1", "C3")),
            replace(objective("C", "c.py", wave=3, after="A B"), contracts=("C1", "C2", "C3")),
        ),
        contracts=(contract("C1", "A", "B", "C"), contract("C2", "A", "C"), contract("C3", "B", "C")),
    )
    found = at_head(plan, "new.py", "c.py", renames={"a.py": "new.py"}, gone=("b.py",)).plan
    assert [(each.id, each.provider, each.consumers, each.path) for each in found.contracts] == [
        ("C1", "A", ("C",), "new.py"),
        ("C2", "A", ("C",), "new.py"),
    ]
    assert [each.contracts for each in found.objectives] == [("C1", "C2"), ("C1", "C2")]
    assert check_plan(found, team=TEAM).problems == ()


# Plans made from an analysis


def exchange_of(
    plan: Plan,
    fresh: Plan,
    *changed: str,
    tracked: tuple[str, ...],
    renames: dict[str, str] | None = None,
    left: frozenset[str] = frozenset(),
) -> tuple[Exchange, Refreshed]:
    moved = moved_in(plan, changed)
    affected = frozenset(each.objective for each in moved)
    names = dict(renames or {})
    exchange = Exchange(plan, fresh, affected, tracked, names, left)
    gone = tuple(path for path in changed if path not in tracked)
    head = Head(Movement("a" * 40, "b" * 40, Relation.AHEAD, 1, tuple(changed), gone), names, tracked, TEAM)
    return exchange, plan_anew(exchange, moved, head, analysis_of(group("g", "a.py")))


def test_an_objective_that_did_not_change_is_kept_with_what_a_person_made_of_it() -> None:
    edited = replace(objective("O1", "a.py", worker="other"), title="As Ada wants it", constraints=("slowly",))
    plan = plan_of(edited, objective("O2", "b.py", worker="w"))
    fresh = plan_of(objective("O1", "a.py", worker="w"), objective("O2", "b.py", "new.py", worker="w"))
    _, found = exchange_of(plan, fresh, "b.py", tracked=("a.py", "b.py", "new.py"))
    assert found.plan.objectives[0] == edited
    assert touches(found.plan) == {"O1": ("a.py",), "O2": ("b.py", "new.py")}
    assert found.told == ("O2 is planned anew: b.py changed",)
    assert found.plan.notices == found.told


def test_the_one_that_takes_its_place_keeps_id_wave_and_worker() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py", wave=4, worker="other"))
    fresh = plan_of(objective("O1", "b.py", worker="w"), objective("O2", "a.py"))
    _, found = exchange_of(plan, fresh, "b.py", tracked=("a.py", "b.py"))
    new = found.plan.objective("O2")
    assert (new.scope.touch, new.wave, new.worker) == (("b.py",), 4, "other")


def test_a_renamed_file_leads_to_who_has_it_now() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py"))
    fresh = plan_of(objective("O1", "moved.py"), objective("O2", "b.py"))
    exchange, found = exchange_of(
        plan, fresh, "a.py", "moved.py", tracked=("b.py", "moved.py"), renames={"a.py": "moved.py"}
    )
    assert exchange.heirs == {"O1": ("O1",)}
    assert touches(found.plan) == {"O1": ("moved.py",), "O2": ("b.py",)}


def test_one_may_give_way_to_several_and_those_who_waited_wait_for_all() -> None:
    plan = plan_of(objective("O1", "a.py", "b.py"), objective("O2", "c.py", wave=2, after="O1"))
    fresh = plan_of(objective("O1", "a.py"), objective("O2", "b.py"), objective("O3", "c.py", wave=2, after="O1 O2"))
    _, found = exchange_of(plan, fresh, "a.py", tracked=("a.py", "b.py", "c.py"))
    assert touches(found.plan) == {"O2": ("c.py",), "O3": ("a.py",), "O4": ("b.py",)}
    assert found.plan.objective("O2").depends_on == ("O3", "O4")
    assert found.told[0] == "O1 gives way to O3 and O4: a.py changed"
    assert check_plan(found.plan, team=TEAM).valid


def test_what_the_request_needs_no_more_is_left_out_and_its_files_are_named() -> None:
    plan = plan_of(
        objective("O1", "a.py", "b.py"), objective("O2", "c.py"), objective("O3", "d.py", wave=2, after="O1")
    )
    fresh = plan_of(objective("O1", "c.py"), objective("O2", "d.py"))
    _, found = exchange_of(plan, fresh, "b.py", tracked=("a.py", "b.py", "c.py", "d.py"))
    assert touches(found.plan) == {"O2": ("c.py",), "O3": ("d.py",)}
    assert found.told == (
        "O1 is left out: b.py changed, and the request needs nothing of its own any more",
        "in no scope any more: a.py, b.py",
        "O3 waits for nobody instead of O1",
    )


def test_what_a_kept_objective_has_stays_with_it() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "lib/*.py"))
    context = ("a.py: named", "lib/x.py: named", "b.py: named")
    fresh = plan_of(replace(objective("O1", "a.py", "b.py", "lib/x.py", "new/"), context=context))
    tracked = ("a.py", "b.py", "lib/x.py", "new/y.py")
    _, found = exchange_of(plan, fresh, "a.py", tracked=tracked)
    assert touches(found.plan) == {"O1": ("a.py", "b.py", "new/"), "O2": ("lib/*.py",)}
    assert found.plan.objective("O1").context == ("a.py: named", "b.py: named")


def test_a_wide_pattern_leaves_the_files_of_kept_objectives_alone() -> None:
    plan = plan_of(objective("O1", "lib/a.py"), objective("O2", "lib/b.py"))
    fresh = plan_of(objective("O1", "lib/*.py"))
    _, found = exchange_of(plan, fresh, "lib/a.py", tracked=("lib/a.py", "lib/b.py"))
    assert found.plan.objective("O1").scope == Scope(("lib/*.py",), (), ("lib/b.py",))
    assert check_plan(found.plan, team=TEAM).valid


def test_something_new_comes_in_and_what_is_nobodys_business_does_not() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py", "c.py"))
    fresh = plan_of(
        objective("O1", "a.py"), objective("O2", "c.py"), objective("O3", "new.py"), objective("O4", "out.py")
    )
    tracked = ("a.py", "b.py", "c.py", "new.py", "out.py")
    _, found = exchange_of(plan, fresh, "a.py", tracked=tracked, left=frozenset({"out.py"}))
    assert touches(found.plan) == {"O1": ("a.py",), "O2": ("b.py", "c.py"), "O3": ("new.py",)}
    assert "O3 is new: new.py" in found.told


def test_new_files_come_in_only_where_no_kept_objective_may_make_them() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "lib/"))
    fresh = plan_of(objective("O1", "a.py"), objective("O2", "lib/new*.py"), objective("O3", "doc/new*.md"))
    _, found = exchange_of(plan, fresh, "a.py", tracked=("a.py", "lib/x.py"))
    assert touches(found.plan) == {"O1": ("a.py",), "O2": ("lib/",), "O3": ("doc/new*.md",)}


def test_dependencies_of_the_new_ones_lead_to_who_has_the_files_now() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py"))
    fresh = plan_of(objective("O1", "b.py"), objective("O2", "a.py", wave=2, after="O1"))
    _, found = exchange_of(plan, fresh, "a.py", tracked=("a.py", "b.py"))
    assert found.plan.objective("O1").depends_on == ("O2",)
    assert (found.plan.objective("O1").wave, found.plan.objective("O2").wave) == (2, 1)
    assert "O1 runs in wave 2 instead of 1" in found.told


def test_an_order_that_a_person_chose_wins_over_a_new_one_that_would_close_a_cycle() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py", wave=2, after="O1"))
    fresh = plan_of(objective("O1", "b.py"), objective("O2", "a.py", wave=2, after="O1"))
    _, found = exchange_of(plan, fresh, "a.py", tracked=("a.py", "b.py"))
    assert found.plan.objective("O2").depends_on == ("O1",)
    assert found.plan.objective("O1").depends_on == ()
    assert "O1 does not wait for O2: they would wait for each other" in found.told


def test_constraints_name_the_others_by_the_ids_they_have_now() -> None:
    line = "b.py belongs to O1, do not change it: O1 of old"
    plan = plan_of(objective("O1", "a.py"), objective("O7", "b.py"))
    fresh = plan_of(objective("O1", "b.py"), replace(objective("O2", "a.py"), constraints=(line,)))
    _, found = exchange_of(plan, fresh, "a.py", tracked=("a.py", "b.py"))
    assert found.plan.objective("O1").constraints == ("b.py belongs to O7, do not change it: O1 of old",)


def test_contracts_keep_their_ids_and_say_what_the_provider_gives_now() -> None:
    def login(identifier: str, signature: str, provider: str, *consumers: str) -> Contract:
        return Contract(identifier, ContractKind.SYMBOL, provider, consumers, "a.py", "login", signature)

    kept = replace(objective("O2", "b.py", wave=2, after="O1"), contracts=("C5",))
    plan = replace(
        plan_of(replace(objective("O1", "a.py"), contracts=("C5",)), kept),
        contracts=(login("C5", "login()", "O1", "O2"),),
    )
    token = Contract("C2", ContractKind.SYMBOL, "O2", ("O3",), "b.py", "token", "token()")
    fresh = replace(
        plan_of(objective("O1", "a.py"), objective("O2", "b.py"), objective("O3", "new.py")),
        contracts=(login("C1", "login(name)", "O1", "O2", "O3"), token),
    )
    _, found = exchange_of(plan, fresh, "a.py", tracked=("a.py", "b.py", "new.py"))
    assert found.plan.contracts == (
        login("C5", "login(name)", "O1", "O2", "O3"),
        replace(token, id="C1", provider="O2", consumers=("O3",)),
    )
    assert [each.contracts for each in found.plan.objectives] == [("C5",), ("C5", "C1"), ("C5", "C1")]
    assert check_plan(found.plan, team=TEAM).valid


def test_a_contract_that_nobody_provides_any_more_goes() -> None:
    contract = Contract("C1", ContractKind.SYMBOL, "O1", ("O2",), "a.py", "login", None)
    plan = replace(
        plan_of(objective("O1", "a.py"), replace(objective("O2", "b.py"), contracts=("C1",))), contracts=(contract,)
    )
    _, found = exchange_of(plan, plan_of(objective("O1", "a.py")), "a.py", tracked=("a.py", "b.py"))
    assert found.plan.contracts == ()
    assert found.plan.objective("O2").contracts == ()
    assert "contract C1 for login is no longer needed" in found.told


def test_the_whole_of_everything_is_no_place_for_one_part() -> None:
    anywhere = replace(objective("O1"), scope=Scope())
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py"))
    _, found = exchange_of(plan, plan_of(anywhere), "a.py", tracked=("a.py", "b.py"))
    assert touches(found.plan) == {"O2": ("b.py",)}


def test_what_a_person_took_out_is_not_offered_again() -> None:
    analysis = replace(
        analysis_of(group("g", "a.py", "b.py", new=("new/*.py", "more/*.py")), group("h", "c.py")),
        creations=(Creation("new/*.py", (), Role.SOURCE),),
    )
    plan = plan_of(objective("O1", "a.py", "more/*.py"))
    assert declined(analysis, plan) == {"b.py", "c.py", "new/*.py"}


# Whatever is refreshed


FILES = ("a.py", "b.py", "c.py", "lib/x.py", "lib/y.py", "docs/g.md")
patterns = st.lists(
    st.sampled_from([*FILES, "lib/", "lib/*.py", "**/*.md", "new/*.py"]), min_size=1, max_size=3, unique=True
)


@st.composite
def held_plans(draw: st.DrawFn) -> Plan:
    """A plan that holds, as one of a person or of an analysis."""
    ids = [f"O{number}" for number in range(1, draw(st.integers(2, 5)))]
    objectives = [
        objective(
            name,
            *draw(patterns),
            read=tuple(draw(patterns)),
            after=" ".join(draw(st.sets(st.sampled_from(ids[:at])))) if at else "",
        )
        for at, name in enumerate(ids)
    ]
    return plan_of(*assign_waves(objectives).objectives)


@unhurried
@given(
    held_plans(),
    st.sets(st.sampled_from(FILES)),
    st.dictionaries(st.sampled_from(FILES), st.sampled_from(["n/a.py", "lib/z.py"]), max_size=2),
)
def test_a_plan_by_hand_holds_after_its_files_have_moved(
    plan: Plan, changed: set[str], renames: dict[str, str]
) -> None:
    gone = {path for path in changed if path < "c"} - set(renames)
    tracked = sorted(({*FILES} - gone - set(renames)) | set(renames.values()))
    found = at_head(plan, *tracked, changed=tuple(changed - gone), renames=renames, gone=tuple(gone))
    check = check_plan(found.plan, existing=tracked, team=TEAM)
    assert check.valid or not found.plan.objectives, check


@unhurried
@given(held_plans(), held_plans(), st.sets(st.sampled_from(FILES), min_size=1))
def test_a_plan_planned_anew_holds_and_keeps_what_did_not_change(plan: Plan, fresh: Plan, changed: set[str]) -> None:
    exchange, found = exchange_of(plan, fresh, *sorted(changed), tracked=FILES)
    check = check_plan(found.plan, existing=FILES, team=TEAM)
    assert check.valid or not found.plan.objectives, check
    now = {each.id: each for each in found.plan.objectives}
    for kept in exchange.kept:
        new = now[kept.id]
        assert replace(new, wave=kept.wave, depends_on=kept.depends_on, contracts=kept.contracts) == kept
