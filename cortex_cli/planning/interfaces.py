"""Wave 0: one objective fixes the interfaces that others wait for, so that both sides can work at the same time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from cortex_cli.model.analysis import CoordinationAction, CoordinationPoint, Role
from cortex_cli.model.plan import Contract, Objective
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Gate
from cortex_cli.planning.briefing import acceptance
from cortex_cli.planning.contracts import Territory, contracts_of
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.estimates import complexity, estimate
from cortex_cli.planning.graph import Graph, graph_of
from cortex_cli.planning.objectives import Material
from cortex_cli.planning.patterns import MOST_PATTERNS, literal_patterns
from cortex_cli.planning.titles import place, title

FIXING = "(interfaces)"
"""The name of the objective before it has an id; no draft has brackets at its beginning."""

NOTHING_TO_FIX = "no objective waits for a symbol of another one, so there are no interfaces to fix first"

ONE_OBJECTIVE = "all of the work is one objective, so there are no interfaces to fix first"

WHOLE_FILES = (
    "what keeps {users} waiting are whole files, which are changed last or one after another, and not signatures alone"
)

RULES = (
    "Write signatures, types and stubs alone, no behaviour: the objectives after this one do that.",
    "A new function raises NotImplementedError, or what its language has for that, until its own objective writes it.",
    "Whatever is there already keeps working as it does.",
)

Wait = tuple[str, str]
"""An objective, and one that it depends on."""


def with_interfaces(
    skeletons: Sequence[Objective], drafts: Sequence[Draft], material: Material
) -> tuple[Objective, ...]:
    """The objectives of `drafts`, not in waves yet, with one before them that fixes what they wait for."""
    analysis = material.analysis
    files = {path: draft.name for draft in drafts for path in draft.files}
    territory = Territory(tuple(skeletons), files, material.ground.fold_case)
    contracts = contracts_of(analysis.coordination_points, territory)
    bound = frozenset(_bound(analysis.coordination_points, territory))
    return fixed_first(skeletons, contracts, bound, analysis.task_type)


def fixed_first(
    objectives: Sequence[Objective], contracts: Sequence[Contract], bound: Collection[Wait], kind: TaskType
) -> tuple[Objective, ...]:
    """Put an objective that fixes interfaces first, and let both sides of them wait for it, not for each other.

    A consumer then waits for what its provider waits for, so that no order is lost. The waits in `bound` have
    other reasons and stay. Without a wait to replace, the objectives are as they were.
    """
    freed = _freed(objectives, contracts, bound)
    if not freed:
        return tuple(objectives)
    fixed = [each for each in contracts if any((name, each.provider) in freed for name in each.consumers)]
    sides = {name for each in fixed for name in (each.provider, *each.consumers)}
    needs = _without(objectives, freed)
    rest = (
        replace(each, depends_on=(FIXING, *needs[each.id]) if each.id in sides else needs[each.id])
        for each in objectives
    )
    return (_fixing(fixed, objectives, kind), *rest)


def _freed(objectives: Sequence[Objective], contracts: Sequence[Contract], bound: Collection[Wait]) -> frozenset[Wait]:
    """The waits that exist for a contract alone."""
    waits = {(each.id, needed) for each in objectives for needed in each.depends_on}
    asked = {(name, each.provider) for each in contracts if each.symbol is not None for name in each.consumers}
    return frozenset((waits & asked).difference(bound))


def _without(objectives: Sequence[Objective], freed: Collection[Wait]) -> dict[str, tuple[str, ...]]:
    """The dependencies less those that are freed, with what the freed one depends on in their place."""
    graph = graph_of(objectives)
    found: dict[str, tuple[str, ...]] = {}
    for name in graph.order:
        wanted = [found[each] if (name, each) in freed else (each,) for each in graph.dependencies[name]]
        found[name] = tuple(dict.fromkeys(each for group in wanted for each in group))
    return found


def _bound(points: Iterable[CoordinationPoint], territory: Territory) -> Iterator[Wait]:
    """The waits that a shared file asks for: integrating and regenerating come last, what is serialised one by one."""
    for point in points:
        owner, sides = territory.owner(point.path), sorted(territory.sides(point))
        if owner is None:
            continue
        if point.action in (CoordinationAction.INTEGRATE_LAST, CoordinationAction.REGENERATE):
            yield from ((owner, side) for side in sides)
        elif point.action is CoordinationAction.SERIALISE:
            yield from permutations((owner, *sides), 2)


def nothing_fixed(objectives: Sequence[Objective], contracts: Sequence[Contract]) -> str:
    """Why a plan has no wave 0, where nothing of these `objectives` could be freed of waiting."""
    if len(objectives) == 1:
        return ONE_OBJECTIVE
    graph = graph_of(objectives)
    asked = {(name, each.provider) for each in contracts if each.symbol is not None for name in each.consumers}
    waits = [(name, on) for name in graph.positions for on in graph.positions if (name, on) in asked]
    waits = [(name, on) for name, on in waits if graph.ancestors[name] >> graph.positions[on] & 1]
    direct = dict.fromkeys(name for name, on in waits if on in graph.dependencies[name])
    reasons = [WHOLE_FILES.format(users=", ".join(direct))] if direct else []
    reasons += [_by_way(name, on, graph) for name, on in waits if on not in graph.dependencies[name]]
    return f"there are no interfaces to fix first: {'; '.join(reasons)}" if reasons else NOTHING_TO_FIX


def _by_way(name: str, on: str, graph: Graph) -> str:
    """Who is between an objective and one that it waits for, but not directly."""
    between = [each for each in graph.dependencies[name] if graph.ancestors[each] >> graph.positions[on] & 1]
    return f"{name} waits for {on} by way of {', '.join(between)} all the same"


def _fixing(contracts: Sequence[Contract], objectives: Sequence[Objective], kind: TaskType) -> Objective:
    paths = sorted({each.path for each in contracts})
    users = {name for each in contracts for name in each.consumers}
    read = [pattern for each in objectives if each.id in users for pattern in each.scope.touch or ()]
    return Objective(
        id=FIXING,
        title=title("fix the interfaces", kind, Role.SOURCE, place(paths)),
        wave=0,
        scope=Scope(touch=literal_patterns(paths), read=tuple(dict.fromkeys(read))[:MOST_PATTERNS]),
        task_type=kind,
        complexity=complexity(len(paths)),
        contracts=tuple(each.id for each in contracts),
        constraints=RULES,
        must_change=False,
        estimate=estimate(kind, len(paths), 0),
        reason="both sides of these interfaces can work at the same time once they are fixed",
        interfaces=True,
    )


def fixing_briefed(objective: Objective, contracts: Sequence[Contract], gates: Sequence[Gate]) -> Objective:
    """The objective of wave 0 with what it has to deliver, once all of them have their ids."""
    mine = (each for each in contracts if each.id in objective.contracts)
    return replace(
        objective,
        acceptance=tuple(acceptance(gates)),
        deliverables=tuple(
            f"{each.symbol} in {each.path}, for {each.provider} to write and {', '.join(each.consumers)} to use"
            for each in mine
        ),
    )
