"""The plan as a page to read and to approve: the same plan gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.plan import Plan
from cortex_cli.model.text import counted
from cortex_cli.rendering.environment import render
from cortex_cli.reporting.diagrams import contracts_diagram, waves_diagram
from cortex_cli.reporting.schedule_words import overhead, schedule_sentences, split_sentence
from cortex_cli.reporting.words import excerpt


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A wave in the table; `seconds` is the longest estimate in it, None where one is missing."""

    number: int
    titles: tuple[str, ...]
    seconds: float | None


def plan_markdown(plan: Plan) -> str:
    """`plan` as GitHub Markdown."""
    return render(
        "plan.md.j2",
        {
            "plan": plan,
            "request": excerpt(plan.request),
            "waves": [_row(plan, wave.number, wave.objectives) for wave in plan.waves],
            "diagram": waves_diagram(plan),
            "contracts": contracts_diagram(plan),
            "overhead": overhead(plan),
            "schedule": schedule_sentences(plan),
            "splits": [split_sentence(split) for split in plan.splits],
            "proof": proof_sentence(plan),
        },
    )


def _row(plan: Plan, number: int, names: tuple[str, ...]) -> WaveRow:
    members = [plan.objective(name) for name in names]
    estimates = [item.estimate for item in members if item.estimate is not None]
    return WaveRow(
        number,
        tuple(item.title for item in members),
        max(estimates) if len(estimates) == len(members) else None,
    )


def proof_sentence(plan: Plan) -> str:
    """What is proven about the waves of `plan`, in plain words and with numbers."""
    pairs = sum(len(wave.objectives) * (len(wave.objectives) - 1) // 2 for wave in plan.waves)
    if pairs == 0:
        return "No two objectives run at the same time, so there is no overlap to rule out."
    if plan.digest is None:
        return (
            f"This plan is not sealed: {counted(pairs, 'pair')} of objectives would share a wave,"
            " and whether their touch scopes overlap is decided when it is executed."
        )
    if pairs == 1:
        return "One pair of objectives shares a wave: no path can match the touch scopes of both."
    return (
        f"{counted(pairs, 'pair')} of objectives share a wave:"
        " for none of them is there a path that could match the touch scopes of both."
    )
