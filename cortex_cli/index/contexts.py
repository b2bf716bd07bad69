"""Contexts: what values were made from, each within a wider one whose values it sees.

A context never changes: it is known by the hash of its content, and so are the values that are kept with it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cortex_cli.index.cache import ROOM, Cache, CacheMetrics
from cortex_cli.index.damage import told_apart
from cortex_cli.index.eviction import Eviction
from cortex_cli.index.exchange import Imported, export_lines, import_lines
from cortex_cli.index.writing import whole
from cortex_cli.model.clock import Clock, SystemClock
from cortex_cli.model.errors import InvariantError, UsageError

_KIND = re.compile(r"[a-z][a-z_]*")
_HASH = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Context:
    """One thing of a `kind`, such as a tree, by the hash of its content; `parent` is what it is seen within."""

    kind: str
    content: str
    parent: Context | None = None

    def __post_init__(self) -> None:
        if not (_KIND.fullmatch(self.kind) and _HASH.fullmatch(self.content)):
            raise InvariantError(f"{self.kind}:{self.content} is no kind with a hash")

    @property
    def key(self) -> str:
        """Such as `commit:9f3a…/request:07bc…`: the key of a child begins with that of its parent."""
        own = f"{self.kind}:{self.content}"
        return own if self.parent is None else f"{self.parent.key}/{own}"

    def child(self, kind: str, content: str) -> Context:
        """A narrower context, which sees the values of this one."""
        return Context(kind, content, self)

    def lineage(self) -> Iterator[Context]:
        """This context, its parent, and so on."""
        context: Context | None = self
        while context is not None:
            yield context
            context = context.parent


def content_hash(*parts: str) -> str:
    """A hash of texts, of which none runs into the next."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Contexts:
    """The values of all contexts of an index, by name; raises what `Index` does.

    `ttl` is how many seconds a value stays, None for as long as there is room: `room` bytes for everything
    that the index caches. Time is that of `clock`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        clock: Clock | None = None,
        *,
        eviction: Eviction = Eviction.LRU,
        room: int = ROOM,
        ttl: float | None = None,
    ) -> None:
        self._connection = connection
        self._clock = clock or SystemClock()
        self._eviction = eviction
        self._room = room
        self._ttl = ttl

    def get(self, context: Context, name: str) -> bytes | None:
        """The value of that name of the context, else of the nearest it is within; None where there is none.

        A value that has expired or is damaged is none.
        """
        found = self._cache(name).first_of([each.key for each in context.lineage()], self._now())
        return None if found is None else found[1]

    def put(self, context: Context, name: str, value: bytes, *, ttl: float | None = None) -> None:
        """Keep a value with the context; where it has one of that name, that one stays until it expires."""
        seconds, now = self._ttl if ttl is None else ttl, self._now()
        expires = None if seconds is None else now + round(seconds * 1000)
        parent = context.parent.key if context.parent else None
        self._cache(name).put(context.key, value, parent=parent, now=now, expires_at=expires)

    def invalidate(self, context: Context) -> int:
        """Forget every value of the context and of those within it; how many there were."""
        return self._forget("key = ?1 OR substr(key, 1, length(?1) + 1) = ?1 || '/'", context.key)

    def invalidate_matching(self, pattern: str) -> int:
        """Forget the values whose context's key fits `pattern`, as in SQLite's GLOB; how many there were."""
        return self._forget("key GLOB ?1", pattern)

    def metrics(self) -> CacheMetrics:
        """Of everything that the index caches."""
        with told_apart():
            entries, size = self._connection.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM cached").fetchone()
            counts = self._connection.execute(
                "SELECT COALESCE(SUM(hits), 0), COALESCE(SUM(misses), 0), COALESCE(SUM(evictions), 0) FROM cache_metric"
            ).fetchone()
        return CacheMetrics(entries, size, *counts)

    def export(self, file: Path, pattern: str = "*") -> int:
        """Write the values whose context's key fits `pattern` as JSON lines; how many. UsageError where it cannot."""
        with _named(file), file.open("w", encoding="ascii") as writing:
            return sum(writing.write(line) > 0 for line in export_lines(self._connection, pattern)) - 1

    def take_in(self, file: Path) -> Imported:
        """Keep what `export` wrote to `file`; UsageError where it is no such file, or of another version."""
        with _named(file), file.open(encoding="ascii", errors="replace") as reading:
            return import_lines(self._connection, reading, self._room)

    def _forget(self, condition: str, value: str) -> int:
        with told_apart(), whole(self._connection):
            return self._connection.execute(f"DELETE FROM cached WHERE {condition}", (value,)).rowcount

    def _cache(self, name: str) -> Cache:
        return Cache(self._connection, name, self._room, self._eviction)

    def _now(self) -> int:
        """Milliseconds since the epoch."""
        return round(self._clock.now().timestamp() * 1000)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Says which file it was that could not be used."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"the file of contexts cannot be used: {error.strerror}", where=str(file)) from error
    except UsageError as error:
        raise UsageError(error.message, where=str(file), mend=error.mend) from error
