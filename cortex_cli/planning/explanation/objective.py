"""Why an objective of a plan has this scope, this wave and this worker."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from cortex_cli.model.errors import UsageError
from cortex_cli.model.explanation import ContractPart, Explanation, Related
from cortex_cli.model.plan import Contract, Objective, Plan, dependants
from cortex_cli.model.team import Team
from cortex_cli.planning.explanation.scope import explain_scope
from cortex_cli.planning.explanation.wave import explain_wave
from cortex_cli.planning.explanation.worker import explain_worker

LISTED = 12


def explain(plan: Plan, identifier: str, team: Team, existing: Sequence[str] = ()) -> Explanation:
    """What speaks for the objective `identifier` of `plan` as it is; `existing` are the files that there are.

    Only what the plan, the team and the files show is told, nothing is planned again. Raises UsageError, with the
    nearest ids, for an objective that the plan does not have.
    """
    objective = _objective(plan, identifier)
    by_id = {each.id: each for each in plan.objectives}
    waiting = [each for each in plan.objectives if objective.id in each.depends_on]
    return Explanation(
        plan=plan.id,
        id=objective.id,
        title=objective.title,
        wave=objective.wave,
        scope=explain_scope(objective, plan, existing),
        depends_on=tuple(_related(by_id[name]) for name in objective.depends_on if name in by_id),
        earlier=explain_wave(objective, plan, team, existing),
        worker=explain_worker(objective, plan, team),
        contracts=tuple(
            _part(each, objective.id) for each in plan.contracts if objective.id in (each.provider, *each.consumers)
        ),
        waiting=tuple(map(_related, waiting)),
        waiting_in_all=len(dependants(plan, [objective.id])),
        resources=objective.resources,
        complexity=objective.complexity,
        estimate=objective.estimate,
    )


def _objective(plan: Plan, identifier: str) -> Objective:
    try:
        return plan.objective(identifier)
    except KeyError:
        known = [each.id for each in plan.objectives]
        near = get_close_matches(identifier, known, n=3, cutoff=0.5)
        listed = ", ".join(known[:LISTED]) + (", …" if len(known) > LISTED else "")
        mend = f"did you mean {' or '.join(near)}?" if near else f"it has {listed or 'none'}"
        raise UsageError(f"the plan has no objective {identifier!r}", where=plan.id, mend=mend) from None


def _related(objective: Objective) -> Related:
    return Related(objective.id, objective.title, objective.wave)


def _part(contract: Contract, name: str) -> ContractPart:
    provides = contract.provider == name
    return ContractPart(
        id=contract.id,
        provides=provides,
        others=contract.consumers if provides else (contract.provider,),
        path=contract.path,
        symbol=contract.symbol,
        signature=contract.signature,
    )
