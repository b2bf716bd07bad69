"""Rows of the journal as values of the model."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from cortex_cli.model.run import Attempt, AttemptState, GateRun, ObjectiveRun, ObjectiveState, Run, RunState
from cortex_cli.model.team import GateStage


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def run_of(row: sqlite3.Row) -> Run:
    return Run(
        id=row["id"],
        plan_id=row["plan_id"],
        plan_digest=row["plan_digest"],
        request=row["request"],
        base_commit=row["base_commit"],
        state=RunState(row["state"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        started_at=moment(row["started_at"]),
        ended_at=moment(row["ended_at"]),
        branch=row["branch"],
        commit=row["commit_id"],
        reason=row["reason"],
    )


def objective_of(row: sqlite3.Row) -> ObjectiveRun:
    return ObjectiveRun(
        id=row["id"],
        title=row["title"],
        wave=row["wave"],
        state=ObjectiveState(row["state"]),
        attempts=row["attempts"],
        worker=row["worker"],
        reason=row["reason"],
        commit=row["commit_id"],
    )


def attempt_of(row: sqlite3.Row) -> Attempt:
    return Attempt(
        objective=row["objective"],
        number=row["number"],
        worker=row["worker"],
        state=AttemptState(row["state"]),
        started_at=moment(row["started_at"]),
        ended_at=moment(row["ended_at"]),
        reason=row["reason"],
        log=row["log"],
        answer=row["answer"],
        by_products=row["by_products"],
    )


def gate_of(row: sqlite3.Row) -> GateRun:
    return GateRun(
        gate=row["gate"],
        stage=GateStage(row["stage"]),
        wave=row["wave"],
        objective=row["objective"],
        passed=bool(row["passed"]),
        exit_code=row["exit_code"],
        seconds=row["seconds"],
        reason=row["reason"],
        log=row["log"],
    )
