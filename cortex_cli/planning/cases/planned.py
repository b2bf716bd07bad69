"""A plan that is judged, with the paths on which its scopes are tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.analysis import Analysis
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.planning_case import PlanningCase
from cortex_cli.model.scope import is_literal
from cortex_cli.planning.cases.references import Cast
from cortex_cli.planning.names import unescaped

Faults = Iterator[tuple[str, str]]
"""What should be, and what is instead."""

SAMPLES = str.maketrans({"?": "x"})


@dataclass(frozen=True)
class Planned:
    """A plan in which nothing is wrong but perhaps conflicts, with the case it was made for."""

    case: PlanningCase
    plan: Plan
    check: PlanCheck
    analysis: Analysis | None

    @cached_property
    def cast(self) -> Cast:
        return Cast(self.plan)

    @cached_property
    def universe(self) -> tuple[str, ...]:
        """The paths that scopes are tried on: the case's files, and a few that could be made."""
        touches = [pattern for each in self.plan.objectives for pattern in each.scope.touch or ()]
        return tuple(dict.fromkeys([*self.case.tree, *(path for pattern in touches for path in samples(pattern))]))


def samples(pattern: str) -> Iterator[str]:
    """Paths that a pattern was written for, with simple names in place of its wildcards."""
    if is_literal(pattern):
        name = unescaped(pattern).rstrip("/")
        yield from (name, f"{name}/new")
    elif "[" not in pattern:
        plain = unescaped(pattern).rstrip("/")
        yield from (plain.replace("**", names).replace("*", "new").translate(SAMPLES) for names in ("new", "a/b"))
