"""A snapshot read from the index, list by list as it is asked."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from cortex_cli.index.blocks import find_in_block
from cortex_cli.index.damage import DamagedIndex, told_apart
from cortex_cli.index.packing import unpack_imports, unpack_numbers, unpack_outline
from cortex_cli.index.records import Imported, Outline
from cortex_cli.index.segments import CONTENT, MASK, MESSAGES, NAMES, SHIFT
from cortex_cli.index.snapshot import Past, Postings, Text
from cortex_cli.index.writing import in_batches, marks

Key = tuple[str, str]
"""A text's blob id, and the language that it is read as."""
NOBODYS = -1
FIND = "SELECT block FROM posting WHERE segment = ? AND first_term <= ? ORDER BY first_term DESC LIMIT 1"
OUTLINE = "SELECT definitions, imports FROM outline WHERE text = ?"


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    oid: str
    language: str
    left_out: str
    segment: int
    first_chunk: int
    lines: int
    name_words: int
    chunks: array[int]


class SnapshotOfIndex:
    """`paths` holds the key of each path; `past` the commits that speak, newest first: all are in the index.

    The connection shows one state of the index as long as the snapshot is used.
    """

    def __init__(self, connection: sqlite3.Connection, paths: Mapping[str, Key], past: Sequence[str]) -> None:
        self._connection = connection
        self._past_oids = past
        self.texts: list[Text] = []
        self.chunk_text: array[int] = array("I")
        self.chunk_words: array[int] = array("I")
        self.chunk_lines: array[int] = array("I")
        self.left_out: dict[str, str] = {}
        self._numbers: list[int] = []
        self._chunks_of: dict[int, array[int]] = {}
        with told_apart():
            self._sizes = {row[0]: row[1:] for row in connection.execute("SELECT id, chunks, commits FROM segment")}
            rows = {(row.oid, row.language): row for row in _text_rows(connection, paths)}
        shared: dict[Key, list[str]] = {}
        for path in sorted(paths):
            row = rows.get(paths[path])
            if row is None:
                raise DamagedIndex("a text is missing from the index")
            if row.left_out:
                self.left_out[path] = row.left_out
            else:
                shared.setdefault(paths[path], []).append(path)
        for key, those in shared.items():
            self._add(rows[key], tuple(those))

    def content(self, term: str) -> Postings:
        return self._chunk_postings(CONTENT + term)

    def names(self, term: str) -> Postings:
        return self._chunk_postings(NAMES + term)

    def messages(self, term: str) -> Postings:
        return self._translated(MESSAGES + term, self._commits_of)

    @cached_property
    def imports(self) -> list[tuple[Imported, ...]]:
        found: dict[int, tuple[Imported, ...]] = {}
        with told_apart():
            for some in in_batches(self._numbers):
                rows = self._connection.execute(
                    f"SELECT text, imports FROM outline WHERE text IN ({marks(some)})", some
                )
                found.update((number, unpack_imports(packed)) for number, packed in rows)
        if len(found) != len(self._numbers):
            raise DamagedIndex("an outline is missing from the index")
        return [found[number] for number in self._numbers]

    @cached_property
    def past(self) -> list[Past]:
        with told_apart():
            path_of: dict[int, str] = dict(self._connection.execute("SELECT id, path FROM path").fetchall())
            found = {}
            for row in self._past_rows("oid, time, subject, words, paths"):
                paths = tuple([path_of[number] for number in unpack_numbers(row[4])])
                found[row[0].hex()] = Past(row[0].hex(), row[1], row[2], row[3], paths)
        return [found[oid] for oid in self._past_oids]

    @cached_property
    def _commits_of(self) -> dict[int, array[int]]:
        """For each segment the position in the past of its commits."""
        position = {oid: place for place, oid in enumerate(self._past_oids)}
        found = {segment: array("i", [NOBODYS]) * commits for segment, (_, commits) in self._sizes.items()}
        with told_apart():
            for oid, segment, number in self._past_rows("oid, segment, number"):
                found[segment][number] = position[oid.hex()]
        return found

    def _past_rows(self, columns: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for some in in_batches(self._past_oids):
            query = f"SELECT {columns} FROM past WHERE oid IN ({marks(some)})"
            rows += self._connection.execute(query, [bytes.fromhex(oid) for oid in some]).fetchall()
        if len(rows) != len(self._past_oids):
            raise DamagedIndex("a commit is missing from the index")
        return rows

    def _add(self, row: _Row, paths: tuple[str, ...]) -> None:
        first, count = len(self.chunk_words), len(row.chunks) // 2
        self.chunk_lines.extend(row.chunks[::2])
        self.chunk_words.extend(row.chunks[1::2])
        self.chunk_text.extend(array("I", [len(self.texts)]) * count)
        numbers = self._chunks_of.get(row.segment)
        if numbers is None:
            numbers = self._chunks_of[row.segment] = array("i", [NOBODYS]) * self._sizes[row.segment][0]
        numbers[row.first_chunk : row.first_chunk + count] = array("i", range(first, first + count))
        self._numbers.append(row.number)
        self.texts.append(
            Text(
                oid=row.oid,
                paths=paths,
                language=row.language,
                lines=row.lines,
                words=sum(row.chunks[1::2]),
                name_words=row.name_words,
                first_chunk=first,
                chunks=count,
                read_outline=partial(self._outline, row.number),
            )
        )

    def _outline(self, number: int) -> Outline:
        with told_apart():
            found = self._connection.execute(OUTLINE, (number,)).fetchone()
        if found is None:
            raise DamagedIndex("an outline is missing from the index")
        return unpack_outline(*found)

    def _chunk_postings(self, term: str) -> Postings:
        return self._translated(term, self._chunks_of)

    def _translated(self, term: str, numbers: Mapping[int, array[int]]) -> Postings:
        """The lists of all segments in the snapshot's own numbers."""
        found: list[tuple[int, int]] = []
        for segment, own in numbers.items():
            with told_apart():
                row = self._connection.execute(FIND, (segment, term)).fetchone()
            if row is not None:
                found += [
                    (place, posting & MASK)
                    for posting in find_in_block(row[0], term)
                    if (place := own[posting >> SHIFT]) != NOBODYS
                ]
        found.sort()
        return found


def _text_rows(connection: sqlite3.Connection, paths: Mapping[str, Key]) -> list[_Row]:
    rows = []
    for some in in_batches(sorted({oid for oid, _ in paths.values()})):
        found = connection.execute(
            "SELECT id, oid, language, left_out, segment, first_chunk, lines, name_words, chunks"
            f" FROM text WHERE oid IN ({marks(some)})",
            [bytes.fromhex(oid) for oid in some],
        )
        for number, oid, *fields, chunks in found.fetchall():
            language, left_out, segment, first, lines, name_words = fields
            numbers = unpack_numbers(chunks)
            rows.append(_Row(number, oid.hex(), language, left_out, segment, first, lines, name_words, numbers))
    return rows
