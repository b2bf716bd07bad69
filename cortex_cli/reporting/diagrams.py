"""Mermaid flowcharts of a plan: its waves with their dependencies, and its contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cortex_cli.model.analysis import Analysis, CoordinationPoint, Group
from cortex_cli.model.plan import Contract, Plan
from cortex_cli.model.run import ObjectiveState
from cortex_cli.model.text import counted
from cortex_cli.rendering.escaping import mermaid_label

DRAWN_AT_MOST = 60
POINTS_DRAWN = 16
PLACE_SHOWN = 40
STYLES = {
    ObjectiveState.COMPLETED: "fill:#d7f0dc,stroke:#2e7d32,color:#1b1b1b",
    ObjectiveState.FAILED: "fill:#f8d7da,stroke:#b02a37,color:#1b1b1b",
    ObjectiveState.BLOCKED: "fill:#fff3cd,stroke:#997404,color:#1b1b1b",
    ObjectiveState.CANCELED: "fill:#e9ecef,stroke:#6c757d,color:#1b1b1b",
}


def waves_diagram(plan: Plan, states: Mapping[str, ObjectiveState] | None = None) -> str:
    """A flowchart with one box per wave; `states` by objective id colours what ended.

    Past sixty objectives a wave is one node with a number: GitHub refuses to draw large graphs.
    """
    if len(plan.objectives) > DRAWN_AT_MOST:
        return _overview(plan)
    nodes = {objective.id: f"n{number}" for number, objective in enumerate(plan.objectives, 1)}
    lines = ["flowchart LR"]
    for wave in plan.waves:
        lines.append(f'  subgraph w{wave.number}["wave {wave.number}"]')
        lines += [f'    {nodes[name]}["{mermaid_label(plan.objective(name).title)}"]' for name in wave.objectives]
        lines.append("  end")
    for objective in plan.objectives:
        lines += [f"  {nodes[name]} --> {nodes[objective.id]}" for name in objective.depends_on if name in nodes]
    return "\n".join([*lines, *_colours(nodes, states or {})])


def _overview(plan: Plan) -> str:
    waves = plan.waves
    lines = [f'  w{wave.number}["wave {wave.number}, {len(wave.objectives)} objectives"]' for wave in waves]
    links = [f"  w{here.number} --> w{after.number}" for here, after in pairwise(waves)]
    return "\n".join(["flowchart LR", *lines, *links])


def _colours(nodes: Mapping[str, str], states: Mapping[str, ObjectiveState]) -> list[str]:
    lines = []
    for state, style in STYLES.items():
        members = [nodes[name] for name, its_state in states.items() if its_state is state and name in nodes]
        if members:
            lines += [f"  classDef {state} {style}", f"  class {','.join(members)} {state}"]
    return lines


def contracts_diagram(plan: Plan) -> str:
    """A flowchart from each contract's provider to its consumers; empty where there are no contracts."""
    links = [(contract, consumer) for contract in plan.contracts for consumer in contract.consumers]
    if not links or len(links) > DRAWN_AT_MOST:
        return ""
    names = dict.fromkeys(name for contract, consumer in links for name in (contract.provider, consumer))
    nodes = {name: f"n{number}" for number, name in enumerate(names, 1)}
    lines = [f'  {node}["{mermaid_label(name)}"]' for name, node in nodes.items()]
    lines += [
        f'  {nodes[contract.provider]} -- "{mermaid_label(_promise(contract))}" --> {nodes[consumer]}'
        for contract, consumer in links
    ]
    return "\n".join(["flowchart LR", *lines])


def _promise(contract: Contract) -> str:
    return contract.symbol or contract.path


def groups_diagram(analysis: Analysis) -> str:
    """A flowchart of the groups that the work may be divided into and of the points where these meet.

    A dotted line leads from a point to each group that has part in it. Empty where nothing is linked.
    """
    groups = analysis.strategy.groups
    nodes = {group.name: f"g{number}" for number, group in enumerate(groups, 1)}
    needs = [f"  {nodes[need]} --> {nodes[group.name]}" for group in groups for need in group.needs if need in nodes]
    met = [(point, names) for point in analysis.coordination_points if len(names := _groups_at(point, groups)) > 1]
    if len(groups) > DRAWN_AT_MOST or not (needs or met):
        return ""
    lines = [f'  {nodes[group.name]}["{mermaid_label(_sized(group))}"]' for group in groups]
    links = []
    for number, (point, names) in enumerate(met[:POINTS_DRAWN], 1):
        lines.append(f'  p{number}{{{{"{mermaid_label(_place(point))}"}}}}')
        links += [f"  p{number} -.- {nodes[name]}" for name in names]
    return "\n".join(["flowchart LR", *lines, *needs, *links])


def _groups_at(point: CoordinationPoint, groups: Sequence[Group]) -> list[str]:
    """The names of the groups that have a file of the point."""
    files = {point.path, *point.files}
    return [group.name for group in groups if not files.isdisjoint(group.files)]


def _sized(group: Group) -> str:
    return f"{group.name}, {counted(len(group.files) + len(group.creations), 'file')}"


def _place(point: CoordinationPoint) -> str:
    """What is shared, or the path: the end of a long one, which tells more than its beginning."""
    path = point.path
    if len(path) > PLACE_SHOWN:
        end = path[-PLACE_SHOWN:]
        path = "…" + (end[end.index("/") :] if "/" in end else end)
    return f"{point.kind.replace('_', ' ')}, {point.symbol or path}"
