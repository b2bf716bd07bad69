from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from cortex_cli.model.errors import CortexError, ExecutionError, InvariantError
from cortex_cli.store.database import open_database
from cortex_cli.store.failures import explained
from cortex_cli.store.migrations import Migration
from cortex_cli.store.transactions import transaction

TABLE = (Migration(1, "first", "CREATE TABLE t (x TEXT UNIQUE) STRICT;"),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_database(path, TABLE)
    yield connection
    connection.close()


def test_a_full_database_says_no_space_and_keeps_what_it_had(connection: sqlite3.Connection, path: Path) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO t VALUES ('kept')")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ExecutionError, match="no space left") as caught, transaction(connection):
        connection.execute("INSERT INTO t VALUES (?)", ("x" * 100_000,))
    assert caught.value.where == str(path)
    assert "free" in (caught.value.mend or "")
    assert [row["x"] for row in connection.execute("SELECT x FROM t")] == ["kept"]


def test_a_lock_that_stays_is_told_apart_from_damage(connection: sqlite3.Connection, path: Path) -> None:
    other = open_database(path, TABLE)
    other.execute("PRAGMA busy_timeout = 1")
    with transaction(connection), pytest.raises(ExecutionError, match="another process"), transaction(other):
        pass
    other.close()


def test_a_database_that_is_only_readable_names_the_permissions(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = 1")
    with (
        pytest.raises(ExecutionError, match="cannot be opened for writing") as caught,
        transaction(connection),
    ):
        connection.execute("INSERT INTO t VALUES ('x')")
    assert "permissions" in (caught.value.mend or "")


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO t VALUES ('a'), ('a')", "SELECT nothing FROM nowhere", "INSERT INTO t VALUES (1, 2)"],
)
def test_our_own_mistakes_are_bugs_not_advice(connection: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(InvariantError) as caught, transaction(connection):
        connection.execute(statement)
    assert not isinstance(caught.value, CortexError)


def test_an_input_output_error_advises_to_check_the_disk(path: Path) -> None:
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    with pytest.raises(ExecutionError, match="the disk failed"), explained(path):
        raise failure


def test_the_sqlite_error_stays_the_cause(path: Path) -> None:
    with pytest.raises(InvariantError) as caught, explained(path):
        raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
    assert isinstance(caught.value.__cause__, sqlite3.ProgrammingError)
