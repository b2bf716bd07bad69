"""Checking a plan: is it well formed, and can no two objectives of a wave write the same path?"""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from cortex_cli.model.identifiers import named_by
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.model.team import Team
from cortex_cli.planning.capabilities import able_workers, can_do
from cortex_cli.planning.exclusivity import scope_warnings, wave_conflicts, wave_problems
from cortex_cli.planning.graph_check import graph_problems


def check_plan(
    plan: Plan, *, existing: Sequence[str] = (), team: Team | None = None, found: Sequence[Problem] = ()
) -> PlanCheck:
    """Every conflict, problem and warning of `plan` at once.

    `existing` are the paths of the base commit: witnesses come from them where they can. With a `team`,
    workers are checked too. `found` are problems that reading the plan file already showed; they come first.
    """
    conflicts = wave_conflicts(plan, existing=existing)
    problems = (
        *found,
        *_form(plan),
        *graph_problems(plan.objectives),
        *wave_problems(plan, conflicts),
        *_contracts(plan),
        *(_workers(plan, team) if team else ()),
        *_identity(plan),
    )
    warnings = (*scope_warnings(plan, existing=existing), *(_worker_warnings(plan, team) if team else ()))
    return PlanCheck(valid=not conflicts and not problems, conflicts=conflicts, problems=problems, warnings=warnings)


def _form(plan: Plan) -> Iterator[Problem]:
    if not plan.objectives:
        yield Problem("empty_plan", "the plan has no objectives", mend="add at least one entry under objectives")
    for objective in plan.objectives:
        for name, seconds in (("timeout", objective.timeout), ("estimate", objective.estimate)):
            if seconds is not None and not (math.isfinite(seconds) and seconds >= 0):
                message = f"{objective.id}: {name} is {seconds}, not a number of seconds"
                yield Problem(f"bad_{name}", message, objective=objective.id)


def _contracts(plan: Plan) -> Iterator[Problem]:
    objectives = {objective.id for objective in plan.objectives}
    for identifier, count in Counter(contract.id for contract in plan.contracts).items():
        if count > 1:
            yield Problem("duplicate_contract", f"{count} contracts are called {identifier}")
    for contract in plan.contracts:
        for name in dict.fromkeys((contract.provider, *contract.consumers)):
            if name not in objectives:
                yield Problem(
                    "contract_objective",
                    f"contract {contract.id} names {name}, which is not an objective of this plan",
                    mend=f"correct the provider or consumers of {contract.id}",
                )
    known = {contract.id for contract in plan.contracts}
    for objective in plan.objectives:
        for name in dict.fromkeys(objective.contracts):
            if name not in known:
                message = f"{objective.id} names contract {name}, which this plan does not have"
                yield Problem("unknown_contract", message, objective=objective.id)


def _workers(plan: Plan, team: Team) -> Iterator[Problem]:
    known = {worker.id: worker for worker in team.workers}
    for objective in plan.objectives:
        if objective.worker is None:
            continue
        elif objective.worker not in known:
            near = difflib.get_close_matches(objective.worker, list(known), n=1)
            yield Problem(
                "unknown_worker",
                f"{objective.id} wants the worker {objective.worker}, which the team does not have",
                objective=objective.id,
                mend=f"did you mean {near[0]}?" if near else f"the team has {', '.join(known) or 'no workers'}",
            )
        elif not known[objective.worker].enabled:
            yield Problem(
                "disabled_worker",
                f"{objective.id} wants the worker {objective.worker}, which is disabled",
                objective=objective.id,
                mend=f"set `enabled: true` for {objective.worker} in the team file, or name another worker",
            )


def _nobody(plan: Plan, objective: Objective, team: Team) -> Iterator[Problem]:
    """A team without any enabled worker can still plan: only a choice that leaves nobody is a problem."""
    kind = objective.task_type or plan.task_type
    if team.enabled and not able_workers(team, kind):
        yield Problem(
            "no_able_worker",
            f"{objective.id} is {kind} work, and no enabled worker does that",
            objective=objective.id,
            mend=f"name a worker for {objective.id}, or add the capability to one in the team file",
        )


def _worker_warnings(plan: Plan, team: Team) -> Iterator[Problem]:
    known = {worker.id: worker for worker in team.workers}
    for objective in plan.objectives:
        if objective.worker is None:
            yield from _nobody(plan, objective, team)
        worker = known.get(objective.worker or "")
        kind = objective.task_type or plan.task_type
        if worker is not None and not can_do(worker, kind):
            message = f"{objective.id} is {kind} work, which {worker.id} does not list among its capabilities"
            yield Problem("capability", message, objective=objective.id)


def _identity(plan: Plan) -> Iterator[Problem]:
    if plan.digest is None:
        return
    expected = plan.content_digest()
    if plan.digest != expected:
        yield Problem(
            "digest_mismatch",
            f"the plan was changed after it was sealed: its digest is {expected}, not {plan.digest}",
            mend="run `cortex plan --seal FILE` to prove it again and write the digest",
        )
    elif plan.id not in (None, named_by("plan", expected)):
        yield Problem(
            "id_mismatch",
            f"the plan is called {plan.id}, but its digest makes it {named_by('plan', expected)}",
            mend="run `cortex plan --seal FILE`",
        )
