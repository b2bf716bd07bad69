"""The two ways to use a connection: one short write, or one consistent look."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cortex_cli.model.errors import InvariantError
from cortex_cli.store.failures import explained


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One write transaction: committed, and on disk, when the block ends well; else rolled back.

    Raises ExecutionError where the disk is full, the file damaged or another process in the way, and
    InvariantError inside another transaction.
    """
    with _bracket(connection, "BEGIN IMMEDIATE"):
        yield connection


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Several reads that see one state of the database, whatever others write meanwhile."""
    with _bracket(connection, "BEGIN"):
        yield connection


@contextmanager
def _bracket(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    if connection.in_transaction:
        raise InvariantError("a transaction was begun inside another one")
    with explained(_file_of(connection)):
        connection.execute(begin)
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _file_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])
