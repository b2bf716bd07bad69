"""Opening a SQLite file so that what it acknowledged survives a kill and a power cut."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cortex_cli.model.errors import ExecutionError
from cortex_cli.store.failures import BUSY_SECONDS, damaged, explained
from cortex_cli.store.migrations import Migration, migrate, schema_version
from cortex_cli.store.text import read_text
from cortex_cli.store.transactions import snapshot, transaction

__all__ = ["open_database", "snapshot", "transaction"]

_FULL = 2
_DURABLE = {"synchronous": _FULL, "foreign_keys": 1, "busy_timeout": BUSY_SECONDS * 1000}
_DURABLE_ON_MACOS = {"fullfsync": 1, "checkpoint_fullfsync": 1}


def open_database(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """The database at `path`, made and migrated as needed, for use by one thread.

    Statements commit by themselves: use `transaction` and `snapshot`. Rows are sqlite3.Row; text comes back
    as `bind` was given it. Raises ExecutionError for a damaged or newer database, a full disk, missing
    permissions, and a file system that cannot do what durability needs.
    """
    _make_directory(path.parent)
    _refuse_truncated(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        with ExitStack() as opening:
            opening.callback(connection.close)
            _prepare(connection, path, migrations)
            opening.pop_all()
        return connection


def _prepare(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    connection.row_factory = sqlite3.Row
    connection.text_factory = read_text
    wanted = _DURABLE | (_DURABLE_ON_MACOS if sys.platform == "darwin" else {})
    for pragma, value in wanted.items():
        connection.execute(f"PRAGMA {pragma} = {value}")
        _confirm(connection, path, pragma, value)
    if schema_version(connection) != len(migrations) or _pragma(connection, "journal_mode") != "wal":
        with _first_opening(path.parent):
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, migrations, path)
    _confirm(connection, path, "journal_mode", "wal")


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def _confirm(connection: sqlite3.Connection, path: Path, pragma: str, wanted: object) -> None:
    found = _pragma(connection, pragma)
    if found != wanted:
        raise ExecutionError(
            f"the database cannot be made durable here: {pragma} is {found}, not {wanted}",
            where=str(path),
            mend="keep the repository on a local disk, and use a Python whose SQLite has write-ahead logging",
        )


def _refuse_truncated(path: Path) -> None:
    """SQLite deletes the log beside a missing or empty database, and with it what was acknowledged.

    The log is looked at first: a healthy database has its first page before its log, so two processes that
    open a new one at once are not taken for damage.
    """
    if _size(path.with_name(path.name + "-wal")) and not _size(path):
        raise damaged(path, "it is empty or missing, but its write-ahead log is there")


def _size(path: Path) -> int:
    """Bytes; 0 for a file that is missing or out of reach, which SQLite then explains."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        return
    except OSError as error:
        raise ExecutionError(
            f"the directory cannot be made: {error.strerror}",
            where=str(directory),
            mend=f"check the permissions of {directory.parent} and the space on its disk",
        ) from error
    with _opened(directory.parent) as descriptor:
        os.fsync(descriptor)


@contextmanager
def _first_opening(directory: Path) -> Iterator[None]:
    """Held while a database is set up: switching to the log does not wait for another process at it."""
    with _opened(directory) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(directory: Path) -> Iterator[int]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
