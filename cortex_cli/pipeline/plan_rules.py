"""The rules of where a plan is to run: the team's global forbid, and whether case counts in the repository."""

from __future__ import annotations

from cortex_cli.model.plan import Plan
from cortex_cli.model.problem import Problem
from cortex_cli.pipeline.context import Project
from cortex_cli.planning.checking.rules import rule_problems
from cortex_cli.planning.plan_files.seal import bound


def ruled(project: Project, plan: Plan) -> Plan:
    """A plan that is not sealed under the rules of this repository and its team; a sealed one as it is."""
    return bound(plan, project.team, fold_case=project.repository.ignore_case) if plan.digest is None else plan


def broken_rules(project: Project, plan: Plan) -> tuple[Problem, ...]:
    """What a sealed plan was proven without, of the rules of this repository and its team."""
    return tuple(rule_problems(plan, project.team, fold_case=project.repository.ignore_case))
