"""The index of a clone: what was read of its texts and commits once, for every branch and work tree."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from cortex_cli.index.cache import Cache
from cortex_cli.index.contexts import Contexts
from cortex_cli.index.damage import told_apart
from cortex_cli.index.merging import merge_segments
from cortex_cli.index.segments import SegmentBuilder
from cortex_cli.index.stored import Key, SnapshotOfIndex
from cortex_cli.index.writing import in_batches, marks, whole, write_segment
from cortex_cli.model.clock import Clock


class Index:
    """Used by one thread; any number of processes may have the same file open.

    `notice` says, for a user, why nothing of it is kept; empty where it is. Every method raises DamagedIndex for a
    file that holds what was never written to it, and UnwritableIndex for a full disk or missing permissions.
    """

    def __init__(
        self, connection: sqlite3.Connection, further: Callable[[], sqlite3.Connection] | None = None, notice: str = ""
    ) -> None:
        self._connection = connection
        self._further = further
        self.notice = notice

    def missing_texts(self, keys: Iterable[Key]) -> list[Key]:
        """Those of `keys` that the index does not hold, sorted."""
        wanted = sorted(set(keys))
        held = set()
        with told_apart():
            for some in in_batches(wanted):
                found = self._connection.execute(
                    f"SELECT oid, language FROM text WHERE oid IN ({marks(some)})",
                    [bytes.fromhex(oid) for oid, _ in some],
                )
                held |= {(oid.hex(), language) for oid, language in found}
        return [key for key in wanted if key not in held]

    def missing_past(self, oids: Iterable[str]) -> list[str]:
        """Those of the commits that the index does not hold, in their order."""
        wanted = list(oids)
        held = set()
        with told_apart():
            for some in in_batches(wanted):
                found = self._connection.execute(
                    f"SELECT oid FROM past WHERE oid IN ({marks(some)})", [bytes.fromhex(oid) for oid in some]
                )
                held |= {oid.hex() for (oid,) in found}
        return [oid for oid in wanted if oid not in held]

    def write(self, batch: SegmentBuilder) -> None:
        """Keep a batch of texts and commits: all of it or, after a failure, nothing."""
        if batch.is_empty:
            return
        with told_apart(), whole(self._connection):
            write_segment(self._connection, batch)
            merge_segments(self._connection)

    def cache(self, space: str) -> Cache:
        return Cache(self._connection, space)

    def contexts(self, clock: Clock | None = None) -> Contexts:
        """What is kept with contexts; `clock` tells what has expired."""
        return Contexts(self._connection, clock)

    @contextmanager
    def snapshot(self, paths: Mapping[str, Key], past: Sequence[str]) -> Iterator[SnapshotOfIndex]:
        """What ranking sees, of one state of the index, whatever others write meanwhile.

        `paths` holds the key of each path, `past` the commits that speak, newest first; all have been written.
        """
        if self._further is None:
            yield SnapshotOfIndex(self._connection, paths, past)
            return
        with told_apart():
            connection = self._further()
        try:
            with told_apart():
                connection.execute("BEGIN")
            yield SnapshotOfIndex(connection, paths, past)
        finally:
            connection.close()
