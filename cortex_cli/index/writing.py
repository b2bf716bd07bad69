"""What is written to the index: whole batches, each in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from cortex_cli.index.blocks import Numbers, pack_blocks
from cortex_cli.index.packing import pack_numbers
from cortex_cli.index.records import PastRecord
from cortex_cli.index.segments import SegmentBuilder, TextRow
from cortex_cli.store.text import bind

T = TypeVar("T")
VARIABLES = 500
"""Values in one statement."""


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def write_segment(connection: sqlite3.Connection, batch: SegmentBuilder) -> None:
    """Add a batch inside the caller's transaction.

    What another process has stored meanwhile stays: our chunks of it are then nobody's, which does no harm.
    """
    segment = new_segment(connection, batch.chunks, len(batch.past))
    write_lists(connection, segment, batch.lists())
    _write_texts(connection, segment, batch.texts)
    numbers = _path_numbers(connection, [record for _, record in batch.past])
    connection.executemany(
        "INSERT OR IGNORE INTO past (oid, segment, number, time, words, subject, paths) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(bytes.fromhex(record.oid), segment, number, record.time, record.words, *bind(record.subject)),
                pack_numbers(numbers[path] for path in record.paths),
            )
            for number, record in batch.past
        ),
    )


def new_segment(connection: sqlite3.Connection, chunks: int, commits: int) -> int:
    """The number of a segment without lists yet."""
    number: int = connection.execute(
        "INSERT INTO segment (chunks, commits) VALUES (?, ?) RETURNING id", (chunks, commits)
    ).fetchone()[0]
    return number


def write_lists(connection: sqlite3.Connection, segment: int, lists: Iterable[tuple[str, Numbers]]) -> None:
    connection.executemany(
        "INSERT INTO posting (segment, first_term, block) VALUES (?, ?, ?)",
        ((segment, first, block) for first, block in pack_blocks(lists)),
    )


def _write_texts(connection: sqlite3.Connection, segment: int, rows: Sequence[TextRow]) -> None:
    number = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM text").fetchone()[0]
    written = connection.executemany(
        "INSERT OR IGNORE INTO text (id, oid, language, left_out, segment, first_chunk, lines, name_words, chunks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(own, bytes.fromhex(row.record.oid), row.record.language, row.record.left_out),
                *(segment, row.first_chunk, row.record.lines, row.name_words, row.chunks),
            )
            for own, row in enumerate(rows, start=number)
        ),
    ).rowcount
    ours: Sequence[int] = range(number, number + len(rows))
    if written < len(rows):
        held = connection.execute("SELECT id FROM text WHERE id >= ?", (number,))
        ours = [own for (own,) in held]
    connection.executemany("INSERT INTO outline VALUES (?, ?, ?)", ((own, *rows[own - number].outline) for own in ours))


def _path_numbers(connection: sqlite3.Connection, records: Iterable[PastRecord]) -> dict[str, int]:
    """The number of each path that the commits changed, given now to those that had none."""
    paths = sorted({path for record in records for path in record.paths})
    connection.executemany("INSERT OR IGNORE INTO path (path) VALUES (?)", (bind(path) for path in paths))
    numbers: dict[str, int] = {}
    for some in in_batches(paths):
        rows = connection.execute(f"SELECT path, id FROM path WHERE path IN ({marks(some)})", bind(*some))
        numbers.update(rows.fetchall())
    return numbers


def in_batches(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + VARIABLES] for start in range(0, len(items), VARIABLES))


def marks(items: Sequence[object]) -> str:
    return ", ".join("?" * len(items))
