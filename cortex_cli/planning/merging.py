"""Merging drafts that would only wait for each other: one worker does both, and no wave is spent on the border."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.analysis import CoordinationAction, CoordinationPoint
from cortex_cli.model.task_type import Complexity
from cortex_cli.model.team import Team
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.estimates import complexity
from cortex_cli.planning.layout import Layout, lay_out
from cortex_cli.planning.objectives import Material
from cortex_cli.planning.sharing.ownership import INTEGRATION, needs_graph

MOST_TRIED = 16
"""Pairs that are laid out on trial; each costs as much as planning once more."""


@dataclass(frozen=True)
class Merging:
    """A layout, and for each draft that was merged from several the names of those."""

    layout: Layout
    parts: dict[str, tuple[str, ...]]

    def name_of(self, draft: str) -> str:
        """The draft that the work of `draft` is now in."""
        return next((merged for merged, parts in self.parts.items() if draft in parts), draft)


def merge(drafts: Sequence[Draft], material: Material, team: Team, *, fix_interfaces: bool = False) -> Merging:
    """`drafts`, at least one, laid out, with each trivially serial pair as one where that costs nothing.

    Trivially serial: the second waits only for the first, and the first is waited for only by the second. Both have
    the same role and together stay of moderate size. Waves and estimated time must not grow. Where wave 0 is to fix
    interfaces, nothing is merged: it lets both work at the same time.
    """
    found = Merging(lay_out(drafts, material, team, fix_interfaces=fix_interfaces), {})
    current, tried = list(drafts), set[tuple[str, str]]()
    while len(tried) < MOST_TRIED and not fix_interfaces:
        pair = next((pair for pair in _serial(current, material) if _names(pair) not in tried), None)
        if pair is None:
            break
        tried.add(_names(pair))
        together = _joined(current, *pair)
        layout = lay_out(together, material, team)
        if all(new <= old for new, old in zip(layout.cost, found.layout.cost, strict=True)):
            current, found = together, Merging(layout, _parts(found.parts, *pair))
    return found


def _names(pair: tuple[Draft, Draft]) -> tuple[str, str]:
    return pair[0].name, pair[1].name


def _serial(drafts: Sequence[Draft], material: Material) -> Iterator[tuple[Draft, Draft]]:
    graph = needs_graph(drafts)
    by_name = {draft.name: draft for draft in drafts}
    for second in drafts:
        needed = graph.dependencies[second.name]
        if len(needed) == 1 and graph.dependants[needed[0]] == (second.name,):
            first = by_name[needed[0]]
            if _alike(first, second) and not _serves_several(first, drafts, material.analysis.coordination_points):
                yield first, second


def _alike(first: Draft, second: Draft) -> bool:
    """Whether one worker could do both: the same kind of work, and not too much of it."""
    if first.role is not second.role or INTEGRATION in (first.name, second.name):
        return False
    places = len({*first.creations, *second.creations})
    return complexity(len(first.files) + len(second.files), places) is not Complexity.HIGH


def _serves_several(first: Draft, drafts: Sequence[Draft], points: Sequence[CoordinationPoint]) -> bool:
    """Whether `first` settles a contract for more than one other draft: then it stays as small as it is."""
    for point in points:
        if point.action is CoordinationAction.CONTRACT_FIRST and point.path in first.files:
            users = [draft for draft in drafts if draft is not first and set(point.files).intersection(draft.files)]
            if len(users) > 1:
                return True
    return False


def _joined(drafts: Sequence[Draft], first: Draft, second: Draft) -> list[Draft]:
    name = f"{first.name}, {second.name}"
    both = replace(
        first,
        name=name,
        files=(*first.files, *second.files),
        creations=tuple(dict.fromkeys((*first.creations, *second.creations))),
        reason=first.reason if first.reason == second.reason else f"{first.reason}; {second.reason}",
    )
    merged = {first.name: name, second.name: name}
    return [
        replace(draft, needs=tuple(dict.fromkeys(merged.get(need, need) for need in draft.needs)))
        for draft in (both if each is first else each for each in drafts if each is not second)
    ]


def _parts(parts: dict[str, tuple[str, ...]], first: Draft, second: Draft) -> dict[str, tuple[str, ...]]:
    kept = {name: some for name, some in parts.items() if name not in (first.name, second.name)}
    joined = (*parts.get(first.name, (first.name,)), *parts.get(second.name, (second.name,)))
    return {**kept, f"{first.name}, {second.name}": joined}
