"""What a worker is sent: PROTOCOL's fields and sections, rendered from `templates/prompt/`."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.plan import Contract, Objective, Plan
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
            [describe(contract, objective) for contract in contracts_of(objective, briefing.plan)],
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


def describe(contract: Contract, objective: Objective) -> str:
    part = "provides" if contract.provider == objective.id else f"uses, from {contract.provider},"
    what = contract.signature or contract.symbol or contract.path
    return f"{contract.id}: this objective {part} {what} in {contract.path}"
