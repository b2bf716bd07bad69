"""Small segments made one, so that a question is answered from few lists however often the index has grown."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter

from cortex_cli.index.blocks import Numbers, unpack_block
from cortex_cli.index.packing import NUMBERS
from cortex_cli.index.segments import MESSAGES, shifted
from cortex_cli.index.writing import new_segment, write_lists

FAN = 8
"""Segments of one size that are merged: sizes are told apart by powers of this."""
LARGEST = FAN**6
"""Chunks and commits of a segment that is left as it is."""

Segment = tuple[int, int, int]
"""Its number, chunks and commits."""


def merge_segments(connection: sqlite3.Connection) -> None:
    """Merge inside the caller's transaction as long as there are enough segments of one size."""
    while len(group := _mergeable(connection)) >= FAN:
        _merge(connection, group)


def _mergeable(connection: sqlite3.Connection) -> list[Segment]:
    """The segments of the smallest size that has enough of them, oldest first."""
    levels: dict[int, list[Segment]] = {}
    for segment in connection.execute("SELECT id, chunks, commits FROM segment ORDER BY id"):
        size = segment[1] + segment[2]
        if size < LARGEST:
            levels.setdefault(_level(size), []).append(segment)
    return next((levels[level] for level in sorted(levels) if len(levels[level]) >= FAN), [])


def _level(size: int) -> int:
    level = 0
    while size >= FAN:
        size, level = size // FAN, level + 1
    return level


def _merge(connection: sqlite3.Connection, segments: Sequence[Segment]) -> None:
    chunks, commits = sum(each[1] for each in segments), sum(each[2] for each in segments)
    target = new_segment(connection, chunks, commits)
    first_chunks, first_commits = _starts(segments, 1), _starts(segments, 2)
    lists = [_shifted_lists(connection, each[0], first_chunks, first_commits) for each in segments]
    write_lists(connection, target, _merged(lists))
    for segment, _, _ in segments:
        connection.execute("DELETE FROM posting WHERE segment = ?", (segment,))
        connection.execute("DELETE FROM segment WHERE id = ?", (segment,))
        connection.execute(
            "UPDATE text SET segment = ?, first_chunk = first_chunk + ? WHERE segment = ?",
            (target, first_chunks[segment], segment),
        )
        connection.execute(
            "UPDATE past SET segment = ?, number = number + ? WHERE segment = ?",
            (target, first_commits[segment], segment),
        )


def _starts(segments: Sequence[Segment], field: int) -> dict[int, int]:
    """Where each segment begins in the merged one."""
    starts, total = {}, 0
    for segment in segments:
        starts[segment[0]] = total
        total += segment[field]
    return starts


def _shifted_lists(
    connection: sqlite3.Connection, segment: int, first_chunks: dict[int, int], first_commits: dict[int, int]
) -> Iterator[tuple[str, Numbers]]:
    """The lists of a segment in the numbers of the merged one."""
    blocks = connection.execute("SELECT block FROM posting WHERE segment = ? ORDER BY first_term", (segment,))
    for (block,) in blocks:
        for term, numbers in unpack_block(block):
            starts = first_commits if term.startswith(MESSAGES) else first_chunks
            yield term, shifted(numbers, starts[segment])


def _merged(lists: Iterable[Iterator[tuple[str, Numbers]]]) -> Iterator[tuple[str, Numbers]]:
    """The lists of each term one behind the other: those of earlier segments have the smaller numbers."""
    for term, group in groupby(merge(*lists, key=itemgetter(0)), key=itemgetter(0)):
        joined = array(NUMBERS)
        for _, numbers in group:
            joined += numbers
        yield term, joined
