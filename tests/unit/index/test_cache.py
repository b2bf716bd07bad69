"""Kept values come back whole, the least used go first, and the counts tell what happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cortex_cli.index.cache import Cache, CacheMetrics
from cortex_cli.index.index import Index
from cortex_cli.index.opening import open_in_memory


@pytest.fixture
def index() -> Iterator[Index]:
    with open_in_memory() as opened:
        yield opened


def test_a_value_comes_back_and_the_counts_tell_so(index: Index) -> None:
    cache = index.cache("graphs")
    assert cache.get("tree") is None
    cache.put("tree", b"\0graph\xff")
    assert cache.get("tree") == b"\0graph\xff"
    metrics = cache.metrics()
    assert (metrics.entries, metrics.hits, metrics.misses, metrics.evictions) == (1, 1, 1, 0)


def test_spaces_do_not_see_each_other(index: Index) -> None:
    index.cache("one").put("key", b"1")
    assert index.cache("other").get("key") is None
    assert index.cache("other").metrics() == CacheMetrics(0, 0, 0, 1, 0)


def test_the_least_recently_used_value_goes_first(index: Index) -> None:
    cache = Cache(index._connection, "values", room=3_100)
    for key in "abc":
        cache.put(key, bytes(1_000))
    assert cache.get("a") is not None
    cache.put("d", bytes(1_000))
    assert [key for key in "abcd" if cache.get(key) is not None] == ["a", "c", "d"]
    assert cache.metrics().evictions == 1


def test_a_value_larger_than_the_room_is_not_kept_and_drives_nothing_out(index: Index) -> None:
    cache = Cache(index._connection, "values", room=100)
    cache.put("small", b"x")
    cache.put("large", bytes(101))
    assert cache.get("large") is None
    assert cache.get("small") == b"x"


def test_a_value_expires_at_its_time(index: Index) -> None:
    cache = index.cache("values")
    cache.put("key", b"x", now=1_000, expires_at=2_000)
    assert cache.get("key", now=1_999) == b"x"
    assert cache.get("key", now=2_000) is None


def test_keys_are_forgotten_by_pattern(index: Index) -> None:
    cache = index.cache("values")
    for key in ("run-1/a", "run-1/b", "run-2/a"):
        cache.put(key, b"x")
    assert cache.remove("run-1/*") == 2
    assert cache.get("run-2/a") == b"x"


def test_a_value_with_a_changed_byte_is_a_miss_and_can_be_kept_anew(index: Index) -> None:
    cache = index.cache("values")
    cache.put("key", b"abc")
    index._connection.execute("UPDATE cached SET value = CAST(substr(value, 1, 6) || X'00' AS BLOB)")
    assert cache.get("key") is None
    cache.put("key", b"abc")
    assert cache.get("key") == b"abc"


def test_a_value_stays_what_it_is_until_it_expires(index: Index) -> None:
    cache = index.cache("values")
    cache.put("key", b"first", now=0, expires_at=1_000)
    cache.put("key", b"second", now=999)
    assert cache.get("key", now=999) == b"first"
    cache.put("key", b"third", now=1_000)
    assert cache.get("key", now=5_000) == b"third"
