"""Finding the cycles of a graph, each named by one shortest round trip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from cortex_cli.planning.graph import Graph, graph_from


def cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """One shortest cycle for each knot of the graph, from its first declared node along what that waits for.

    A knot is a set of nodes that all reach one another; breaking its cycle may leave another one in it.
    """
    core = _core(graph)
    settled: set[str] = set()
    found = []
    for start in core.dependencies:
        if start in settled:
            continue
        settled.add(start)
        came_from = _search(start, core.dependencies.__getitem__)
        knot = came_from.keys() & _search(start, core.dependants.__getitem__).keys()
        if start in knot:
            settled |= knot
            found.append(_trail(came_from, start))
    return tuple(found)


def _core(graph: Graph) -> Graph:
    """What is left without the nodes that come before every cycle or after every one."""
    stuck = _without(graph, graph.order)
    return _without(stuck, Graph(stuck.dependants).order)


def _without(graph: Graph, names: Iterable[str]) -> Graph:
    gone = set(names)
    return graph_from((name, wanted) for name, wanted in graph.dependencies.items() if name not in gone)


def _search(start: str, neighbours: Callable[[str], tuple[str, ...]]) -> dict[str, str]:
    """Breadth first from `start`: each node reached, with the one it was first reached from."""
    came_from: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for wanted in neighbours(name):
            if wanted not in came_from:
                came_from[wanted] = name
                queue.append(wanted)
    return came_from


def _trail(came_from: Mapping[str, str], start: str) -> tuple[str, ...]:
    trail = [start, came_from[start]]
    while trail[-1] != start:
        trail.append(came_from[trail[-1]])
    return tuple(reversed(trail))
