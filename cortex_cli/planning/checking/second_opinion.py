"""The waves of a plan and its certificate, put before the second checker, which shares no code with the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.audit.evidence import Finding, Kind, Meeting, Proof, Statement, Wave, Work
from cortex_cli.audit.verifier import audit
from cortex_cli.model.certificate import Claim, WaveCertificate
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import Confirmation, Conflict, PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.planning.checking.exclusivity import members_of

SEAL = "run `cortex plan --seal FILE` to write the certificate anew; if that does not help, report it as a bug"


def confirmed(plan: Plan, check: PlanCheck) -> PlanCheck:
    """`check`, which is of `plan`, with what the second checker confirms and with a problem for all that it does not.

    It looks at every pair of every wave, and at each claim of the plan's certificate, or of the one that `check`
    made where the plan has none. A plan with two objectives of one name comes back as it is. Kinds:
    independent_overlap, independent_undecided, claim_wrong, claim_missing.
    """
    if len({objective.id for objective in plan.objectives}) < len(plan.objectives):
        return check  # a claim about two of one name could be about others
    certificate = check.certificate if plan.certificate is None else plan.certificate
    waves = [_wave(plan, number, members, check.conflicts, certificate) for number, members in members_of(plan)]
    verdict = audit(waves, fold_case=plan.fold_case)
    return replace(
        check,
        valid=check.valid and not verdict.findings,
        problems=(*check.problems, *map(_problem, verdict.findings)),
        independent=Confirmation(verdict.waves, verdict.pairs, verdict.confirmed),
    )


def _wave(
    plan: Plan,
    number: int,
    members: Sequence[Objective],
    conflicts: Sequence[Conflict],
    certificate: Sequence[WaveCertificate],
) -> Wave:
    proof = next((wave for wave in certificate if wave.wave == number), None)
    return Wave(
        number,
        tuple(_work(plan, objective) for objective in members),
        tuple(Meeting(each.objectives, each.witness) for each in conflicts if each.wave == number),
        None if proof is None else Proof(proof.pairs, proof.by_names, tuple(map(_statement, proof.claims))),
    )


def _work(plan: Plan, objective: Objective) -> Work:
    return Work(objective.id, objective.scope.touch, (*objective.scope.forbid, *plan.global_forbid))


def _statement(claim: Claim) -> Statement:
    return Statement(claim.objectives, claim.because.value, claim.patterns, claim.segment, claim.names, claim.forbid)


def _problem(finding: Finding) -> Problem:
    said, whom = f"second checker, wave {finding.wave}: {finding.message}", finding.objective
    if finding.kind is Kind.OVERLAP:
        mend = "put them into different waves; the two checkers do not agree, so please report it as a bug"
        return Problem("independent_overlap", said, objective=whom, mend=mend)
    if finding.kind is Kind.UNDECIDED:
        mend = "use fewer wildcards in their patterns, or put them into different waves"
        return Problem("independent_undecided", said, objective=whom, mend=mend)
    if finding.kind is Kind.WRONG:
        return Problem("claim_wrong", said, objective=whom, mend=SEAL)
    return Problem("claim_missing", said, objective=whom, mend=SEAL)
