"""Values that took long to make, kept by the hash of what they were made from.

A value never changes: another content has another key. When something was last used is counted in uses and not in
seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from cortex_cli.index.damage import DamagedIndex, told_apart
from cortex_cli.index.eviction import Eviction, make_room
from cortex_cli.index.packing import sealed, unsealed
from cortex_cli.index.writing import marks, whole

ROOM = 100_000_000
"""Bytes of all values together."""


@dataclass(frozen=True, slots=True)
class CacheMetrics:
    """Of one space: `size` in bytes; the counts since the index was made."""

    entries: int
    size: int
    hits: int
    misses: int
    evictions: int


class Cache:
    """One `space` of keys in the index; the room is shared by all spaces. Times are milliseconds since the epoch."""

    def __init__(
        self, connection: sqlite3.Connection, space: str, room: int = ROOM, eviction: Eviction = Eviction.LRU
    ) -> None:
        self._connection = connection
        self._space = space
        self._room = room
        self._eviction = eviction

    def get(self, key: str, now: int = 0) -> bytes | None:
        """The value of `key`, None where there is none, it has expired at `now`, or it is damaged."""
        found = self.first_of((key,), now)
        return None if found is None else found[1]

    def first_of(self, keys: Sequence[str], now: int = 0) -> tuple[str, bytes] | None:
        """The first of `keys` that has a value, with it: one look-up, a hit or a miss. Damaged values are forgotten."""
        with told_apart(), whole(self._connection):
            found = self._sound(keys, now)
            self._count("misses" if found is None else "hits")
            if found is None:
                return None
            number, key, value = found
            self._connection.execute(
                f"UPDATE cached SET hits = hits + 1, last_used = {_NEXT_USE} WHERE id = ?", (number,)
            )
        return key, value

    def put(
        self, key: str, value: bytes, *, parent: str | None = None, now: int = 0, expires_at: int | None = None
    ) -> None:
        """Keep `value` unless the key has one that has not expired, and let others go where there is no room.

        A value larger than all the room is not kept.
        """
        stored = sealed(value)
        if len(stored) > self._room:
            return
        with told_apart(), whole(self._connection):
            self._connection.execute(
                "DELETE FROM cached WHERE space = ? AND key = ? AND expires_at <= ?", (self._space, key, now)
            )
            if self._connection.execute(
                "SELECT 1 FROM cached WHERE space = ? AND key = ?", (self._space, key)
            ).fetchone():
                return
            gone = make_room(self._connection, self._room - len(stored), self._eviction, now)
            for space, evicted in gone.items():
                Cache(self._connection, space)._count("evictions", evicted)
            self._connection.execute(
                "INSERT INTO cached (space, key, parent, value, size, made_at, expires_at, last_used)"
                f" VALUES (?, ?, ?, ?, ?, ?, ?, {_NEXT_USE})",
                (self._space, key, parent, stored, len(stored), now, expires_at),
            )

    def remove(self, pattern: str) -> int:
        """Forget the keys that fit `pattern`, as in SQLite's GLOB; how many there were."""
        with told_apart(), whole(self._connection):
            return self._connection.execute(
                "DELETE FROM cached WHERE space = ? AND key GLOB ?", (self._space, pattern)
            ).rowcount

    def metrics(self) -> CacheMetrics:
        with told_apart():
            entries, size = self._connection.execute(
                "SELECT COUNT(*), COALESCE(SUM(size), 0) FROM cached WHERE space = ?", (self._space,)
            ).fetchone()
            counts = self._connection.execute(
                "SELECT hits, misses, evictions FROM cache_metric WHERE space = ?", (self._space,)
            ).fetchone()
        return CacheMetrics(entries, size, *(counts or (0, 0, 0)))

    def _sound(self, keys: Sequence[str], now: int) -> tuple[int, str, bytes] | None:
        rows = self._connection.execute(
            f"SELECT id, key, value FROM cached WHERE space = ? AND key IN ({marks(keys)})"
            " AND (expires_at IS NULL OR expires_at > ?)",
            (self._space, *keys, now),
        ).fetchall()
        for number, key, value in sorted(rows, key=lambda row: keys.index(row[1])):
            try:
                return number, key, unsealed(value)
            except DamagedIndex:
                self._connection.execute("DELETE FROM cached WHERE id = ?", (number,))
        return None

    def _count(self, metric: str, by: int = 1) -> None:
        self._connection.execute("INSERT OR IGNORE INTO cache_metric (space) VALUES (?)", (self._space,))
        self._connection.execute(f"UPDATE cache_metric SET {metric} = {metric} + ? WHERE space = ?", (by, self._space))


_NEXT_USE = "(SELECT COALESCE(MAX(last_used), 0) + 1 FROM cached)"
