from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.plan import Contract, ContractKind, Objective
from cortex_cli.model.scope import Scope
from cortex_cli.planning.changes.matching import matched, matched_contracts
from tests.unit.planning.builders import objective, unhurried


def titled(identifier: str, title: str, *touch: str) -> Objective:
    return replace(objective(identifier, *touch), title=title)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param([titled("A", "x", "a")], [titled("A", "x", "a")], [(0, 0)], id="the same"),
        pytest.param([titled("A", "x", "a")], [titled("A", "y", "a", "b")], [(0, 0)], id="the same id and a pattern"),
        pytest.param([titled("A", "x", "a")], [titled("B", "x", "a")], [(0, 0)], id="another id"),
        pytest.param([titled("A", "x", "a")], [titled("B", "y", "a")], [(0, 0)], id="only the touch"),
        pytest.param([titled("A", "x", "a")], [titled("B", "x", "b")], [(0, 0)], id="only the title"),
        pytest.param([titled("A", "x", "a")], [titled("A", "y", "b")], [(0, 0)], id="only the id"),
        pytest.param([titled("A", "x", "a", "b")], [titled("B", "y", "b", "c", "a")], [(0, 0)], id="most of the touch"),
        pytest.param([titled("A", "x", "a", "b")], [titled("B", "y", "b", "c")], [], id="little of the touch"),
        pytest.param([titled("A", "x", "a")], [titled("B", "y", "b")], [], id="nothing"),
        pytest.param([titled("A", "x")], [titled("B", "y")], [], id="an empty touch is nothing in common"),
        pytest.param(
            [titled("A", "x", "a"), titled("B", "y", "b")],
            [titled("A", "y", "b"), titled("B", "x", "a")],
            [(1, 0), (0, 1)],
            id="ids changed places",
        ),
        pytest.param(
            [titled("A", "x", "a"), titled("B", "x", "b")],
            [titled("C", "x", "c"), titled("D", "x", "d")],
            [],
            id="a title that several have tells nothing",
        ),
        pytest.param(
            [titled("A", "x", "a", "b", "c"), titled("B", "y", "c", "d")],
            [titled("C", "z", "a", "b", "c", "d")],
            [(0, 0)],
            id="who shares most",
        ),
    ],
)
def test_what_is_taken_for_the_same_objective(
    before: list[Objective], after: list[Objective], pairs: list[tuple[int, int]]
) -> None:
    assert matched(before, after) == pairs


def test_an_objective_that_may_write_everything_is_known_by_its_id_or_title() -> None:
    everything = replace(titled("A", "x"), scope=Scope())
    assert matched([everything], [replace(everything, id="B")]) == [(0, 0)]
    assert matched([everything], [replace(everything, title="y")]) == [(0, 0)]
    assert matched([everything], [replace(everything, id="B", title="y")]) == []


def test_ids_that_occur_twice_pair_once() -> None:
    twice = [titled("A", "x", "a"), titled("A", "y", "b")]
    assert len(matched(twice, twice)) == 2
    assert len(matched(twice, twice[:1])) == 1


def test_contracts_pair_by_id_and_place_then_by_place_then_by_id() -> None:
    def contract(identifier: str, path: str, symbol: str | None = None) -> Contract:
        return Contract(identifier, ContractKind.SYMBOL, "A", ("B",), path, symbol)

    before = [contract("C1", "a", "f"), contract("C2", "b", "g"), contract("C3", "c")]
    after = [contract("C3", "b", "g"), contract("C1", "a", "f"), contract("C4", "c", "h"), contract("C2", "z")]
    assert matched_contracts(before, after) == [(1, 0), (0, 1)]
    assert matched_contracts(before[1:2], after[3:]) == [(0, 0)]


few = st.lists(
    st.builds(
        titled,
        st.sampled_from(["A", "B", "C", "D"]),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["d", "e"]),
    ),
    max_size=4,
    unique_by=lambda each: each.id,
)


@unhurried
@given(few, few)
def test_nobody_is_paired_twice_and_equals_are_never_left_over(before: list[Objective], after: list[Objective]) -> None:
    pairs = matched(before, after)
    old, new = [old for old, _ in pairs], [new for _, new in pairs]
    assert len(set(old)) == len(old)
    assert new == sorted(set(new))
    alone = [each for at, each in enumerate(before) if at not in old]
    assert not {each.id for each in alone} & {each.id for at, each in enumerate(after) if at not in new}
