"""Opening a SQLite file that holds nothing but what can be read again elsewhere.

It need not survive a power cut, only be told from a whole one: whatever is damaged, older, newer or not ours
is removed and made anew.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cortex_cli.store.failures import BUSY_SECONDS
from cortex_cli.store.text import read_text

APPLICATION = 0x436F7274
_TRIES, _PAUSE = 20, 0.05
_TUNED = ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY", "journal_size_limit = 16777216")


@dataclass(frozen=True, slots=True)
class Rebuildable:
    """A file of `schema`, made for `version`: another version's file is removed, whatever it holds."""

    path: Path
    schema: str
    version: str

    @property
    def user_version(self) -> int:
        """What the header of a fitting file says: 31 bits of a digest over version and schema, never 0."""
        digest = sha256(f"{self.version}\0{self.schema}".encode()).digest()
        return int.from_bytes(digest[:4], "big") >> 1 | 1

    def open(self) -> tuple[sqlite3.Connection, Callable[[], None]]:
        """A connection, and what closes it.

        Others that hold the file open keep it from being removed, and it is never removed under them. Raises
        sqlite3.Error or OSError where the file can be neither used nor replaced, so that the caller does without.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as opening:
            lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            opening.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_SH)
            connection = self._fitting()
            if connection is None:
                _lock_alone(lock)
                connection = self._fitting() or self._remade()
                fcntl.flock(lock, fcntl.LOCK_SH)
            opening.callback(connection.close)
            return connection, opening.pop_all().close

    def connect(self) -> sqlite3.Connection:
        """A further connection to the file, while it is open."""
        return _connected(f"{self.path.as_uri()}?mode=rw")

    def in_memory(self) -> sqlite3.Connection:
        """The same database without a file."""
        connection = _connected(":memory:")
        connection.executescript(self.schema)
        return connection

    def remove(self) -> None:
        """Take the file away, once nobody has it open; sqlite3.Error or OSError where that cannot be."""
        lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _lock_alone(lock)
            self._unlink()
        finally:
            os.close(lock)

    @property
    def _lock_path(self) -> Path:
        """Stays where it is, empty: who has the file open holds a shared lock on it."""
        return self.path.with_name(self.path.name + "-users")

    def _unlink(self) -> None:
        for suffix in ("-wal", "-shm", ""):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _fitting(self) -> sqlite3.Connection | None:
        """A connection to the file that is there, None where it is missing or not what we would make."""
        if not self.path.is_file():
            return None
        with ExitStack() as trying:
            try:
                connection = self.connect()
                trying.callback(connection.close)
                if self._fits(connection):
                    trying.pop_all()
                    return connection
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                return None
        return None

    def _fits(self, connection: sqlite3.Connection) -> bool:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        return found == [APPLICATION, self.user_version]

    def _remade(self) -> sqlite3.Connection:
        self._unlink()
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        connection = self.connect()
        try:
            head = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {self.user_version};"
            connection.executescript(f"BEGIN IMMEDIATE; {self.schema} {head} COMMIT;")
        except BaseException:
            connection.close()
            raise
        return connection


def _connected(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=BUSY_SECONDS, isolation_level=None, uri=True)
    connection.text_factory = read_text
    try:
        for pragma in _TUNED:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _lock_alone(lock: int) -> None:
    """Wait a little for others to close the file: those that are just opening it do at once."""
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(_PAUSE)
    raise sqlite3.OperationalError("another process uses the file in another version")
