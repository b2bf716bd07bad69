"""Checking a plan: is it well formed, and can no two objectives of a wave write the same path?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cortex_cli.model.certificate import WaveCertificate
from cortex_cli.model.identifiers import named_by
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import Conflict, PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.model.team import Team
from cortex_cli.planning.checking.certificate import certify
from cortex_cli.planning.checking.contracts import contract_problems
from cortex_cli.planning.checking.dependencies import graph_problems
from cortex_cli.planning.checking.exclusivity import wave_conflicts, wave_problems
from cortex_cli.planning.checking.reading import read_warnings
from cortex_cli.planning.checking.scopes import ScopeRules
from cortex_cli.planning.checking.seconds import seconds_problems
from cortex_cli.planning.checking.team import team_problems, team_warnings


def check_plan(
    plan: Plan, *, existing: Sequence[str] = (), team: Team | None = None, found: Sequence[Problem] = ()
) -> PlanCheck:
    """Every conflict, problem and warning of `plan` at once, and what proves the waves that have no conflict.

    `existing` are the paths of the base commit: witnesses come from them where they can. With a `team`,
    workers and resources are checked too. `found` are problems that reading the plan file already showed; they
    come first.
    """
    conflicts = wave_conflicts(plan, existing=existing)
    certificate = certify(plan, conflicts)
    scopes = ScopeRules(plan)
    problems = (
        *found,
        *_form(plan),
        *graph_problems(plan.objectives),
        *wave_problems(plan, conflicts),
        *scopes.problems(),
        *_contracts(plan),
        *contract_problems(plan),
        *(team_problems(plan, team) if team else ()),
        *_identity(plan),
        *_certificate(plan, conflicts, certificate),
    )
    warnings = (
        *scopes.warnings(existing),
        *read_warnings(plan, conflicts, existing=existing),
        *(team_warnings(plan, team) if team else ()),
    )
    return PlanCheck(not conflicts and not problems, conflicts, problems, warnings, certificate)


def _form(plan: Plan) -> Iterator[Problem]:
    if not plan.objectives:
        yield Problem("empty_plan", "the plan has no objectives", mend="add at least one entry under objectives")
    yield from seconds_problems(plan.objectives)


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


def _certificate(
    plan: Plan, conflicts: Sequence[Conflict], certificate: tuple[WaveCertificate, ...]
) -> Iterator[Problem]:
    """Nothing that another finding already says: scopes that changed since, or a wave that has a conflict now."""
    if plan.certificate is None or plan.digest not in (None, plan.content_digest()):
        return
    broken = {conflict.wave for conflict in conflicts}
    if tuple(wave for wave in plan.certificate if wave.wave not in broken) != certificate:
        yield Problem(
            "certificate_mismatch",
            "the certificate does not follow from the scopes of the plan",
            mend="run `cortex plan --seal FILE` to prove it again and write it anew, or remove the certificate",
        )
