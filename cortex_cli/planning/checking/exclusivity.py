"""Who could write where: the conflicts within each wave, and objectives that have to be alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import conflicts


def members_of(plan: Plan) -> list[tuple[int, list[Objective]]]:
    """The waves of `plan` by number, each with its objectives in the order of the plan."""
    ordered = sorted(plan.objectives, key=lambda objective: objective.wave)
    return [(number, list(members)) for number, members in groupby(ordered, key=lambda objective: objective.wave)]


def wave_conflicts(plan: Plan, *, existing: Sequence[str] = ()) -> tuple[Conflict, ...]:
    """Each pair of objectives of one wave whose effective write sets meet, with the path where they do.

    The effective set is touch without the authored forbid and without the plan's global forbid; what a prompt
    forbids because others touch it never enters. A witness from `existing` is preferred.
    """
    found = []
    for number, members in members_of(plan):
        scopes = [objective.scope.with_forbid(plan.global_forbid) for objective in members]
        for a, b, witness in conflicts(scopes, existing=existing, fold_case=plan.fold_case):
            found.append(Conflict(number, (members[a].id, members[b].id), witness))
    return tuple(found)


def wave_problems(plan: Plan, found: Sequence[Conflict]) -> Iterator[Problem]:
    """Undecided pairs (`undecided`), and objectives that must run alone but do not (`not_alone`)."""
    for conflict in found:
        if conflict.witness is None:
            first, second = conflict.objectives
            yield Problem(
                "undecided",
                f"wave {conflict.wave}: whether {first} and {second} can meet took too long to decide",
                objective=second,
                mend=f"use fewer wildcards in their touch patterns, or put {second} into another wave",
            )
    for number, members in members_of(plan):
        for objective in members:
            if objective.scope.touch is None and len(members) > 1:
                yield Problem(
                    "not_alone",
                    f"{objective.id} has no scope.touch, so may write everywhere, yet shares wave {number}",
                    objective=objective.id,
                    mend=f"list what {objective.id} may write in scope.touch, or give it a wave of its own",
                )
