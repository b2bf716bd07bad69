"""A commit looks the same whether it comes from the index, from memory, early or late, in one batch or many."""

from __future__ import annotations

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.index.index import Index
from cortex_cli.index.memory import SnapshotOfTexts
from cortex_cli.index.opening import open_in_memory
from cortex_cli.index.records import ChunkRecord, PastRecord, TextRecord
from tests.kit.snapshots import answers
from tests.unit.index.corpora import TERMS, Corpus, corpora, oid, write_past, write_texts

ASKED = (*TERMS, "unheard")


def seen(index: Index, corpus: Corpus) -> object:
    with index.snapshot(corpus.keys, corpus.oids) as snapshot:
        return answers(snapshot, ASKED)


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms(use_true_random=False), st.integers(1, 12))
def test_the_index_answers_what_the_texts_themselves_answer(
    made: tuple[list[TextRecord], list[PastRecord], Corpus], order: object, size: int
) -> None:
    records, commits, corpus = made
    order.shuffle(records)  # type: ignore[attr-defined]
    order.shuffle(commits)  # type: ignore[attr-defined]
    with open_in_memory() as index:
        for start in range(0, len(records), size):
            write_texts(index, records[start : start + size])
        for start in range(0, len(commits), size):
            write_past(index, commits[start : start + size])
        assert seen(index, corpus) == answers(SnapshotOfTexts(corpus.texts, corpus.past), ASKED)


def small(number: int, term: str = "log") -> TextRecord:
    return TextRecord(oid(number), "", 3, (ChunkRecord(1, 4, {term: 1}), ChunkRecord(2, 5, {term: 2, "user": 1})))


def commit(number: int) -> PastRecord:
    return PastRecord(oid(number), number, f"commit {number}", 2, {"log": 1}, (f"file{number}",))


def segments(index: Index) -> int:
    connection: sqlite3.Connection = index._connection
    found: int = connection.execute("SELECT COUNT(*) FROM segment").fetchone()[0]
    return found


def test_hundreds_of_small_additions_leave_few_lists_and_the_same_answers() -> None:
    corpus = Corpus({f"f{number:03}": small(number) for number in range(120)}, tuple(map(commit, range(120))))
    with open_in_memory() as index:
        for number in range(120):
            write_texts(index, [small(number)])
            write_past(index, [commit(number)])
        assert segments(index) <= 40
        assert seen(index, corpus) == answers(SnapshotOfTexts(corpus.texts, corpus.past), ASKED)


def test_a_text_written_twice_is_counted_once() -> None:
    corpus = Corpus({"a": small(1), "b": small(2)}, (commit(1),))
    with open_in_memory() as index:
        write_texts(index, [small(1)])
        write_texts(index, [small(2), small(1)])
        write_past(index, [commit(1)])
        write_past(index, [commit(2), commit(1)])
        assert seen(index, corpus) == answers(SnapshotOfTexts(corpus.texts, corpus.past), ASKED)


def test_only_what_is_missing_is_asked_for() -> None:
    with open_in_memory() as index:
        write_texts(index, [small(1)])
        write_past(index, [commit(1)])
        assert index.missing_texts([(oid(2), ""), (oid(1), ""), (oid(1), "Go")]) == [(oid(1), "Go"), (oid(2), "")]
        assert index.missing_past([oid(3), oid(1), oid(2)]) == [oid(3), oid(2)]


def test_chunks_of_a_text_follow_each_other_in_the_order_of_first_paths() -> None:
    corpus = Corpus({"b": small(1), "c": small(2, "token"), "a": small(2, "token")}, ())
    with open_in_memory() as index:
        write_texts(index, [small(1), small(2, "token")])
        with index.snapshot(corpus.keys, []) as snapshot:
            assert [text.paths for text in snapshot.texts] == [("a", "c"), ("b",)]
            assert list(snapshot.chunk_text) == [0, 0, 1, 1]
            assert snapshot.content("token") == [(0, 1), (1, 2)]
            assert snapshot.content("log") == [(2, 1), (3, 2)]
            assert snapshot.texts[1].words == 9
