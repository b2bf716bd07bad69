"""Every problem of a plan's dependencies at once."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from cortex_cli.model.identifiers import OBJECTIVE_ID
from cortex_cli.model.plan import Objective
from cortex_cli.model.problem import Problem
from cortex_cli.planning.cycles import cycles
from cortex_cli.planning.graph import Graph, graph_of

SUGGESTED_FROM = 200
"""A suggestion compares a wrong name with at most so many others: with all of them it would be quadratic."""


def graph_problems(objectives: Sequence[Objective]) -> tuple[Problem, ...]:
    """Ids, dependencies, cycles and wave order of `objectives`, in a stable order.

    Kinds: bad_id, duplicate_id, missing_dependency, self_dependency, duplicate_dependency, cycle,
    unreachable, bad_wave, interfaces_wave, wave_order.
    """
    graph = graph_of(objectives)
    return (
        *_identifiers(objectives),
        *_dependencies(objectives, graph),
        *_cycles(graph),
        *_unreachable(objectives, graph),
        *_waves(objectives),
    )


def _identifiers(objectives: Sequence[Objective]) -> Iterator[Problem]:
    for identifier, count in Counter(objective.id for objective in objectives).items():
        if OBJECTIVE_ID.fullmatch(identifier) is None:
            yield Problem(
                "bad_id",
                f"{identifier!r} is not an objective id",
                objective=identifier,
                mend="use a letter, then at most 39 letters, digits, `-` or `_`",
            )
        if count > 1:
            yield Problem(
                "duplicate_id",
                f"{count} objectives are called {identifier}",
                objective=identifier,
                mend="give each objective an id of its own",
            )


def _dependencies(objectives: Sequence[Objective], graph: Graph) -> Iterator[Problem]:
    for objective in objectives:
        for wanted, count in Counter(objective.depends_on).items():
            if wanted == objective.id:
                yield Problem("self_dependency", f"{wanted} depends on itself", objective=wanted)
            elif wanted not in graph.dependencies:
                yield _missing(objective.id, wanted, graph)
            if count > 1:
                message = f"{objective.id} names its dependency {wanted} {count} times"
                yield Problem("duplicate_dependency", message, objective=objective.id)


def _missing(identifier: str, wanted: str, graph: Graph) -> Problem:
    names = list(graph.dependencies)[:SUGGESTED_FROM]
    near = difflib.get_close_matches(wanted, names, n=1)
    return Problem(
        "missing_dependency",
        f"{identifier} depends on {wanted}, which is not an objective of this plan",
        objective=identifier,
        mend=f"did you mean {near[0]}?" if near else f"remove {wanted} from depends_on, or add that objective",
    )


def _cycles(graph: Graph) -> Iterator[Problem]:
    for cycle in cycles(graph):
        yield Problem(
            "cycle",
            f"dependencies form a cycle: {' -> '.join(cycle)}",
            objective=cycle[0],
            mend=f"remove one of these dependencies, for example {cycle[1]} from {cycle[0]}",
        )


def _unreachable(objectives: Sequence[Objective], graph: Graph) -> Iterator[Problem]:
    """What can never start although nothing is wrong with its own dependencies."""
    broken = {o.id for o in objectives if any(wanted not in graph.dependencies for wanted in o.depends_on)}
    in_cycle = {name for cycle in cycles(graph) for name in cycle}
    never = broken | (graph.dependencies.keys() - set(graph.order))
    reached, frontier = set(never), list(never)
    for name in frontier:
        frontier.extend(after for after in graph.dependants[name] if after not in reached)
        reached.update(graph.dependants[name])
    for name in graph.dependencies:
        if name in reached - broken - in_cycle:
            cause = next(wanted for wanted in graph.dependencies[name] if wanted in reached)
            yield Problem("unreachable", f"{name} can never start: it waits for {cause}", objective=name)


def _waves(objectives: Sequence[Objective]) -> Iterator[Problem]:
    waves: dict[str, int] = {}
    for objective in objectives:
        waves.setdefault(objective.id, objective.wave)
    for objective in objectives:
        yield from _number(objective)
        for wanted in dict.fromkeys(objective.depends_on):
            earliest = waves.get(wanted)
            if wanted != objective.id and earliest is not None and earliest >= objective.wave:
                yield _order(objective, wanted, earliest)


def _order(objective: Objective, wanted: str, earliest: int) -> Problem:
    name = objective.id
    if objective.interfaces:
        return Problem(
            "wave_order",
            f"{name} only fixes interfaces, before all other work, yet depends on {wanted} in wave {earliest}",
            objective=name,
            mend=f"remove {wanted} from depends_on of {name}, or write `interfaces: false`",
        )
    return Problem(
        "wave_order",
        f"{name} in wave {objective.wave} depends on {wanted} in wave {earliest}",
        objective=name,
        mend=f"put {name} into wave {earliest + 1} or later",
    )


def _number(objective: Objective) -> Iterator[Problem]:
    """Wave 0 is for interfaces and for nothing else: what later waves implement against stands before all of them."""
    if objective.interfaces and objective.wave != 0:
        yield Problem(
            "interfaces_wave",
            f"{objective.id} only fixes interfaces, yet is in wave {objective.wave}",
            objective=objective.id,
            mend=f"put {objective.id} into wave 0, or write `interfaces: false`",
        )
    elif objective.wave < 1 and not objective.interfaces:
        yield Problem(
            "bad_wave",
            f"{objective.id} is in wave {objective.wave}; waves count from 1",
            objective=objective.id,
            mend="wave 0 is for objectives with `interfaces: true`" if objective.wave == 0 else None,
        )
