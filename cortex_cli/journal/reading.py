"""Questions to the journal; every function runs inside a snapshot or transaction of the caller."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from cortex_cli.journal.rows import attempt_of, gate_of, moment, objective_of, run_of
from cortex_cli.model.errors import InvariantError, UsageError
from cortex_cli.model.run import Attempt, ObjectiveRun, Run, RunRecord, RunState, Usage
from cortex_cli.store.text import bind

UNFINISHED = (RunState.PENDING, RunState.RUNNING, RunState.PAUSED, RunState.FAILED)

_OBJECTIVES = (
    "SELECT *, (SELECT COUNT(*) FROM attempts WHERE attempts.run = objectives.run"
    " AND attempts.objective = objectives.id) AS attempts FROM objectives WHERE run = ?"
)


def run(connection: sqlite3.Connection, run_id: str) -> Run:
    """The run with exactly that id; UsageError where there is none."""
    row = connection.execute("SELECT * FROM runs WHERE id = ?", bind(run_id)).fetchone()
    if row is None:
        raise _no_run(run_id)
    return run_of(row)


def find_run(connection: sqlite3.Connection, prefix: str | None) -> Run:
    """The newest run, or the one run whose id begins with `prefix`; UsageError where there is no such one."""
    if prefix is None:
        newest = runs(connection, 1)
        if not newest:
            raise UsageError("there is no run yet", mend='cortex run "REQUEST" makes one')
        return newest[0]
    found = connection.execute(
        "SELECT * FROM runs WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id = ?1 DESC, serial DESC",
        bind(prefix),
    ).fetchall()
    if not found or not prefix:
        raise _no_run(prefix)
    if len(found) > 1 and found[0]["id"] != prefix:
        names = ", ".join(row["id"] for row in found[:5])
        raise UsageError(
            f"{len(found)} runs begin with {prefix}: {names}",
            mend="give more of the id; cortex status lists runs",
        )
    return run_of(found[0])


def _no_run(run_id: str) -> UsageError:
    return UsageError(f"there is no run {run_id or repr(run_id)}", mend="cortex status lists the runs")


def runs(connection: sqlite3.Connection, limit: int | None) -> tuple[Run, ...]:
    """The newest `limit` runs, or all, newest first by the order they were made in."""
    rows = connection.execute("SELECT * FROM runs ORDER BY serial DESC LIMIT ?", bind(-1 if limit is None else limit))
    return tuple(run_of(row) for row in rows)


def unfinished(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """The runs that can go on, newest first."""
    marks = ", ".join("?" * len(UNFINISHED))
    rows = connection.execute(f"SELECT * FROM runs WHERE state IN ({marks}) ORDER BY serial DESC", bind(*UNFINISHED))
    return tuple(run_of(row) for row in rows)


def plan_text(connection: sqlite3.Connection, run_id: str) -> str:
    """The plan's text as the run was given it."""
    row = connection.execute("SELECT text FROM plans WHERE run = ?", bind(run_id)).fetchone()
    if row is None:
        raise _no_run(run_id)
    text: str = row["text"]
    return text


def wave_commit(connection: sqlite3.Connection, run_id: str, wave: int) -> str | None:
    """The latest integrated commit of the wave; None where there is none, or it was rolled back."""
    row = connection.execute(
        "SELECT commit_id FROM waves WHERE run = ? AND wave = ? ORDER BY serial DESC", bind(run_id, wave)
    ).fetchone()
    return _commit_in(row)


def head(connection: sqlite3.Connection, run_id: str) -> str | None:
    """The latest integrated commit of any wave: a roll-back leaves the one before it in force."""
    row = connection.execute(
        "SELECT commit_id FROM waves WHERE run = ? AND commit_id IS NOT NULL ORDER BY serial DESC",
        bind(run_id),
    ).fetchone()
    return _commit_in(row)


def _commit_in(row: sqlite3.Row | None) -> str | None:
    commit: str | None = row["commit_id"] if row else None
    return commit


def objective(connection: sqlite3.Connection, run_id: str, objective_id: str) -> ObjectiveRun:
    """One objective of the run; InvariantError where there is none."""
    row = connection.execute(f"{_OBJECTIVES} AND id = ?", bind(run_id, objective_id)).fetchone()
    if row is None:
        raise InvariantError(f"run {run_id} has no objective {objective_id}")
    return objective_of(row)


def attempt(connection: sqlite3.Connection, run_id: str, objective_id: str, number: int) -> Attempt:
    """One attempt; InvariantError where there is none."""
    row = connection.execute(
        "SELECT * FROM attempts WHERE run = ? AND objective = ? AND number = ?",
        bind(run_id, objective_id, number),
    ).fetchone()
    if row is None:
        raise InvariantError(f"objective {objective_id} of run {run_id} has no attempt {number}")
    return attempt_of(row)


def record(connection: sqlite3.Connection, run_id: str) -> RunRecord:
    """Everything known of the run: objectives in plan order, attempts and gates in the order they began."""
    found = run(connection, run_id)
    objectives = connection.execute(f"{_OBJECTIVES} ORDER BY position", bind(run_id))
    attempts = connection.execute("SELECT * FROM attempts WHERE run = ? ORDER BY serial", bind(run_id))
    gates = connection.execute("SELECT * FROM gates WHERE run = ? ORDER BY serial", bind(run_id))
    made = tuple(attempt_of(row) for row in attempts)
    return RunRecord(
        run=found,
        objectives=tuple(objective_of(row) for row in objectives),
        attempts=made,
        gates=tuple(gate_of(row) for row in gates),
        usage=_usage(connection, found, made),
    )


def _usage(connection: sqlite3.Connection, found: Run, attempts: tuple[Attempt, ...]) -> Usage:
    """Seconds as the wall clock told them; a run that has not ended is measured up to its last event."""
    last = connection.execute(
        "SELECT at FROM events WHERE run = ? ORDER BY seq DESC LIMIT 1", bind(found.id)
    ).fetchone()
    return Usage(
        attempts=len(attempts),
        worker_seconds=round(sum(_seconds(each.started_at, each.ended_at) for each in attempts), 3),
        wall_seconds=_seconds(found.started_at, found.ended_at or moment(last["at"])),
    )


def _seconds(started: datetime | None, ended: datetime | None) -> float:
    if started is None or ended is None:
        return 0.0
    return max(0.0, (ended - started).total_seconds())
