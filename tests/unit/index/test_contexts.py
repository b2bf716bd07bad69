"""A context is known by its content, sees what it is within, and forgets in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cortex_cli.index.contexts import Context, Contexts, content_hash
from cortex_cli.index.index import Index
from cortex_cli.index.opening import open_in_memory, use_index
from cortex_cli.model.errors import InvariantError

TREE = Context("tree", "a" * 40)
COMMIT = TREE.child("commit", "b" * 40)
REQUEST = COMMIT.child("request", content_hash("add a login"))


class SetClock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 2, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def elapsed(self) -> float:
        return self.seconds


@pytest.fixture
def index() -> Iterator[Index]:
    with open_in_memory() as opened:
        yield opened


@pytest.fixture
def contexts(index: Index) -> Contexts:
    return index.contexts(SetClock())


def test_the_same_content_is_the_same_context() -> None:
    again = Context("tree", "a" * 40).child("commit", "b" * 40).child("request", content_hash("add a login"))
    assert again == REQUEST
    assert again.key == REQUEST.key == f"tree:{'a' * 40}/commit:{'b' * 40}/request:{content_hash('add a login')}"
    assert [each.kind for each in REQUEST.lineage()] == ["request", "commit", "tree"]


def test_a_context_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TREE.content = "c" * 40  # type: ignore[misc]


@pytest.mark.parametrize(("kind", "content"), [("Tree", "a" * 40), ("tree", "*"), ("tree", "HEAD~1"), ("", "a" * 40)])
def test_a_context_without_a_hash_is_a_mistake(kind: str, content: str) -> None:
    with pytest.raises(InvariantError):
        Context(kind, content)


def test_texts_do_not_run_into_each_other() -> None:
    assert len({content_hash("ab", "c"), content_hash("a", "bc"), content_hash("abc"), content_hash("abc", "")}) == 4
    assert content_hash("\udc80") != content_hash("?")


def test_a_child_sees_the_values_of_what_it_is_within(contexts: Contexts) -> None:
    contexts.put(TREE, "imports", b"graph")
    assert contexts.get(REQUEST, "imports") == b"graph"
    assert contexts.get(TREE, "imports") == b"graph"


def test_the_nearest_value_is_seen_and_a_parent_never_sees_that_of_a_child(contexts: Contexts) -> None:
    contexts.put(TREE, "words", b"of the tree")
    contexts.put(COMMIT, "words", b"of the commit")
    assert contexts.get(REQUEST, "words") == b"of the commit"
    assert contexts.get(TREE, "words") == b"of the tree"
    contexts.put(REQUEST, "answer", b"42")
    assert contexts.get(COMMIT, "answer") is None


def test_contexts_of_the_same_kind_do_not_see_each_other(contexts: Contexts) -> None:
    contexts.put(COMMIT, "words", b"one")
    assert contexts.get(TREE.child("commit", "c" * 40), "words") is None


def test_a_value_stays_what_it_was(contexts: Contexts) -> None:
    contexts.put(TREE, "imports", b"first")
    contexts.put(TREE, "imports", b"second")
    assert contexts.get(TREE, "imports") == b"first"


def test_a_value_expires_by_the_clock_and_what_it_hid_is_seen_again(index: Index) -> None:
    clock = SetClock()
    contexts = Contexts(index._connection, clock, ttl=60.0)
    contexts.put(COMMIT, "words", b"of the commit")
    contexts.put(TREE, "words", b"of the tree", ttl=3600.0)
    clock.seconds = 59.0
    assert contexts.get(COMMIT, "words") == b"of the commit"
    clock.seconds = 60.0
    assert contexts.get(COMMIT, "words") == b"of the tree"
    contexts.put(COMMIT, "words", b"anew")
    assert contexts.get(COMMIT, "words") == b"anew"


def test_a_damaged_value_is_none_and_what_is_around_it_is_seen(index: Index, contexts: Contexts) -> None:
    contexts.put(TREE, "words", b"of the tree")
    contexts.put(COMMIT, "words", b"of the commit")
    index._connection.execute(
        "UPDATE cached SET value = CAST(substr(value, 1, 6) || X'00' AS BLOB) WHERE key = ?", (COMMIT.key,)
    )
    assert contexts.get(COMMIT, "words") == b"of the tree"
    index._connection.execute("UPDATE cached SET value = X'00'")
    assert contexts.get(COMMIT, "words") is None
    assert contexts.metrics().entries == 0


def test_forgetting_a_context_forgets_what_is_within_it(contexts: Contexts) -> None:
    sibling = TREE.child("commit", "c" * 40)
    for context in (TREE, COMMIT, REQUEST, sibling):
        contexts.put(context, "words", context.kind.encode())
    contexts.put(COMMIT, "more", b"")
    assert contexts.invalidate(COMMIT) == 3
    assert contexts.get(REQUEST, "words") == b"tree"
    assert contexts.get(sibling, "words") == b"commit"
    assert contexts.invalidate(COMMIT) == 0


def test_forgetting_does_not_take_a_context_whose_key_only_begins_alike(contexts: Contexts) -> None:
    short, long = Context("tree", "a" * 39), Context("tree", "a" * 40)
    contexts.put(short, "words", b"short")
    contexts.put(long, "words", b"long")
    assert contexts.invalidate(short) == 1
    assert contexts.get(long, "words") == b"long"


def test_values_are_forgotten_by_pattern(contexts: Contexts) -> None:
    for context in (TREE, COMMIT, REQUEST):
        contexts.put(context, "words", b"x")
    assert contexts.invalidate_matching("*/request:*") == 1
    assert contexts.invalidate_matching("branch:*") == 0
    assert contexts.invalidate_matching("*") == 2


def test_the_counts_are_of_everything_that_is_cached(index: Index, contexts: Contexts) -> None:
    contexts.get(TREE, "imports")
    contexts.put(TREE, "imports", bytes(100))
    contexts.get(REQUEST, "imports")
    index.cache("other").put("key", bytes(10))
    metrics = contexts.metrics()
    assert (metrics.entries, metrics.hits, metrics.misses, metrics.evictions) == (2, 1, 1, 0)
    assert metrics.size >= 110


def test_values_and_counts_are_there_in_the_next_process(tmp_path: Path) -> None:
    file = tmp_path / "index.db"
    use_index(file, "1", lambda index: index.contexts().put(TREE, "imports", b"graph"))
    assert use_index(file, "1", lambda index: index.contexts().get(REQUEST, "imports")) == b"graph"
    assert use_index(file, "1", lambda index: index.contexts().metrics()).hits == 1
    assert use_index(file, "2", lambda index: index.contexts().get(TREE, "imports")) is None
