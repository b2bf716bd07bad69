"""The inverted lists of one snapshot, each read once however many signals ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol

from cortex_cli.index.snapshot import Postings, Snapshot


class Find(Protocol):
    def __call__(self, term: str) -> Postings: ...


class Lookups:
    """What a snapshot answers, remembered; counts by text are the sums of those of its chunks."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._chunk_text = snapshot.chunk_text
        self._lists: dict[tuple[str, str], Postings] = {}
        self._counts: dict[tuple[str, str], Mapping[int, int]] = {}

    def content(self, term: str) -> Postings:
        """The chunks that hold `term`."""
        return self._list("content", term, self._snapshot.content)

    def names(self, term: str) -> Postings:
        """The chunks that define a name with `term` in it."""
        return self._list("names", term, self._snapshot.names)

    def messages(self, term: str) -> Postings:
        """The past commits with `term` in their message."""
        return self._list("messages", term, self._snapshot.messages)

    def content_counts(self, term: str) -> Mapping[int, int]:
        """How often each text holds `term`; texts that do not are left out."""
        return self._by_text("content", term, self.content)

    def name_counts(self, term: str) -> Mapping[int, int]:
        """How many names with `term` in them each text defines."""
        return self._by_text("names", term, self.names)

    def _list(self, kind: str, term: str, find: Find) -> Postings:
        key = (kind, term)
        if key not in self._lists:
            self._lists[key] = find(term)
        return self._lists[key]

    def _by_text(self, kind: str, term: str, find: Find) -> Mapping[int, int]:
        key = (kind, term)
        if key not in self._counts:
            counts: dict[int, int] = defaultdict(int)
            for chunk, count in find(term):
                counts[self._chunk_text[chunk]] += count
            self._counts[key] = dict(counts)
        return self._counts[key]
