"""What an objective tells its worker beyond request, scope and contracts: evidence, neighbours, what will decide."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.analysis import Analysis, CoordinationAction
from cortex_cli.model.plan import Contract, Objective
from cortex_cli.model.team import Gate
from cortex_cli.model.text import one_line, shortened
from cortex_cli.planning.contracts import Territory
from cortex_cli.planning.drafts import Draft

MOST_LINES = 20
"""Entries of one kind in a list; how many more there are is said."""


@dataclass(frozen=True)
class Briefing:
    """Everything the texts of one plan are made of."""

    analysis: Analysis
    territory: Territory
    contracts: tuple[Contract, ...]
    gates: tuple[Gate, ...]

    def brief(self, objective: Objective, draft: Draft) -> Objective:
        """`objective` with its context, constraints, acceptance, deliverables and contracts."""
        mine = (each.id for each in self.contracts if objective.id in (each.provider, *each.consumers))
        return replace(
            objective,
            contracts=tuple(mine),
            context=_some(list(self._context(draft))),
            constraints=_some(list(self._constraints(objective))),
            acceptance=tuple(acceptance(self.gates)),
            deliverables=_some(list(_deliverables(draft))),
        )

    def _context(self, draft: Draft) -> Iterator[str]:
        files = set(draft.files)
        for candidate in self.analysis.candidates:
            if candidate.path in files and candidate.evidence:
                yield one_line(f"{candidate.path}: {'; '.join(candidate.evidence)}")
        for creation in self.analysis.creations:
            if creation.pattern in draft.creations and creation.evidence:
                yield one_line(f"new files in {creation.pattern}: {'; '.join(creation.evidence)}")

    def _constraints(self, objective: Objective) -> Iterator[str]:
        told: set[str] = set()
        for point in self.analysis.coordination_points:
            owner = self.territory.owner(point.path)
            if point.path in told or objective.id not in (*self.territory.sides(point), owner):
                continue
            if owner == objective.id and point.action is CoordinationAction.REGENERATE:
                told.add(point.path)
                yield one_line(f"regenerate {point.path}, do not edit it by hand: {point.reason}")
            elif owner not in (None, objective.id):
                told.add(point.path)
                yield one_line(f"{point.path} belongs to {owner}, do not change it: {point.reason}")


def acceptance(gates: Sequence[Gate]) -> Iterator[str]:
    """A line for each gate of the team."""
    for gate in gates:
        yield one_line(f"Gate {gate.id} passes: {shortened(shlex.join(gate.command), 200)}")
    if not gates:
        yield "The tests that the project has still pass."


def _deliverables(draft: Draft) -> Iterator[str]:
    for path in sorted(draft.files):
        yield one_line(f"{path}, changed where the request needs it")
    for pattern in draft.creations:
        yield one_line(f"new files in {pattern}, where the request needs them")


def _some(lines: Sequence[str]) -> tuple[str, ...]:
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    return (*lines[:MOST_LINES], f"and {len(lines) - MOST_LINES} more")
