from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.planning.graph import Graph, critical_path, graph_from, graph_of
from tests.unit.planning.builders import chain_of, objective, unhurried


def acyclic(draw: st.DrawFn, most: int = 9) -> Graph:
    names = [f"N{n}" for n in range(draw(st.integers(0, most)))]
    shuffled = draw(st.permutations(names))
    declared = []
    for name in names:
        earlier = shuffled[: shuffled.index(name)]
        declared.append((name, draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []))
    return graph_from(declared)


graphs = st.composite(acyclic)()


def reaches(graph: Graph, start: str, goal: str) -> bool:
    return any(step == goal or reaches(graph, step, goal) for step in graph.dependencies[start])


def test_order_puts_dependencies_first_and_keeps_the_declared_order_otherwise() -> None:
    graph = graph_from([("late", ["base"]), ("base", []), ("free", []), ("last", ["late", "free"])])
    assert graph.order == ("base", "late", "free", "last")


def test_a_graph_ignores_what_a_plan_has_wrong() -> None:
    graph = graph_from([("a", ["a", "b", "b", "missing"]), ("b", []), ("b", ["a"])])
    assert graph.dependencies == {"a": ("b",), "b": ()}


def test_nodes_in_a_cycle_and_behind_it_have_no_place_in_the_order() -> None:
    graph = graph_from([("a", ["b"]), ("b", ["a"]), ("behind", ["a"]), ("before", [])])
    assert graph.order == ("before",)


def test_levels_heights_and_profile_count_the_longest_chains() -> None:
    graph = graph_from([("a", []), ("b", ["a"]), ("c", ["a"]), ("d", ["c", "b"]), ("e", [])])
    assert graph.levels == {"a": 1, "b": 2, "c": 2, "d": 3, "e": 1}
    assert graph.heights == {"a": 3, "b": 2, "c": 2, "d": 1, "e": 1}
    assert graph.profile() == (2, 2, 1)


def test_reduction_drops_a_dependency_that_another_one_implies() -> None:
    graph = graph_from([("a", []), ("b", ["a"]), ("c", ["a", "b"]), ("d", ["b", "c", "a"])])
    assert graph.reduced().dependencies == {"a": (), "b": ("a",), "c": ("b",), "d": ("c",)}


def test_the_critical_path_is_the_chain_that_takes_longest() -> None:
    graph = graph_from([("a", []), ("b", ["a"]), ("c", ["b"]), ("slow", ["a"])])
    path = critical_path(graph, {"a": 10, "b": 5, "c": 5, "slow": 30})
    assert (path.names, path.seconds) == (("a", "slow"), 40)


def test_an_empty_graph_has_an_empty_critical_path() -> None:
    path = critical_path(Graph({}), {})
    assert (path.names, path.seconds) == ((), 0.0)


def test_a_chain_of_ten_thousand_does_not_exhaust_the_stack() -> None:
    graph = graph_of(chain_of(10_000))
    assert len(graph.order) == graph.levels["N10000"] == 10_000
    assert graph.reduced().dependencies == graph.dependencies


def test_the_graph_of_a_plan_takes_its_dependencies() -> None:
    graph = graph_of([objective("A"), objective("B", after="A")])
    assert graph.dependencies == {"A": (), "B": ("A",)}


@unhurried
@given(graphs)
def test_every_dependency_comes_earlier_and_on_a_lower_level(graph: Graph) -> None:
    place = {name: index for index, name in enumerate(graph.order)}
    assert sorted(place) == sorted(graph.dependencies)
    for name, wanted in graph.dependencies.items():
        assert all(place[other] < place[name] and graph.levels[other] < graph.levels[name] for other in wanted)


@unhurried
@given(graphs)
def test_reduction_keeps_who_waits_for_whom_and_no_edge_can_be_spared(graph: Graph) -> None:
    reduced = graph.reduced()
    for a, b in itertools.product(graph.dependencies, repeat=2):
        assert reaches(graph, a, b) == reaches(reduced, a, b)
    for name, wanted in reduced.dependencies.items():
        for dropped in wanted:
            rest = tuple(other for other in wanted if other != dropped)
            assert not reaches(Graph({**reduced.dependencies, name: rest}), name, dropped)
