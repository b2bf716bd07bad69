"""The journal's events: one row per change, in the transaction of the change, never altered afterwards.

Every row is written by `append` and holds all that a chain of hashes needs: who comes before it follows from
`(run, seq)`, and `data` is stored as the exact text that would be hashed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from cortex_cli.model.encoding import JsonValue, encode, json_text
from cortex_cli.model.events import GateEnded, WaveCompleted
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.model.transitions import AttemptEvent, ObjectiveEvent, RunEvent
from cortex_cli.store.text import bind


@dataclass(frozen=True, slots=True)
class RunCreated:
    kind: ClassVar[str] = "run_created"
    plan_id: str
    plan_digest: str
    base_commit: str
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunStepped:
    kind: ClassVar[str] = "run_state"
    event: RunEvent
    state: RunState
    reason: str | None
    branch: str | None
    commit: str | None


@dataclass(frozen=True, slots=True)
class ObjectiveStepped:
    kind: ClassVar[str] = "objective_state"
    event: ObjectiveEvent
    state: ObjectiveState
    reason: str | None


@dataclass(frozen=True, slots=True)
class AttemptStepped:
    """`event` is None where the attempt was made; the worker's answer stands in the attempt's own row."""

    kind: ClassVar[str] = "attempt_state"
    event: AttemptEvent | None
    state: AttemptState
    worker: str
    reason: str | None = None
    log: str | None = None
    by_products: int = 0


@dataclass(frozen=True, slots=True)
class Captured:
    """`commit` is the objective's own commit, None where a roll-back took it back."""

    kind: ClassVar[str] = "captured"
    commit: str | None


@dataclass(frozen=True, slots=True)
class EffectIntended:
    kind: ClassVar[str] = "effect_intended"
    key: str
    intent: str


@dataclass(frozen=True, slots=True)
class EffectDone:
    kind: ClassVar[str] = "effect_done"
    key: str
    result: str


@dataclass(frozen=True, slots=True)
class ScorecardRecorded:
    """How many files were chosen, how many of them changed, and how many changed that were not chosen."""

    kind: ClassVar[str] = "scorecard_recorded"
    chosen: int
    changed: int
    missed: int


JournalBody = (
    RunCreated
    | RunStepped
    | ObjectiveStepped
    | AttemptStepped
    | Captured
    | EffectIntended
    | EffectDone
    | ScorecardRecorded
    | GateEnded
    | WaveCompleted
)


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """A row as it was written; `seq` counts from 1 in the run without gaps, `data` is the body as JSON."""

    seq: int
    at: datetime
    kind: str
    objective: str | None
    attempt: int | None
    data: Mapping[str, JsonValue]


def append(
    connection: sqlite3.Connection,
    run_id: str,
    at: datetime,
    body: JournalBody,
    objective: str | None = None,
    attempt: int | None = None,
) -> None:
    """Writes the next event of the run; only inside the transaction of the change it tells of."""
    connection.execute(
        "INSERT INTO events (run, seq, at, kind, objective, attempt, data) VALUES"
        " (?1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE run = ?1), ?2, ?3, ?4, ?5, ?6)",
        bind(run_id, at, body.kind, objective, attempt, json_text(encode(body), indent=None)),
    )


def read(connection: sqlite3.Connection, run_id: str) -> tuple[JournalEvent, ...]:
    """All events of the run in order."""
    rows = connection.execute("SELECT * FROM events WHERE run = ? ORDER BY seq", bind(run_id))
    return tuple(
        JournalEvent(
            seq=row["seq"],
            at=datetime.fromisoformat(row["at"]),
            kind=row["kind"],
            objective=row["objective"],
            attempt=row["attempt"],
            data=json.loads(row["data"]),
        )
        for row in rows
    )
