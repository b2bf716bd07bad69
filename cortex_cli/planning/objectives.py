"""Drafts become objectives: scopes, kinds of work, estimates; first without waves and ids, then with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.analysis import Analysis, Role
from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.estimates import complexity, estimate
from cortex_cli.planning.graph import Graph
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.names import shown, writable
from cortex_cli.planning.patterns import MOST_PATTERNS, literal_patterns
from cortex_cli.planning.sharing.ownership import INTEGRATION
from cortex_cli.planning.titles import place, title

KIND_OF_ROLE = {Role.TEST: TaskType.TEST, Role.DOCS: TaskType.DOCS}


@dataclass(frozen=True)
class Material:
    """What all objectives of a plan are made from; `sizes` are bytes by path, where they are known."""

    analysis: Analysis
    ground: Ground
    sizes: Mapping[str, int]


def skeleton(draft: Draft, drafts: Sequence[Draft], graph: Graph, material: Material) -> Objective:
    """An objective named like its draft, in no wave yet."""
    analysis = material.analysis
    kind = KIND_OF_ROLE.get(draft.role, analysis.task_type)
    size = sum(material.sizes.get(path, 0) for path in draft.files)
    return Objective(
        id=draft.name,
        title=_title(draft, kind, shown(analysis.request)),
        wave=0,
        scope=Scope(
            touch=_touch(draft, material.ground),
            read=_read(draft, drafts, material),
            forbid=(*draft.forbid, *analysis.forbidden),
        ),
        depends_on=graph.dependencies[draft.name],
        task_type=kind,
        # That new files are needed is a guess: not making any is no failure.
        must_change=bool(draft.files),
        complexity=complexity(len(draft.files), len(draft.creations)),
        estimate=estimate(kind, len(draft.files), len(draft.creations), size),
        reason=shown(draft.reason) or None,
    )


def numbered(objectives: Sequence[Objective]) -> Mapping[str, str]:
    """The ids O1, O2, … by the names that `objectives` have so far, in the order of their waves."""
    ordered = sorted(objectives, key=lambda objective: objective.wave)
    return {objective.id: f"O{number}" for number, objective in enumerate(ordered, 1)}


def renamed(objectives: Sequence[Objective], ids: Mapping[str, str]) -> tuple[Objective, ...]:
    """`objectives` in the order of `ids`, with those ids; dependencies are renamed along."""
    order = list(ids)
    return tuple(
        replace(
            objective,
            id=ids[objective.id],
            depends_on=tuple(ids[name] for name in sorted(objective.depends_on, key=order.index)),
        )
        for objective in sorted(objectives, key=lambda each: order.index(each.id))
    )


def _title(draft: Draft, kind: TaskType, request: str) -> str:
    if draft.name == INTEGRATION:
        return title(request, kind, draft.role, place(draft.files), verb="Integrate")
    return title(request, kind, draft.role, shown(draft.name))


def _touch(draft: Draft, ground: Ground) -> tuple[str, ...]:
    files = literal_patterns(draft.files)
    if len(files) > MOST_PATTERNS:
        files = ground.landscape.short_patterns(draft.files)
    return (*files, *draft.creations)


def _read(draft: Draft, drafts: Sequence[Draft], material: Material) -> tuple[str, ...]:
    """The files of the drafts it needs, and the files where its work meets that of others."""
    needed = [path for other in drafts if other.name in draft.needs for path in other.files]
    mine = set(draft.files)
    shared = [
        point.path
        for point in material.analysis.coordination_points
        if mine.intersection(point.files) and writable(point.path)
    ]
    files = sorted({*needed, *shared} - mine)
    if len(files) > MOST_PATTERNS:
        return material.ground.landscape.short_patterns(files)[:MOST_PATTERNS]
    return literal_patterns(files)
