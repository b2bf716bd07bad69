"""Coordination points: each shared file gets one owner, and an order in which the others come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cortex_cli.model.analysis import CoordinationAction, CoordinationPoint, Role
from cortex_cli.planning.drafts import Draft, owner_of
from cortex_cli.planning.graph import Graph
from cortex_cli.planning.ground import Ground

INTEGRATION = "integration"

Edge = tuple[str, str]


@dataclass(frozen=True)
class Settlement:
    """Drafts whose `needs` form no cycle; `given_up` are (draft, needed) pairs that would have closed one."""

    drafts: tuple[Draft, ...]
    given_up: tuple[Edge, ...] = ()


def settle(drafts: Sequence[Draft], points: Sequence[CoordinationPoint], ground: Ground) -> Settlement:
    """Give every coordination file one owner and order the drafts around it.

    Contract first: the owner comes before those that use the file. Integrate last: it comes after them, in a
    draft of its own if the rest of the owner is needed earlier. Serialise: one after another. Regenerate: whoever
    has most of what the file is made from comes after the others that have some of it. These orders count more
    than the needs of the groups.
    """
    current = {draft.name: draft for draft in drafts}
    edges: list[Edge] = []
    for point in points:
        edges.extend(_settled(current, point, edges, ground))
    wanted = [*edges, *((draft.name, need) for draft in current.values() for need in draft.needs)]
    needs, given_up = _acyclic(list(current), dict.fromkeys(wanted))
    return Settlement(
        tuple(replace(draft, needs=tuple(needs[draft.name])) for draft in current.values()), tuple(given_up)
    )


def _settled(current: dict[str, Draft], point: CoordinationPoint, edges: Sequence[Edge], ground: Ground) -> list[Edge]:
    """Settle who owns the point's file; the (draft, needed) pairs that follow from its action."""
    others = [draft.name for draft in current.values() if set(point.files).intersection(draft.files)]
    found = owner_of(current.values(), point.path)
    owner = found.name if found else _adopt(current, point, others, ground)
    if owner is None:
        return []
    others = [name for name in others if name != owner]
    if point.action is CoordinationAction.CONTRACT_FIRST:
        return [(name, owner) for name in others]
    if point.action is CoordinationAction.INTEGRATE_LAST:
        return _integrate_last(current, point, owner, others, edges)
    if point.action is CoordinationAction.REGENERATE:
        return [(owner, name) for name in others]
    if point.action is CoordinationAction.SERIALISE:
        chain = [name for name in current if name in (owner, *others)]
        return [(later, earlier) for earlier, later in pairwise(chain)]
    return []


def _adopt(current: dict[str, Draft], point: CoordinationPoint, others: Sequence[str], ground: Ground) -> str | None:
    """Find an owner for a shared file that is in no draft: who has most of the files around it.

    A file that only provides something may stay as it is, and so may one that nobody's files meet in.
    """
    if point.action is CoordinationAction.CONTRACT_FIRST or not others or ground.refusal(point.path):
        return None
    if point.action is CoordinationAction.INTEGRATE_LAST and len(others) > 1:
        return _give_to_integration(current, point)
    around = set(point.files)
    owner = max(others, key=lambda name: (len(around.intersection(current[name].files)), -others.index(name)))
    current[owner] = replace(current[owner], files=(*current[owner].files, point.path))
    return owner


def _integrate_last(
    current: dict[str, Draft],
    point: CoordinationPoint,
    owner: str,
    others: list[str],
    edges: Sequence[Edge],
) -> list[Edge]:
    draft = current[owner]
    alone = draft.files == (point.path,) and not draft.creations
    if alone or not any(owner in _needed_by(current, edges, name) for name in others):
        return [(owner, name) for name in others]
    current[owner] = replace(draft, files=tuple(path for path in draft.files if path != point.path))
    integration = _give_to_integration(current, point)
    return [(integration, name) for name in (owner, *others) if name != integration]


def _give_to_integration(current: dict[str, Draft], point: CoordinationPoint) -> str:
    draft = current.get(INTEGRATION, Draft(INTEGRATION, Role.SOURCE, reason=point.reason))
    current[INTEGRATION] = replace(draft, files=(*draft.files, point.path))
    return INTEGRATION


def _needed_by(current: dict[str, Draft], edges: Sequence[Edge], start: str) -> set[str]:
    reached: set[str] = set()
    frontier = [start]
    while frontier:
        name = frontier.pop()
        wanted = {*current[name].needs, *(need for waiting, need in edges if waiting == name)}
        frontier.extend(sorted(wanted - reached))
        reached |= wanted
    return reached


def _acyclic(names: Sequence[str], edges: Iterable[Edge]) -> tuple[dict[str, list[str]], list[Edge]]:
    """The edges one after another, without those that would close a cycle with the ones before."""
    needs: dict[str, list[str]] = {name: [] for name in names}
    given_up: list[Edge] = []
    for waiting, needed in edges:
        if waiting == needed or _reaches(needs, needed, waiting):
            given_up.append((waiting, needed))
        else:
            needs[waiting].append(needed)
    return needs, given_up


def _reaches(needs: dict[str, list[str]], start: str, goal: str) -> bool:
    seen, frontier = {start}, [start]
    while frontier:
        for needed in needs[frontier.pop()]:
            if needed == goal:
                return True
            if needed not in seen:
                seen.add(needed)
                frontier.append(needed)
    return False


def needs_graph(drafts: Sequence[Draft]) -> Graph:
    """The graph of drafts, without needs that others imply."""
    return Graph({draft.name: draft.needs for draft in drafts}).reduced()
