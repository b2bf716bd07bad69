"""A snapshot made straight from texts: where no index can be written, and what the index is tested against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from cortex_cli.index.records import Imported, Outline, PastRecord, TextRecord
from cortex_cli.index.snapshot import MOST_COUNTED, Past, Postings, Text


class SnapshotOfTexts:
    """`texts` holds the record of each path; paths with the same blob share one. `past` comes newest first."""

    def __init__(self, texts: Mapping[str, TextRecord], past: Iterable[PastRecord] = ()) -> None:
        self.texts: list[Text] = []
        self.chunk_text: list[int] = []
        self.chunk_words: list[int] = []
        self.chunk_lines: list[int] = []
        self.left_out: dict[str, str] = {path: texts[path].left_out for path in sorted(texts) if texts[path].left_out}
        self.past: list[Past] = []
        self.imports: list[tuple[Imported, ...]] = []
        self._content: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._names: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._messages: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for paths, record in _distinct(texts):
            self._add_text(paths, record)
            self.imports.append(record.outline.imports)
        for commit in past:
            self._add_past(commit)

    def content(self, term: str) -> Postings:
        return self._content.get(term, ())

    def names(self, term: str) -> Postings:
        return self._names.get(term, ())

    def messages(self, term: str) -> Postings:
        return self._messages.get(term, ())

    def _add_text(self, paths: tuple[str, ...], record: TextRecord) -> None:
        first = len(self.chunk_text)
        for chunk in record.chunks:
            _add(self._content, len(self.chunk_text), chunk.content)
            _add(self._names, len(self.chunk_text), chunk.names)
            self.chunk_text.append(len(self.texts))
            self.chunk_words.append(chunk.words)
            self.chunk_lines.append(chunk.line)
        self.texts.append(
            Text(
                oid=record.oid,
                paths=paths,
                language=record.language,
                lines=record.lines,
                words=sum(self.chunk_words[first:]),
                name_words=sum(sum(chunk.names.values()) for chunk in record.chunks),
                first_chunk=first,
                chunks=len(record.chunks),
                read_outline=partial(_same, record.outline),
            )
        )

    def _add_past(self, commit: PastRecord) -> None:
        _add(self._messages, len(self.past), commit.terms)
        self.past.append(Past(commit.oid, commit.time, commit.subject, commit.words, commit.paths))


def _distinct(texts: Mapping[str, TextRecord]) -> Sequence[tuple[tuple[str, ...], TextRecord]]:
    """Each text that was not left out with all its paths, in the order of the first."""
    paths: dict[str, list[str]] = defaultdict(list)
    for path in sorted(texts):
        if not texts[path].left_out:
            paths[texts[path].oid].append(path)
    return [(tuple(shared), texts[shared[0]]) for shared in paths.values()]


def _add(postings: dict[str, list[tuple[int, int]]], number: int, counts: Mapping[str, int]) -> None:
    for term, count in counts.items():
        postings[term].append((number, min(count, MOST_COUNTED)))


def _same(outline: Outline) -> Outline:
    return outline
