"""Whether a sealed plan was proven under rules at least as strict as those of where it is to run."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.model.plan import Plan
from cortex_cli.model.problem import Problem
from cortex_cli.model.team import Team

MEND = "run `cortex plan --seal FILE` to prove it under these rules"


def rule_problems(plan: Plan, team: Team, *, fold_case: bool) -> Iterator[Problem]:
    """`weaker_rules` for a sealed plan without a pattern of the team's global forbid, or without the repository's case
    rule; a plan that is not sealed gets both before it is proven."""
    if plan.digest is None:
        return
    missing = [pattern for pattern in team.global_forbid if pattern not in plan.global_forbid]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        message = f"the team forbids {missing[0]}{more} to everybody, and the plan was sealed without that"
        yield Problem("weaker_rules", message, mend=MEND)
    if fold_case and not plan.fold_case:
        message = "case does not count in this repository, and the plan was sealed as if it did"
        yield Problem("weaker_rules", message, mend=MEND)
