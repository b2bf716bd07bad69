"""Writing objectives and attempts; every function runs inside a transaction of the caller."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from cortex_cli.journal import events, reading
from cortex_cli.journal.guard import require_one
from cortex_cli.model.run import AttemptState
from cortex_cli.model.transitions import ATTEMPT, OBJECTIVE, AttemptEvent, ObjectiveEvent, advance
from cortex_cli.store.text import bind

ENDED = frozenset({AttemptState.COMPLETED, AttemptState.ERROR, AttemptState.CANCELED, AttemptState.LOST})


def change(
    connection: sqlite3.Connection,
    run_id: str,
    objective_id: str,
    event: ObjectiveEvent,
    reason: str | None,
    at: datetime,
) -> None:
    """The step that `event` leads to."""
    before = reading.objective(connection, run_id, objective_id)
    state = advance(OBJECTIVE, before.state, event)
    require_one(
        connection.execute(
            "UPDATE objectives SET state = ?, reason = ? WHERE run = ? AND id = ? AND state = ?",
            bind(state, reason, run_id, objective_id, before.state),
        )
    )
    events.append(connection, run_id, at, events.ObjectiveStepped(event, state, reason), objective_id)


def record_capture(
    connection: sqlite3.Connection, run_id: str, objective_id: str, commit: str | None, at: datetime
) -> None:
    """The objective's own commit, or None to take it back."""
    require_one(
        connection.execute(
            "UPDATE objectives SET commit_id = ? WHERE run = ? AND id = ?", bind(commit, run_id, objective_id)
        )
    )
    events.append(connection, run_id, at, events.Captured(commit), objective_id)


def begin_attempt(
    connection: sqlite3.Connection,
    run_id: str,
    objective_id: str,
    worker: str,
    log: str | None,
    at: datetime,
) -> int:
    """Makes the objective's next attempt and starts it; the number it got."""
    number = reading.objective(connection, run_id, objective_id).attempts + 1
    pending = AttemptState.PENDING
    connection.execute(
        "INSERT INTO attempts (run, objective, number, worker, state, log) VALUES (?, ?, ?, ?, ?, ?)",
        bind(run_id, objective_id, number, worker, pending, log),
    )
    require_one(
        connection.execute(
            "UPDATE objectives SET worker = ? WHERE run = ? AND id = ?", bind(worker, run_id, objective_id)
        )
    )
    made = events.AttemptStepped(None, pending, worker, log=log)
    events.append(connection, run_id, at, made, objective_id, number)
    change_attempt(connection, run_id, objective_id, number, AttemptEvent.START, at)
    return number


def change_attempt(
    connection: sqlite3.Connection,
    run_id: str,
    objective_id: str,
    number: int,
    event: AttemptEvent,
    at: datetime,
    *,
    reason: str | None = None,
    answer: str | None = None,
    by_products: int = 0,
) -> None:
    """The step that `event` leads to."""
    before = reading.attempt(connection, run_id, objective_id, number)
    state = advance(ATTEMPT, before.state, event)
    started = at if state is AttemptState.RUNNING else before.started_at
    ended = at if state in ENDED else None
    require_one(
        connection.execute(
            "UPDATE attempts SET state = ?, started_at = ?, ended_at = ?, reason = ?, answer = ?,"
            " by_products = ? WHERE run = ? AND objective = ? AND number = ? AND state = ?",
            bind(
                *(state, started, ended, reason, answer, by_products),
                *(run_id, objective_id, number, before.state),
            ),
        )
    )
    step = events.AttemptStepped(event, state, before.worker, reason, before.log, by_products)
    events.append(connection, run_id, at, step, objective_id, number)
