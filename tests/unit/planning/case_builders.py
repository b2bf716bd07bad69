"""Short ways to write planning cases and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cortex_cli.model.errors import CortexError
from cortex_cli.model.expectations import Expectations
from cortex_cli.model.plan import Plan
from cortex_cli.model.planning_case import CaseGroup, CaseOptions, CaseOutcome, PlanningCase
from cortex_cli.model.team import Team
from cortex_cli.planning.cases.judge import missed
from cortex_cli.planning.cases.miss import Miss
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.seal import seal
from tests.unit.planning.builders import team_of


def case_of(
    *paths: str, expect: Expectations | None = None, team: Team | None = None, options: CaseOptions | None = None
) -> PlanningCase:
    """A case about a project of empty files."""
    return PlanningCase(
        name="a case",
        group=CaseGroup.BASIC,
        tree=dict.fromkeys(paths, ""),
        history=(),
        team=team or team_of(),
        request="Do it",
        declared=None,
        arranged=True,
        options=options or CaseOptions(),
        expect=expect or Expectations(),
    )


def outcome_of(plan: Plan, *existing: str) -> CaseOutcome:
    """The plan sealed and checked."""
    sealed = seal(plan)
    return CaseOutcome(sealed, check_plan(sealed, existing=existing))


def missing(plan: Plan | CortexError, *existing: str, **expected: Any) -> list[Miss]:
    """The expectations that a plan, or an error, does not meet."""
    outcome = CaseOutcome(error=plan) if isinstance(plan, CortexError) else outcome_of(plan, *existing)
    return list(missed(Expectations(**expected), outcome))


def keys(misses: list[Miss]) -> list[str]:
    return [each.rule for each in misses]


def case_text(**changes: Any) -> Mapping[str, Any]:
    """The data of a case file that can be read; keys that are None are left out."""
    data: dict[str, Any] = {
        "schema": "cortex/planning-case/v1",
        "name": "a case",
        "group": "basic",
        "paths": ["a.py"],
        "request": "Fix a.py",
        **changes,
    }
    return {key: value for key, value in data.items() if value is not None}
