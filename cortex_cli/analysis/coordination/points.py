"""Making points, and joining those that speak of the same file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint
from cortex_cli.model.text import one_line
from cortex_cli.syntax.symbols import Definition

MOST_FILES = 12
MOST_EVIDENCE = 4
STRONGEST = 0.99

ACTIONS: Mapping[CoordinationKind, CoordinationAction] = {
    CoordinationKind.SHARED_SYMBOL: CoordinationAction.CONTRACT_FIRST,
    CoordinationKind.FAN_IN: CoordinationAction.OWN,
    CoordinationKind.REGISTRY: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.BARREL: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.ROUTES: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.ENTRY_POINT: CoordinationAction.INTEGRATE_LAST,
    CoordinationKind.CHANGELOG: CoordinationAction.OWN,
    CoordinationKind.MANIFEST: CoordinationAction.OWN,
    CoordinationKind.VERSION: CoordinationAction.OWN,
    CoordinationKind.LOCK_FILE: CoordinationAction.REGENERATE,
    CoordinationKind.GENERATED: CoordinationAction.REGENERATE,
    CoordinationKind.MIGRATION: CoordinationAction.SERIALISE,
    CoordinationKind.CO_CHANGE: CoordinationAction.OWN,
}
TABLES = (
    CoordinationKind.BARREL,
    CoordinationKind.ROUTES,
    CoordinationKind.REGISTRY,
    CoordinationKind.ENTRY_POINT,
)
"""Places where new things are entered, the more telling kind first: a file is one of them only once."""


def point(
    kind: CoordinationKind,
    path: str,
    files: Iterable[str],
    evidence: Sequence[str],
    strength: float,
    definition: Definition | None = None,
) -> CoordinationPoint:
    """A point whose reason is the first sentence of its evidence, of which there is at least one."""
    said = tuple(one_line(each) for each in evidence)[:MOST_EVIDENCE]
    return CoordinationPoint(
        kind=kind,
        path=path,
        symbol=definition.qualified if definition else None,
        files=tuple(dict.fromkeys(files))[:MOST_FILES],
        reason=said[0],
        action=ACTIONS[kind],
        signature=definition.signature if definition else None,
        strength=round(min(max(strength, 0.0), STRONGEST), 2),
        evidence=said,
    )


def joined(points: Iterable[CoordinationPoint]) -> list[CoordinationPoint]:
    """The points with one for each table; all that was found of it speaks for it."""
    tables: dict[str, CoordinationPoint] = {}
    rest: list[CoordinationPoint] = []
    for each in points:
        if each.kind not in TABLES:
            rest.append(each)
        elif each.path in tables:
            tables[each.path] = _both(tables[each.path], each)
        else:
            tables[each.path] = each
    return [*tables.values(), *rest]


def _both(one: CoordinationPoint, other: CoordinationPoint) -> CoordinationPoint:
    first, second = (one, other) if one.strength >= other.strength else (other, one)
    return replace(
        first,
        kind=min(one.kind, other.kind, key=TABLES.index),
        files=tuple(dict.fromkeys((*first.files, *second.files)))[:MOST_FILES],
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence)))[:MOST_EVIDENCE],
        strength=round(min(either(first.strength, second.strength / 3), STRONGEST), 2),
    )


def either(*shares: float) -> float:
    """How much several independent observations say together, each from 0 to 1 (a noisy or)."""
    left = 1.0
    for share in shares:
        left *= 1.0 - min(max(share, 0.0), 1.0)
    return 1.0 - left
