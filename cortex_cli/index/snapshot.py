"""What ranking sees of one commit: numbers dense and by position, the same whatever else the index holds.

Texts are numbered by their first path, chunks by their text and place in it, past commits newest first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cortex_cli.index.records import Imported, Outline

MOST_COUNTED = 255
"""A term that stands more often in one chunk or message than this is counted this often."""
Postings = Sequence[tuple[int, int]]
"""Pairs of a chunk number, or of a position in the past, and a count; ascending."""


@dataclass(frozen=True, slots=True)
class Text:
    """A distinct blob of the commit that is text and somebody's work.

    `paths` are sorted, usually one; `language` is empty where the name tells none; `words` are the words
    of the content, `name_words` the terms of defined names. Its chunks are `first_chunk` and the following `chunks`.
    """

    oid: str
    paths: tuple[str, ...]
    language: str
    lines: int
    words: int
    name_words: int
    first_chunk: int
    chunks: int
    read_outline: Callable[[], Outline] = field(repr=False, compare=False)

    @property
    def outline(self) -> Outline:
        """What it defines and imports; decoded at each call, so keep it while it is needed."""
        return self.read_outline()


@dataclass(frozen=True, slots=True)
class Past:
    """A commit that speaks; `time` in seconds since the epoch, `words` those of its message."""

    oid: str
    time: int
    subject: str
    words: int
    paths: tuple[str, ...]


class Snapshot(Protocol):
    """One commit as the index has it."""

    @property
    def texts(self) -> Sequence[Text]:
        """Sorted by first path."""

    @property
    def imports(self) -> Sequence[tuple[Imported, ...]]:
        """What each text imports, by its number: all of them sooner than outlines one by one."""

    @property
    def chunk_text(self) -> Sequence[int]:
        """The text number of each chunk; the chunks of a text are consecutive, and there is at least one."""

    @property
    def chunk_words(self) -> Sequence[int]:
        """The number of words of each chunk, stop words included."""

    @property
    def chunk_lines(self) -> Sequence[int]:
        """The line, from 1, at which each chunk begins."""

    @property
    def past(self) -> Sequence[Past]:
        """The commits behind this one that are no merges, newest first."""

    @property
    def left_out(self) -> Mapping[str, str]:
        """Reasons by path for files whose content is none that can be worked on."""

    def content(self, term: str) -> Postings:
        """The chunks that hold `term`."""

    def names(self, term: str) -> Postings:
        """The chunks that define a name with `term` in it."""

    def messages(self, term: str) -> Postings:
        """The past commits with `term` in their message."""
