"""What a run achieved, result first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cortex_cli.dispatch.answer import parse_answer
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import Attempt, AttemptState, Change, ObjectiveRun, ObjectiveState, RunRecord
from cortex_cli.model.text import counted, shortened
from cortex_cli.rendering.environment import render
from cortex_cli.reporting.diagrams import waves_diagram
from cortex_cli.reporting.scorecard import NOT_JUDGED, Scorecard
from cortex_cli.reporting.words import headline, title

CHANGES_LISTED = 200
CLAIM_LIMIT = 1500


@dataclass(frozen=True, slots=True)
class Accomplishment:
    """All a report tells of a run; `landing` is the command that brings the commit onto the user's branch.

    `branch` and `commit` are the journalled ones where they are not given, `landing` then a fast-forward.
    """

    plan: Plan
    record: RunRecord
    changes: tuple[Change, ...]
    scorecard: Scorecard = NOT_JUDGED
    branch: str | None = None
    commit: str | None = None
    landing: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective in the table; `seconds` is the time of all its attempts, None where none ended."""

    run: ObjectiveRun
    seconds: float | None


def accomplishment_markdown(facts: Accomplishment) -> str:
    """`facts` as GitHub Markdown."""
    record = facts.record
    branch = facts.branch or record.run.branch
    return render(
        "accomplishment.md.j2",
        {
            "branch": branch,
            "commit": facts.commit or record.run.commit,
            "landing": facts.landing or (f"git merge --ff-only {branch}" if branch else None),
            "changed": len(facts.changes),
            "plan": facts.plan,
            "run": record.run,
            "record": record,
            "score": facts.scorecard,
            "headline": f"{headline(record)}: {title(facts.plan.request)}",
            "summary": _summary(record),
            "changes": facts.changes[:CHANGES_LISTED],
            "unlisted": max(len(facts.changes) - CHANGES_LISTED, 0),
            "added": sum(change.added or 0 for change in facts.changes),
            "removed": sum(change.removed or 0 for change in facts.changes),
            "rows": [ObjectiveRow(item, _seconds(record.attempts, item.id)) for item in record.objectives],
            "left": [item for item in record.objectives if item.state is not ObjectiveState.COMPLETED],
            "wasted": [item for item in record.attempts if item.state is not AttemptState.COMPLETED],
            "red": [gate for gate in record.gates if not gate.passed and gate.reason],
            "claims": _claims(record),
            "by_products": sum(attempt.by_products for attempt in record.attempts),
            "diagram": waves_diagram(facts.plan, {item.id: item.state for item in record.objectives}),
        },
    )


def _claims(record: RunRecord) -> list[tuple[str, str]]:
    """The change summaries of completed objectives, by their titles, as their workers wrote them."""
    titles = {item.id: item.title for item in record.objectives if item.state is ObjectiveState.COMPLETED}
    answers = {
        attempt.objective: parse_answer(attempt.answer or "").section("Change Summary")
        for attempt in record.attempts
        if attempt.state is AttemptState.COMPLETED
    }
    return [(titles[name], shortened(text, CLAIM_LIMIT)) for name, text in answers.items() if name in titles and text]


def _summary(record: RunRecord) -> str:
    """How many objectives are in which state: `4 objectives: 3 completed, 1 failed`."""
    states = Counter(item.state for item in record.objectives)
    parts = [f"{states[state]} {state}" for state in ObjectiveState if states[state]]
    total = counted(len(record.objectives), "objective")
    return f"{total}, {parts[0].split()[1]}" if len(parts) == 1 else f"{total}: {', '.join(parts)}"


def _seconds(attempts: tuple[Attempt, ...], objective: str) -> float | None:
    spans = [
        (attempt.ended_at - attempt.started_at).total_seconds()
        for attempt in attempts
        if attempt.objective == objective and attempt.started_at and attempt.ended_at
    ]
    return sum(spans) if spans else None
