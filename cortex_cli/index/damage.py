"""What goes wrong with a file that may be thrown away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from cortex_cli.model.errors import ExecutionError

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF


class DamagedIndex(ExecutionError):
    """The index holds what was never written to it: it is dropped and built again."""


class UnwritableIndex(ExecutionError):
    """The index cannot be kept where it belongs: it is built in memory instead."""


@contextmanager
def told_apart() -> Iterator[None]:
    """Turns a sqlite3.Error into DamagedIndex or UnwritableIndex; our own mistakes pass as they are."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        family = DamagedIndex if code & _PRIMARY in _DAMAGED | {sqlite3.SQLITE_ERROR} else UnwritableIndex
        raise family(f"the index cannot be used: {error}") from error
