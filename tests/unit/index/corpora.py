"""Random texts and commits, and ways to put them into an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from cortex_cli.index.index import Index
from cortex_cli.index.records import ChunkRecord, Defined, Imported, Outline, PastRecord, TextRecord
from cortex_cli.index.segments import SegmentBuilder
from cortex_cli.index.stored import Key

TERMS = ("log", "user", "token", "größe", "名前")
NAMES = ("a.py", "b.py", "lib/a.go", "lib/ü.go", "odd\udcff.txt", "z")


@dataclass(frozen=True)
class Corpus:
    """`texts` by path, `past` newest first."""

    texts: dict[str, TextRecord]
    past: tuple[PastRecord, ...]

    @property
    def keys(self) -> dict[str, Key]:
        return {path: (record.oid, record.language) for path, record in self.texts.items()}

    @property
    def oids(self) -> list[str]:
        return [record.oid for record in self.past]


def counts() -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(TERMS), st.integers(1, 600), max_size=4)


def outlines() -> st.SearchStrategy[Outline]:
    lines = st.integers(1, 90)
    defined = st.builds(
        Defined, st.text(max_size=5), st.sampled_from(["class", "function"]), lines, lines, st.text(max_size=9),
        st.none() | st.text(max_size=3),
    )  # fmt: skip
    imported = st.builds(
        Imported, st.text(max_size=5), st.tuples(st.text(max_size=3)), st.integers(0, 2), st.booleans()
    )
    return st.builds(
        Outline, st.lists(defined, max_size=3).map(tuple), st.lists(imported, max_size=2).map(tuple)
    )  # fmt: skip


def oid(number: int) -> str:
    return f"{number:040x}"


@st.composite
def text_records(draw: st.DrawFn, number: int) -> TextRecord:
    if draw(st.integers(0, 9)) == 0:
        return TextRecord(oid(number), "Python", left_out="binary")
    chunks = draw(
        st.lists(
            st.builds(ChunkRecord, st.integers(1, 500), st.integers(0, 900), counts(), counts()), min_size=1, max_size=4
        )
    )
    return TextRecord(
        oid(number), draw(st.sampled_from(["", "Go"])), draw(st.integers(0, 999)), tuple(chunks), draw(outlines())
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[TextRecord], list[PastRecord], Corpus]:
    """All that an index holds, and the part of it that one commit sees: some paths share a text."""
    records = [draw(text_records(number)) for number in range(draw(st.integers(1, 12)))]
    commits = [
        PastRecord(oid(number), draw(st.integers(0, 2**40)), draw(st.text(max_size=9)), draw(st.integers(0, 99)),
                   draw(counts()), tuple(draw(st.lists(st.sampled_from(NAMES), unique=True))))
        for number in range(draw(st.integers(0, 12)))
    ]  # fmt: skip
    seen = {path: draw(st.sampled_from(records)) for path in draw(st.lists(st.sampled_from(NAMES), unique=True))}
    past = draw(st.lists(st.sampled_from(commits), unique_by=lambda each: each.oid)) if commits else []
    return records, commits, Corpus(seen, tuple(past))


def write_texts(index: Index, records: Iterable[TextRecord]) -> None:
    batch = SegmentBuilder()
    for record in records:
        batch.add_text(record)
    index.write(batch)


def write_past(index: Index, commits: Iterable[PastRecord]) -> None:
    batch = SegmentBuilder()
    for commit in commits:
        batch.add_past(commit)
    index.write(batch)
