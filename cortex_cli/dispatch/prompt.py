"""What a worker is sent: PROTOCOL's fields and sections, rendered from `templates/prompt/`."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.plan import Contract, Objective, Plan, fixers
from cortex_cli.model.scope import Scope
from cortex_cli.rendering.environment import render

TEMPLATE = "prompt/objective.txt.j2"


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a prompt says beyond its objective: the plan around it, the run, and feedback on earlier attempts."""

    plan: Plan
    run_id: str | None
    worker: str | None
    attempt: int = 1
    feedback: tuple[str, ...] = ()


def render_prompt(objective: Objective, scope: Scope, briefing: Briefing) -> str:
    """The prompt for one objective; `scope` is its own with the team's global forbids."""
    return render(
        TEMPLATE,
        {"request_fields": fields(objective, scope, briefing), "sections": sections(objective, briefing)},
    )


def fields(objective: Objective, scope: Scope, briefing: Briefing) -> list[tuple[str, str]]:
    """The `KEY=value` lines in PROTOCOL's order, empty ones left out."""
    forbid = (*scope.forbid, *others_touch(objective, briefing.plan))
    task_type = objective.task_type or briefing.plan.task_type
    values = [
        ("OBJECTIVE_ID", objective.id),
        ("RUN_ID", briefing.run_id or ""),
        ("WAVE", str(objective.wave)),
        ("DEPENDS_ON", ", ".join(objective.depends_on)),
        ("WORKER", briefing.worker or ""),
        ("TASK_TYPE", task_type.value if task_type else ""),
        ("COMPLEXITY", objective.complexity.value),
        ("TITLE", objective.title),
        ("SCOPE_TOUCH", ", ".join(scope.touch) if scope.touch is not None else "**"),
        ("SCOPE_READ", ", ".join(scope.read)),
        ("SCOPE_FORBID", ", ".join(dict.fromkeys(forbid))),
    ]
    return [(key, value) for key, value in values if value]


def others_touch(objective: Objective, plan: Plan) -> tuple[str, ...]:
    """What the other objectives of the wave may write: told to the worker, never used in a proof."""
    return tuple(
        pattern
        for other in plan.objectives
        if other.wave == objective.wave and other.id != objective.id
        for pattern in other.scope.touch or ()
    )


def sections(objective: Objective, briefing: Briefing) -> list[tuple[str, list[str]]]:
    """The titled lists in PROTOCOL's order, empty ones left out."""
    rules = [
        "Write only paths that match SCOPE_TOUCH; anything else is a violation and ends this attempt.",
        "Do not commit; what counts is the content of the working directory.",
    ]
    found = [
        ("CONTEXT", [f"The whole request: {briefing.plan.request}", *objective.context]),
        (
            "INTEGRATION_POINTS",
            [describe(contract, objective, briefing.plan) for contract in contracts_of(objective, briefing.plan)],
        ),
        ("CONSTRAINTS", [*rules, *objective.constraints]),
        ("ACCEPTANCE", list(objective.acceptance)),
        ("DELIVERABLES", list(objective.deliverables)),
        ("FEEDBACK", list(briefing.feedback)),
        ("NOTES", ["End your answer with exactly one section `### Change Summary`."]),
    ]
    return [(title, lines) for title, lines in found if lines]


def contracts_of(objective: Objective, plan: Plan) -> list[Contract]:
    return [
        contract
        for contract in plan.contracts
        if contract.id in objective.contracts or objective.id == contract.provider or objective.id in contract.consumers
    ]


def describe(contract: Contract, objective: Objective, plan: Plan) -> str:
    """The objective's part in a contract: what it must keep, or what it may count on."""
    fixer = next((name for name in fixers(plan, contract) if name != contract.provider), None)
    place = f"{contract.symbol} in {contract.path}" if contract.symbol else contract.path
    exact = f"{contract.signature} in {contract.path}" if contract.signature else place
    # Signatures of symbols that were only found are those of the base: other objectives may have changed them.
    what = exact if contract.agreed else place
    users = ", ".join(contract.consumers) or "nobody yet"
    if objective.id == contract.provider:
        part = provided(contract, what, users, fixer, plan)
    elif objective.id == fixer:
        part = f"fixes the names and parameters of {what}: {contract.provider} will write it, {users} will use it"
    elif fixer is not None:
        part = f"uses {what}, as {fixer} fixed it there"
    elif contract.agreed:
        part = f"uses {what}, as {contract.provider} must provide it"
    else:
        part = f"uses {what}, as it is now{planned_on(contract)}"
    return f"{contract.id}: this objective {part}"


def provided(contract: Contract, what: str, users: str, fixer: str | None, plan: Plan) -> str:
    """What a contract asks of its provider; those who use it in a later wave can follow a change."""
    if fixer is not None:
        return f"must provide {what} with the names and parameters that {fixer} fixed there, for {users}"
    if contract.agreed:
        return f"must provide exactly {what}, for {users}"
    waves = {objective.id: objective.wave for objective in plan.objectives}
    if all(waves.get(name, 0) > waves[contract.provider] for name in contract.consumers):
        return f"may change {what}{planned_on(contract)}: {users} will use it afterwards as it is then"
    return f"must change {what}{planned_on(contract)} only so that the uses in {users} still fit"


def planned_on(contract: Contract) -> str:
    return f" (when this was planned: {contract.signature})" if contract.signature else ""
