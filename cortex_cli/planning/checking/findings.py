"""What checking a plan found, with the lines of the plan file that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.problem import Problem


def located(check: PlanCheck, places: Mapping[str, str]) -> PlanCheck:
    """`check` with the place of its objective in each finding that has none; `places` are those of a plan file."""
    conflicts = tuple(
        each if each.where else replace(each, where=places.get(each.objectives[0])) for each in check.conflicts
    )
    problems, warnings = _placed(check.problems, places), _placed(check.warnings, places)
    return replace(check, conflicts=conflicts, problems=problems, warnings=warnings)


def _placed(problems: Sequence[Problem], places: Mapping[str, str]) -> tuple[Problem, ...]:
    return tuple(
        replace(problem, where=places.get(problem.objective)) if problem.objective and not problem.where else problem
        for problem in problems
    )
