"""The guard of every update: it names the state it expects, and a row that is not there is a bug."""

from __future__ import annotations

import sqlite3

from cortex_cli.model.errors import InvariantError


def require_one(update: sqlite3.Cursor) -> None:
    """Raises InvariantError unless `update` changed exactly one row, so that its transaction rolls back."""
    if update.rowcount != 1:
        raise InvariantError(f"a guarded update matched {update.rowcount} rows")
