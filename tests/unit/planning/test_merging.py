from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint, Role
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.layout import lay_out
from cortex_cli.planning.merging import Merging, merge
from cortex_cli.planning.objectives import Material
from cortex_cli.planning.sharing.ownership import INTEGRATION
from tests.unit.planning.builders import analysis_of, team_of, unhurried, worker

TREE = tuple(f"{name}/{number}.py" for name in "abcdef" for number in range(12))
TEAM = team_of(worker("dev", at_once=4))


def draft(name: str, count: int = 1, needs: str = "", role: Role = Role.SOURCE) -> Draft:
    """A draft of the first files of the directory that is called like it."""
    files = tuple(f"{name[0]}/{number}.py" for number in range(count))
    return Draft(name, role, files, needs=tuple(needs.split()), reason=f"files of {name}")


def merged(*drafts: Draft, points: tuple[CoordinationPoint, ...] = ()) -> Merging:
    return merge(drafts, Material(analysis_of(points=points), Ground(TREE), {}), TEAM)


def names(found: Merging) -> list[str]:
    return [each.name for each in found.layout.drafts]


def test_two_that_would_only_wait_for_each_other_become_one() -> None:
    found = merged(draft("a"), draft("b", needs="a"))
    (only,) = found.layout.objectives
    assert only.scope.touch == ("a/0.py", "b/0.py")
    assert (only.wave, only.depends_on, only.reason) == (1, (), "files of a; files of b")
    assert found.parts == {"a, b": ("a", "b")}
    assert (found.name_of("a"), found.name_of("b"), found.name_of("c")) == ("a, b", "a, b", "c")


def test_a_whole_chain_becomes_one_as_long_as_it_stays_moderate() -> None:
    found = merged(draft("a", 2), draft("b", 2, needs="a"), draft("c", 2, needs="b"))
    assert found.parts == {"a, b, c": ("a", "b", "c")}
    large = merged(draft("a", 6), draft("b", 6, needs="a"))
    assert names(large) == ["a", "b"]


def test_what_others_wait_for_or_what_waits_for_several_stays() -> None:
    several = merged(draft("a"), draft("b", needs="a"), draft("c", needs="a"))
    assert names(several) == ["a", "b", "c"]
    waiting = merged(draft("a"), draft("b"), draft("c", needs="a b"))
    assert names(waiting) == ["a", "b", "c"]


def test_others_then_wait_for_the_merged_one_and_it_for_them() -> None:
    found = merged(draft("a"), draft("b", needs="a", role=Role.TEST), draft("c", needs="b"), draft("d", needs="c"))
    assert names(found) == ["a", "b", "c, d"]
    first, test, both = found.layout.objectives
    assert (test.depends_on, both.depends_on) == ((first.id,), (test.id,))


def test_work_of_another_kind_stays_apart() -> None:
    assert names(merged(draft("a"), draft("b", needs="a", role=Role.DOCS))) == ["a", "b"]
    assert names(merged(draft("a"), replace(draft("b", needs="a"), name=INTEGRATION))) == ["a", INTEGRATION]


def test_who_settles_a_contract_for_several_stays_small() -> None:
    """c does not wait for a, for that was given up, but it uses what a settles."""
    users = ("b/0.py", "c/0.py")
    point = CoordinationPoint(
        CoordinationKind.FAN_IN, "a/0.py", None, users, "shared", CoordinationAction.CONTRACT_FIRST
    )
    drafts = (draft("a"), draft("b", needs="a"), draft("c"))
    assert names(merged(*drafts, points=(point,))) == ["a", "b", "c"]
    one_user = replace(point, files=("b/0.py",))
    assert names(merged(*drafts, points=(one_user,))) == ["a, b", "c"]


def test_nothing_is_merged_where_that_would_take_longer() -> None:
    """a before b and c before d, all alike: with a and b as one, the first wave would take as long as two."""
    drafts = (draft("a", 4), draft("b", 4, needs="a"), draft("c", 4), draft("d", 4, needs="c"), draft("e", needs="c"))
    before = lay_out(drafts, Material(analysis_of(), Ground(TREE), {}), TEAM)
    found = merged(*drafts)
    assert found.layout.cost <= before.cost
    assert names(found) == list("abcde")


@st.composite
def plans(draw: st.DrawFn) -> list[Draft]:
    count = draw(st.integers(1, 6))
    return [
        draft(
            name,
            draw(st.integers(1, 5)),
            " ".join(draw(st.lists(st.sampled_from("abcdef"[:at]), max_size=2, unique=True))) if at else "",
            draw(st.sampled_from([Role.SOURCE, Role.SOURCE, Role.TEST])),
        )
        for at, name in enumerate("abcdef"[:count])
    ]


@unhurried
@given(plans())
def test_merging_never_costs_waves_or_time_and_loses_no_file(drafts: list[Draft]) -> None:
    before = lay_out(drafts, Material(analysis_of(), Ground(TREE), {}), TEAM)
    found = merged(*drafts)
    assert all(new <= old for new, old in zip(found.layout.cost, before.cost, strict=True))
    files = sorted(path for each in found.layout.drafts for path in each.files)
    assert files == sorted(path for each in drafts for path in each.files)
