from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.planning.changes.exchange import Exchange, without, written_by
from tests.unit.planning.builders import objective, plan_of

TRACKED = ("a.py", "b.py", "c.py", "lib/x.py", "lib/[id].py")


def fixing(identifier: str, *touch: str) -> Objective:
    return replace(objective(identifier, *touch, wave=0), interfaces=True)


def exchange(plan: Plan, fresh: Plan, *affected: str, declined: frozenset[str] = frozenset()) -> Exchange:
    return Exchange(plan, fresh, frozenset(affected), TRACKED, {}, declined)


def touches(found: Exchange) -> dict[str, tuple[str, ...] | None]:
    return {each.id: each.scope.touch for each in found.objectives}


def test_what_each_may_write_leaves_out_what_is_forbidden() -> None:
    plan = plan_of(objective("A", "lib/", forbid=("lib/x.py",)), objective("B", "*.py"), forbid=("c.py",))
    assert written_by(plan, plan.objectives, TRACKED) == {
        "A": frozenset({"lib/[id].py"}),
        "B": frozenset({"a.py", "b.py"}),
    }


def test_a_scope_without_some_files_loses_their_names_or_forbids_them() -> None:
    files = {"a.py", "lib/x.py", "lib/[id].py"}
    told = replace(objective("A", "a.py", "b.py"), deliverables=("a.py, changed", "b.py, changed"))
    cut = without(told, files, ())
    assert cut is not None
    assert (cut.scope.touch, cut.scope.forbid, cut.deliverables) == (("b.py",), (), ("b.py, changed",))
    wide = without(objective("A", "lib/*", forbid=("lib/z",)), files, ())
    assert wide is not None
    assert wide.scope == Scope(("lib/*",), (), ("lib/z", "lib/\\[id\\].py", "lib/x.py"))


def test_a_scope_of_which_nothing_is_left_is_none() -> None:
    assert without(objective("A", "a.py"), {"a.py"}, ()) is None
    assert without(objective("A", "new/*"), (), {"new/*"}) is None


def test_a_scope_that_has_none_of_them_stays_as_it_is() -> None:
    for each in (objective("A", "b.py"), replace(objective("A"), scope=Scope())):
        assert without(each, {"a.py"}, {"c/*"}) == each


def test_more_than_a_scope_can_forbid_is_not_taken_at_all() -> None:
    files = {f"lib/{number}.py" for number in range(1001)}
    assert without(objective("A", "lib/*"), files, ()) is None


def test_interfaces_are_exchanged_for_interfaces_alone() -> None:
    plan = plan_of(fixing("O1", "a.py"), objective("O2", "a.py"), objective("O3", "b.py"))
    fresh = plan_of(fixing("O1", "a.py", "b.py"), objective("O2", "b.py"), objective("O3", "a.py"))
    found = exchange(plan, fresh, "O1", "O2")
    assert found.heirs == {"O1": ("O1",), "O2": ("O2",)}
    assert touches(found) == {"O1": ("a.py", "b.py"), "O2": ("a.py",), "O3": ("b.py",)}
    assert [each.id for each in found.objectives if each.interfaces] == ["O1"]


def test_new_interfaces_are_not_fixed_where_the_plan_has_none_to_exchange() -> None:
    plan = plan_of(fixing("O1", "b.py"), objective("O2", "a.py"), objective("O3", "b.py"))
    fresh = plan_of(fixing("O1", "a.py"), replace(objective("O2", "a.py"), depends_on=("O1",)))
    found = exchange(plan, fresh, "O2")
    assert touches(found) == {"O1": ("b.py",), "O2": ("a.py",), "O3": ("b.py",)}
    assert found.names["O1"] == ("O1",)


def test_whoever_only_fixes_interfaces_owns_no_file() -> None:
    plan = plan_of(fixing("O1", "a.py"), objective("O2", "b.py"))
    found = exchange(plan, plan_of(objective("O1", "a.py", "b.py")), "O2")
    assert touches(found) == {"O1": ("a.py",), "O2": ("a.py", "b.py")}


def test_free_ids_avoid_every_id_that_the_plan_has_had() -> None:
    plan = plan_of(objective("O1", "a.py", "b.py"), objective("O3", "c.py"), objective("cart", "lib/"))
    fresh = plan_of(objective("O1", "a.py"), objective("O2", "b.py"))
    found = exchange(plan, fresh, "O1")
    assert found.heirs == {"O1": ("O2", "O4")}
    assert [each.id for each in found.objectives] == ["O3", "cart", "O2", "O4"]


def test_one_that_takes_the_place_of_two_has_an_id_of_its_own() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py"))
    found = exchange(plan, plan_of(objective("O1", "a.py", "b.py")), "O1", "O2")
    assert found.heirs == {"O1": ("O3",), "O2": ("O3",)}


def test_with_nothing_kept_the_fresh_plan_comes_in_whole() -> None:
    anywhere = replace(objective("O1"), scope=Scope())
    found = exchange(plan_of(objective("O1", "a.py")), plan_of(anywhere), "O1")
    assert touches(found) == {"O1": None}


def test_the_names_of_the_fresh_plan_lead_to_who_has_its_files() -> None:
    plan = plan_of(objective("O1", "a.py"), objective("O2", "b.py"), objective("O3", "c.py"))
    fresh = plan_of(objective("O7", "b.py", "c.py"), objective("O8", "a.py"), objective("O9", "never.py"))
    found = exchange(plan, fresh, "O1", declined=frozenset({"never.py"}))
    assert found.names == {"O7": ("O2", "O3"), "O8": ("O1",), "O9": ()}
