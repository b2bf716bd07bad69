"""SQLite's failures as errors a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cortex_cli.model.errors import ExecutionError, InvariantError

BUSY_SECONDS = 10

_NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_PRIMARY = 0xFF


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns a sqlite3.Error about `path` into an ExecutionError, or an InvariantError where it is our bug."""
    try:
        yield
    except sqlite3.Error as error:
        raise explanation(error, path) from error


def explanation(error: sqlite3.Error, path: Path) -> ExecutionError | InvariantError:
    """The error to raise in place of `error`."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = code & _PRIMARY
    if code in _NO_SPACE:
        return no_space(path)
    if primary in _DAMAGED:
        return damaged(path, str(error))
    if primary in _LOCKED:
        return ExecutionError(
            f"another process kept the database locked for more than {BUSY_SECONDS} s",
            where=str(path),
            mend="wait for the other cortex command to end, then try again",
        )
    if primary in _CLOSED:
        return ExecutionError(
            f"the database cannot be opened for writing: {error}",
            where=str(path),
            mend=f"check the owner and the permissions of {path.parent} and of the files in it",
        )
    if primary == sqlite3.SQLITE_IOERR:
        return ExecutionError(
            f"the disk failed while the database was used: {error}",
            where=str(path),
            mend="check the disk, then try again; every step recorded so far is kept",
        )
    return InvariantError(f"{path}: {error}")


def no_space(path: Path) -> ExecutionError:
    """The error for a full disk, an exhausted quota or a file size limit."""
    return ExecutionError(
        "no space left to write the database",
        where=str(path),
        mend=f"free space on the disk of {path.parent} and repeat the command; nothing recorded is lost",
    )


def damaged(path: Path, what: str) -> ExecutionError:
    """The error for a file that is no database, or not a whole one."""
    return ExecutionError(
        f"the database is damaged: {what}",
        where=str(path),
        mend=f"move {path} and {path.name}-wal to a safe place and repeat the command; commits stay in git",
    )
