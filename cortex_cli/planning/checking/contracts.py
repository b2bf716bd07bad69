"""Whether those who provide something can."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.problem import Problem


def contract_problems(plan: Plan) -> Iterator[Problem]:
    """Agreed contracts about a file that their provider may not write (`contract_path`).

    One that is not agreed tells what was found: it needs no change.
    """
    providers = {objective.id: objective for objective in plan.objectives}
    for contract in plan.contracts:
        provider = providers.get(contract.provider)
        if contract.agreed and provider is not None and not _may_write(plan, provider, contract.path):
            yield Problem(
                "contract_path",
                f"{provider.id} provides contract {contract.id}, but may not write {contract.path}",
                objective=provider.id,
                mend=f"let {provider.id} touch that file, correct the provider or the path of {contract.id}, "
                "or write `agreed: false` if the work only uses what is there",
            )


def _may_write(plan: Plan, objective: Objective, path: str) -> bool:
    try:
        scope = objective.scope.with_forbid(plan.global_forbid)
    except ScopeError:  # too many patterns together, which is no matter of contracts
        return True
    return scope.matches(path, fold_case=plan.fold_case)
