"""Binding a plan to its content, and a plan written by hand to where it will run."""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.certificate import WaveCertificate
from cortex_cli.model.identifiers import named_by
from cortex_cli.model.plan import Plan
from cortex_cli.model.team import Team
from cortex_cli.planning.checking.certificate import certify
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from cortex_cli.planning.staffing import staff


def seal(plan: Plan, certificate: tuple[WaveCertificate, ...] | None = None) -> Plan:
    """`plan` with the digest of its content, the id that follows from it, and what proves its waves.

    Whoever has checked this very content already passes the `certificate` of that check, and it is not made twice.
    """
    digest = plan.content_digest()
    proven = certify(plan, wave_conflicts(plan)) if certificate is None else certificate
    return replace(plan, id=named_by("plan", digest), digest=digest, certificate=proven)


def bound(plan: Plan, team: Team, *, fold_case: bool) -> Plan:
    """`plan` under the rules of where it is to run: the team's global forbid too, and the repository's case rule.

    Whatever proves a plan that is not sealed proves it so, that no proof says less than the one before it runs.
    """
    forbid = tuple(dict.fromkeys((*plan.global_forbid, *team.global_forbid)))
    return replace(plan, global_forbid=forbid, fold_case=plan.fold_case or fold_case)


def completed(plan: Plan, base_commit: str, team: Team, *, fold_case: bool = False) -> Plan:
    """A plan without a digest made ready to run, and sealed; one that has a digest is returned as it is.

    What its author left open is filled in: the base commit, workers, and the rules of where it runs (`bound`).
    """
    if plan.digest is not None:
        return plan
    objectives, notices = staff(plan.objectives, team, plan.task_type)
    filled = replace(
        plan,
        base_commit=plan.base_commit or base_commit,
        objectives=objectives,
        notices=(*plan.notices, *notices),
    )
    return seal(bound(filled, team, fold_case=fold_case))
