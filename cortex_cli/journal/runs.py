"""Writing runs and the commits of their waves; every function runs inside a transaction of the caller."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from cortex_cli.journal import events, reading
from cortex_cli.journal.guard import require_one
from cortex_cli.model.events import GateEnded, WaveCompleted
from cortex_cli.model.identifiers import named_by
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import GateRun, ObjectiveState, RunState
from cortex_cli.model.transitions import RUN, RunEvent, advance
from cortex_cli.store.text import bind

ENDED = frozenset({RunState.SUCCEEDED, RunState.FAILED, RunState.QUARANTINED, RunState.CANCELED})


def create(
    connection: sqlite3.Connection, run_id: str, plan: Plan, plan_text: str, base_commit: str, at: datetime
) -> None:
    """The run, its plan and its objectives, all pending."""
    digest = plan.digest or plan.content_digest()
    plan_id = plan.id or named_by("plan", digest)
    connection.execute(
        "INSERT INTO runs (id, plan_id, plan_digest, request, base_commit, state, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        bind(run_id, plan_id, digest, plan.request, base_commit, RunState.PENDING, at),
    )
    connection.execute("INSERT INTO plans (run, text) VALUES (?, ?)", bind(run_id, plan_text))
    connection.executemany(
        "INSERT INTO objectives (run, id, position, title, wave, state, worker) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            bind(run_id, each.id, position, each.title, each.wave, ObjectiveState.PENDING, each.worker)
            for position, each in enumerate(plan.objectives)
        ],
    )
    members = tuple(objective.id for objective in plan.objectives)
    events.append(connection, run_id, at, events.RunCreated(plan_id, digest, base_commit, members))


def change(
    connection: sqlite3.Connection,
    run_id: str,
    event: RunEvent,
    at: datetime,
    reason: str | None,
    branch: str | None,
    commit: str | None,
) -> None:
    """The step that `event` leads to; `branch` and `commit` stay what they were where None is given."""
    before = reading.run(connection, run_id)
    state = advance(RUN, before.state, event)
    started = at if before.started_at is None and state is RunState.RUNNING else before.started_at
    ended = at if state in ENDED else None
    require_one(
        connection.execute(
            "UPDATE runs SET state = ?, reason = ?, branch = COALESCE(?, branch),"
            " commit_id = COALESCE(?, commit_id), started_at = ?, ended_at = ? WHERE id = ? AND state = ?",
            bind(state, reason, branch, commit, started, ended, run_id, before.state),
        )
    )
    events.append(connection, run_id, at, events.RunStepped(event, state, reason, branch, commit))


def record_wave(
    connection: sqlite3.Connection,
    run_id: str,
    wave: int,
    commit: str | None,
    reason: str | None,
    at: datetime,
) -> None:
    """One more integration of the wave; `commit` is None where it was rolled back."""
    connection.execute(
        "INSERT INTO waves (run, wave, commit_id, reason) VALUES (?, ?, ?, ?)",
        bind(run_id, wave, commit, reason),
    )
    events.append(connection, run_id, at, WaveCompleted(wave, commit, reason))


def record_gate(connection: sqlite3.Connection, run_id: str, gate: GateRun, at: datetime) -> None:
    """One more verdict of a gate; earlier ones of the same gate are kept."""
    connection.execute(
        "INSERT INTO gates (run, gate, stage, wave, objective, passed, exit_code, seconds, reason, log)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        bind(
            run_id,
            gate.gate,
            gate.stage,
            gate.wave,
            gate.objective,
            gate.passed,
            gate.exit_code,
            gate.seconds,
            gate.reason,
            gate.log,
        ),
    )
    events.append(connection, run_id, at, GateEnded(gate), gate.objective)
