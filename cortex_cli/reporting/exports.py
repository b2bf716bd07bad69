"""A run as a document for programs."""

from __future__ import annotations

from cortex_cli.model.encoding import JsonValue, document
from cortex_cli.model.run import ObjectiveRun, RunRecord


def run_document(record: RunRecord) -> dict[str, JsonValue]:
    """`record` as `cortex/run/v1`: times in ISO 8601, durations in seconds."""
    run = record.run
    return document(
        "run",
        {
            "id": run.id,
            "state": run.state,
            "plan": run.plan_id,
            "plan_digest": run.plan_digest,
            "request": run.request,
            "base_commit": run.base_commit,
            "branch": run.branch,
            "commit": run.commit,
            "reason": run.reason,
            "objectives": [_objective(objective) for objective in record.objectives],
            "gates": record.gates,
            "usage": record.usage,
            "created_at": run.created_at,
            "started_at": run.started_at,
            "ended_at": run.ended_at,
        },
    )


def _objective(objective: ObjectiveRun) -> dict[str, object]:
    return {
        "id": objective.id,
        "title": objective.title,
        "wave": objective.wave,
        "state": objective.state,
        "attempts": objective.attempts,
        "worker": objective.worker,
        "reason": objective.reason,
    }
