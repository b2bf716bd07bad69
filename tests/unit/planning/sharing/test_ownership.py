from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint, Role
from cortex_cli.planning.drafts import Draft, owner_of
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.sharing.ownership import INTEGRATION, Settlement, needs_graph, settle
from tests.unit.planning.builders import unhurried

FIRST, LAST, OWN, SERIALISE, REGENERATE = (
    CoordinationAction.CONTRACT_FIRST,
    CoordinationAction.INTEGRATE_LAST,
    CoordinationAction.OWN,
    CoordinationAction.SERIALISE,
    CoordinationAction.REGENERATE,
)
GROUND = Ground(("a.py", "b.py", "c.py", "lock", "main.py"), ("secret",))


def draft(name: str, *files: str, needs: str = "", new: tuple[str, ...] = ()) -> Draft:
    return Draft(name, Role.SOURCE, files, new, needs=tuple(needs.split()))


def point(action: CoordinationAction, path: str, *files: str) -> CoordinationPoint:
    return CoordinationPoint(CoordinationKind.REGISTRY, path, None, files, "shared", action)


def needs(found: Settlement) -> dict[str, tuple[str, ...]]:
    return {each.name: each.needs for each in found.drafts}


def test_without_points_the_groups_needs_stand() -> None:
    found = settle([draft("a", "a.py", needs="b"), draft("b", "b.py")], [], GROUND)
    assert (needs(found), found.given_up) == ({"a": ("b",), "b": ()}, ())


def test_of_groups_that_need_each_other_the_first_keeps_its_need() -> None:
    found = settle([draft("a", "a.py", needs="b"), draft("b", "b.py", needs="a")], [], GROUND)
    assert (needs(found), found.given_up) == ({"a": ("b",), "b": ()}, (("b", "a"),))


def test_the_order_of_a_contract_counts_more_than_that_of_imports() -> None:
    drafts = [draft("a", "a.py", needs="b"), draft("b", "b.py")]
    found = settle(drafts, [point(FIRST, "a.py", "b.py")], GROUND)
    assert (needs(found), found.given_up) == ({"a": (), "b": ("a",)}, (("a", "b"),))


def test_a_provider_that_nobody_changes_orders_nothing_and_stays_unowned() -> None:
    found = settle([draft("a", "a.py"), draft("b", "b.py")], [point(FIRST, "c.py", "a.py", "b.py")], GROUND)
    assert needs(found) == {"a": (), "b": ()}
    assert owner_of(found.drafts, "c.py") is None


def test_the_owner_of_a_shared_file_has_most_files_around_it() -> None:
    drafts = [draft("a", "a.py"), draft("b", "b.py", "c.py")]
    found = settle(drafts, [point(OWN, "lock", "a.py", "b.py", "c.py")], GROUND)
    owner = owner_of(found.drafts, "lock")
    assert owner is not None
    assert owner.name == "b"
    assert needs(found) == {"a": (), "b": ()}


@pytest.mark.parametrize("path", ["secret", "gone"])
def test_nobody_owns_what_may_not_be_written(path: str) -> None:
    found = settle([draft("a", "a.py")], [point(OWN, path, "a.py")], GROUND)
    assert owner_of(found.drafts, path) is None


def test_a_point_far_from_the_work_changes_nothing() -> None:
    drafts = (draft("a", "a.py"),)
    assert settle(drafts, [point(OWN, "lock", "b.py"), point(LAST, "main.py", "c.py")], GROUND).drafts == drafts


def test_serialised_work_is_one_chain_in_the_order_of_the_drafts() -> None:
    drafts = [draft("a", "a.py"), draft("b", "b.py"), draft("c", "c.py")]
    found = settle(drafts, [point(SERIALISE, "b.py", "c.py", "a.py")], GROUND)
    assert needs(found) == {"a": (), "b": ("a",), "c": ("b",)}


def test_a_generated_file_is_made_again_by_whom_its_inputs_belong_to_once_they_are_done() -> None:
    drafts = [draft("a", "a.py"), draft("b", "b.py", "c.py")]
    found = settle(drafts, [point(REGENERATE, "lock", "a.py", "b.py", "c.py")], GROUND)
    assert [each.files for each in found.drafts] == [("a.py",), ("b.py", "c.py", "lock")]
    assert needs(found) == {"a": (), "b": ("a",)}


def test_an_entry_point_in_no_draft_is_integrated_in_one_of_its_own() -> None:
    drafts = [draft("a", "a.py"), draft("b", "b.py")]
    found = settle(drafts, [point(LAST, "main.py", "a.py", "b.py")], GROUND)
    assert needs(found) == {"a": (), "b": (), INTEGRATION: ("a", "b")}
    assert owner_of(found.drafts, "main.py") == found.drafts[2]


def test_an_entry_point_that_only_one_draft_meets_is_that_drafts() -> None:
    found = settle([draft("a", "a.py"), draft("b", "b.py")], [point(LAST, "main.py", "b.py")], GROUND)
    assert [each.files for each in found.drafts] == [("a.py",), ("b.py", "main.py")]


def test_an_entry_point_leaves_a_draft_that_others_need_first() -> None:
    drafts = [draft("core", "main.py", "a.py"), draft("b", "b.py", needs="core")]
    found = settle(drafts, [point(LAST, "main.py", "b.py")], GROUND)
    assert needs(found) == {"core": (), "b": ("core",), INTEGRATION: ("core", "b")}
    assert [each.files for each in found.drafts] == [("a.py",), ("b.py",), ("main.py",)]


def test_two_entry_points_share_the_integration() -> None:
    drafts = [draft("a", "a.py"), draft("b", "b.py")]
    points = [point(LAST, "main.py", "a.py", "b.py"), point(LAST, "lock", "a.py", "b.py")]
    found = settle(drafts, points, GROUND)
    assert found.drafts[2].files == ("main.py", "lock")
    assert found.given_up == ()


def test_the_graph_of_drafts_leaves_out_implied_needs() -> None:
    drafts = [draft("a", "a.py"), draft("b", "b.py", needs="a"), draft("c", "c.py", needs="a b")]
    assert needs_graph(drafts).dependencies["c"] == ("b",)


files = st.sampled_from(GROUND.tracked)
points = st.lists(
    st.builds(
        CoordinationPoint,
        st.just(CoordinationKind.FAN_IN),
        files,
        st.none(),
        st.lists(files, max_size=3).map(tuple),
        st.just("shared"),
        st.sampled_from(CoordinationAction),
    ),
    max_size=6,
)


@unhurried
@given(st.lists(st.tuples(st.sampled_from("pqrs"), st.sampled_from("pqrs")), max_size=6), points)
def test_needs_never_form_a_cycle_and_every_file_keeps_one_owner(
    wanted: list[tuple[str, str]], shared: list[CoordinationPoint]
) -> None:
    drafts = [
        draft(name, path, needs=" ".join(b for a, b in wanted if a == name))
        for name, path in zip("pqrs", GROUND.tracked, strict=False)
    ]
    found = settle(drafts, shared, GROUND)
    assert len(needs_graph(found.drafts).order) == len(found.drafts)
    owned = sorted(path for each in found.drafts for path in each.files)
    assert all(a != b for a, b in pairwise(owned))
    assert set(owned) >= {path for each in drafts for path in each.files}
