"""Numbered, forward-only changes of a database's schema."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.model.errors import ExecutionError, InvariantError
from cortex_cli.store.transactions import transaction

_FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; `number` counts from 1 and becomes the database's `user_version`."""

    number: int
    name: str
    sql: str


def read_migrations(directory: Path) -> tuple[Migration, ...]:
    """The `NNNN_name.sql` files of `directory` in order.

    Raises InvariantError for another name, a gap or a number used twice.
    """
    migrations = tuple(_read(path) for path in sorted(directory.glob("*.sql")))
    numbers = [migration.number for migration in migrations]
    if numbers != list(range(1, len(numbers) + 1)):
        raise InvariantError(f"migrations in {directory} are not numbered 1, 2, 3, …: {numbers}")
    return migrations


def _read(path: Path) -> Migration:
    match = _FILE_NAME.fullmatch(path.name)
    if match is None:
        raise InvariantError(f"{path} is not named like 0001_name.sql")
    return Migration(int(match[1]), match[2], path.read_text(encoding="utf-8"))


def schema_version(connection: sqlite3.Connection) -> int:
    """The number of the last migration applied, 0 for a new database."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration], path: Path) -> None:
    """Applies what is missing, each step in a transaction of its own.

    Raises ExecutionError where the database is newer than `migrations`.
    """
    _refuse_newer(connection, migrations, path)
    if schema_version(connection) == len(migrations):
        return
    for migration in migrations:
        with transaction(connection):
            if schema_version(connection) < migration.number:
                _apply(connection, migration)
    _refuse_newer(connection, migrations, path)


def _refuse_newer(connection: sqlite3.Connection, migrations: Sequence[Migration], path: Path) -> None:
    found = schema_version(connection)
    if found > len(migrations):
        raise ExecutionError(
            f"the database has schema {found}, and this Cortex knows schemas up to {len(migrations)}",
            where=str(path),
            mend="use the newer Cortex that wrote it: pip install --upgrade cortex-cli",
        )


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    for statement in _statements(migration.sql):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {migration.number}")


def _statements(sql: str) -> Iterator[str]:
    """The statements of `sql` one by one: executescript would commit the transaction around them."""
    pending = ""
    for piece in re.split(r"(?<=;)", sql):
        pending += piece
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    yield pending
