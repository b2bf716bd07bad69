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


def completed(plan: Plan, base_commit: str, team: Team, *, fold_case: bool = False) -> Plan:
    """A plan without a digest made ready to run, and sealed; one that has a digest is returned as it is.

    What its author left open is filled in: the base commit, workers, the case rule of the repository. The team's
    global forbid is added to the plan's own.
    """
    if plan.digest is not None:
        return plan
    objectives, notices = staff(plan.objectives, team, plan.task_type)
    return seal(
        replace(
            plan,
            base_commit=plan.base_commit or base_commit,
            objectives=objectives,
            global_forbid=tuple(dict.fromkeys((*plan.global_forbid, *team.global_forbid))),
            fold_case=plan.fold_case or fold_case,
            notices=(*plan.notices, *notices),
        )
    )
