from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cortex_cli.model.errors import InvariantError, RefusedError
from cortex_cli.store.database import open_database, snapshot, transaction
from cortex_cli.store.migrations import Migration

TABLE = (Migration(1, "first", "CREATE TABLE t (x INTEGER) STRICT;"),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_database(path, TABLE)
    yield connection
    connection.close()


@pytest.fixture
def other(path: Path, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    other = open_database(path, TABLE)
    yield other
    other.close()


def numbers(connection: sqlite3.Connection) -> list[int]:
    return [row["x"] for row in connection.execute("SELECT x FROM t ORDER BY x")]


def test_a_block_that_ends_well_is_seen_by_others(connection: sqlite3.Connection, other: sqlite3.Connection) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (1)")
        assert numbers(other) == []
    assert numbers(other) == [1]


@pytest.mark.parametrize("error", [RefusedError("no"), KeyboardInterrupt()])
def test_a_block_that_fails_leaves_nothing(connection: sqlite3.Connection, error: BaseException) -> None:
    with pytest.raises(type(error)), transaction(connection):
        connection.execute("INSERT INTO t VALUES (1)")
        raise error
    assert numbers(connection) == []
    assert not connection.in_transaction


def test_the_connection_is_usable_after_a_failed_statement(connection: sqlite3.Connection) -> None:
    with pytest.raises(InvariantError), transaction(connection):
        connection.execute("INSERT INTO t VALUES ('not a number')")
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES (2)")
    assert numbers(connection) == [2]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(
    connection: sqlite3.Connection, other: sqlite3.Connection
) -> None:
    with snapshot(other):
        assert numbers(other) == []
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
        assert numbers(other) == []
    assert numbers(other) == [1]


def test_one_inside_another_is_a_bug(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        with pytest.raises(InvariantError, match="inside another"), transaction(connection):
            pass
        connection.execute("INSERT INTO t VALUES (1)")
    assert numbers(connection) == [1]
