from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.planning.cycles import cycles
from cortex_cli.planning.graph import Graph, graph_from
from tests.unit.planning.builders import unhurried

NAMES = [f"N{n}" for n in range(7)]
edges = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True))


def test_a_cycle_is_named_from_its_first_declared_node() -> None:
    graph = graph_from([("a", []), ("b", ["a", "d"]), ("c", ["b"]), ("d", ["c"]), ("e", ["d"])])
    assert cycles(graph) == (("b", "d", "c", "b"),)


def test_the_shortest_round_trip_is_told() -> None:
    graph = graph_from([("a", ["b", "c"]), ("b", ["c"]), ("c", ["a"])])
    assert cycles(graph) == (("a", "c", "a"),)


def test_separate_cycles_are_all_told_even_where_one_waits_for_the_other() -> None:
    graph = graph_from([("a", ["b"]), ("b", ["a", "m"]), ("m", ["y"]), ("x", ["y"]), ("y", ["x"])])
    assert cycles(graph) == (("a", "b", "a"), ("x", "y", "x"))


def test_a_cycle_of_ten_thousand_is_found() -> None:
    graph = graph_from((f"N{n}", [f"N{(n + 1) % 10_000}"]) for n in range(10_000))
    (found,) = cycles(graph)
    assert len(found) == 10_001


@unhurried
@given(edges)
def test_each_cycle_follows_dependencies_and_without_any_the_order_is_complete(
    declared: dict[str, list[str]],
) -> None:
    graph: Graph = graph_from((name, declared.get(name, [])) for name in NAMES)
    found = cycles(graph)
    assert bool(found) == (len(graph.order) < len(NAMES))
    for cycle in found:
        assert cycle[0] == cycle[-1]
        assert all(later in graph.dependencies[earlier] for earlier, later in pairwise(cycle))
