"""Effects outside the journal: intended before, recorded after, each under one natural key of its run.

Keys such as `captured/<objective>` or `published` make a repeated step find what it did the first time.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from cortex_cli.journal import events
from cortex_cli.journal.guard import require_one
from cortex_cli.model.errors import InvariantError
from cortex_cli.store.text import bind


@dataclass(frozen=True, slots=True)
class Effect:
    """`result` is None while it is only intended: it may or may not have happened."""

    key: str
    intent: str
    result: str | None


def read(connection: sqlite3.Connection, run_id: str) -> tuple[Effect, ...]:
    """The run's effects in the order they were intended."""
    rows = connection.execute("SELECT key, intent, result FROM effects WHERE run = ? ORDER BY serial", bind(run_id))
    return tuple(Effect(row["key"], row["intent"], row["result"]) for row in rows)


def intend(connection: sqlite3.Connection, run_id: str, key: str, intent: str, at: datetime) -> str | None:
    """Records the intent unless the key has one; the result where the effect was done already."""
    known = _find(connection, run_id, key)
    if known is not None:
        return known.result
    connection.execute("INSERT INTO effects (run, key, intent) VALUES (?, ?, ?)", bind(run_id, key, intent))
    events.append(connection, run_id, at, events.EffectIntended(key, intent))
    return None


def done(connection: sqlite3.Connection, run_id: str, key: str, result: str, at: datetime) -> None:
    """Records the result; the same result again changes nothing.

    Raises InvariantError for an effect that was not intended, or that was done with another result.
    """
    known = _find(connection, run_id, key)
    if known is None:
        raise InvariantError(f"effect {key} of {run_id} was done without having been intended")
    if known.result == result:
        return
    require_one(
        connection.execute(
            "UPDATE effects SET result = ? WHERE run = ? AND key = ? AND result IS NULL",
            bind(result, run_id, key),
        )
    )
    events.append(connection, run_id, at, events.EffectDone(key, result))


def _find(connection: sqlite3.Connection, run_id: str, key: str) -> Effect | None:
    row = connection.execute(
        "SELECT key, intent, result FROM effects WHERE run = ? AND key = ?", bind(run_id, key)
    ).fetchone()
    return Effect(row["key"], row["intent"], row["result"]) if row else None
