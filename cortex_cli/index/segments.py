"""Inverted lists of one batch: for each term the numbers of the chunks that hold it, relative to the batch.

A posting is one number: that of the chunk times 256, plus how often the term stands there. The lists of a
batch are written once and never change, as in the segments of log-structured search engines (Cutting and
Pedersen, "Optimizations for dynamic inverted index maintenance", SIGIR 1990); small segments are merged later.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cortex_cli.index.packing import NUMBERS, pack_numbers, pack_outline
from cortex_cli.index.records import PastRecord, TextRecord
from cortex_cli.index.snapshot import MOST_COUNTED

CONTENT, NAMES, MESSAGES = "c", "n", "m"
"""First letter of a stored term: the field it stands in."""
SHIFT, MASK = 8, 0xFF
MOST_POSTINGS = 1_000_000
"""Postings that a batch holds in memory before it is written: about 40 MB."""
TERM_SIZE = 6
"""Postings that take as much memory as a distinct term."""


@dataclass(frozen=True, slots=True)
class TextRow:
    record: TextRecord
    first_chunk: int
    name_words: int
    chunks: bytes
    outline: tuple[bytes, bytes]


class SegmentBuilder:
    """One batch of texts and commits in memory."""

    def __init__(self) -> None:
        self.texts: list[TextRow] = []
        self.past: list[tuple[int, PastRecord]] = []
        self.chunks = 0
        self._size = 0
        self._fields: dict[str, dict[str, list[int]]] = {
            field: defaultdict(list) for field in (CONTENT, NAMES, MESSAGES)
        }

    @property
    def is_full(self) -> bool:
        terms = sum(len(lists) for lists in self._fields.values())
        return self._size + TERM_SIZE * terms >= MOST_POSTINGS

    @property
    def is_empty(self) -> bool:
        return not self.texts and not self.past

    def add_text(self, record: TextRecord) -> None:
        first, name_words = self.chunks, 0
        for chunk in record.chunks:
            self._add(CONTENT, self.chunks, chunk.content)
            self._add(NAMES, self.chunks, chunk.names)
            name_words += sum(chunk.names.values())
            self.chunks += 1
        packed = pack_numbers([number for chunk in record.chunks for number in (chunk.line, chunk.words)])
        self.texts.append(TextRow(record, first, name_words, packed, pack_outline(record.outline)))

    def add_past(self, record: PastRecord) -> None:
        self._add(MESSAGES, len(self.past), record.terms)
        self.past.append((len(self.past), record))

    def lists(self) -> Iterator[tuple[str, array[int]]]:
        """Stored terms in order, each with its postings."""
        for field in sorted(self._fields):
            lists = self._fields[field]
            for term in sorted(lists):
                yield field + term, array(NUMBERS, lists[term])

    def _add(self, field: str, number: int, counts: Mapping[str, int]) -> None:
        lists = self._fields[field]
        start = number << SHIFT
        for term, count in counts.items():
            lists[term].append(start | (count if count < MOST_COUNTED else MOST_COUNTED))
        self._size += len(counts)


def shifted(numbers: array[int], by: int) -> array[int]:
    """The postings of a segment as those of a larger one, in which its chunks begin at `by`."""
    return array(numbers.typecode, [number + (by << SHIFT) for number in numbers])
