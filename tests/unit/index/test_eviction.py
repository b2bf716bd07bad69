"""Which values go when there is no more room, by each rule."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from cortex_cli.index.cache import Cache
from cortex_cli.index.eviction import Eviction
from cortex_cli.index.index import Index
from cortex_cli.index.opening import open_in_memory

CHECKSUM = 4
SIZE = 1_000 - CHECKSUM
ROOM = 3_000
"""Room for three values of that size."""


@pytest.fixture
def index() -> Iterator[Index]:
    with open_in_memory() as opened:
        yield opened


def full(index: Index, rule: Eviction) -> Cache:
    """Three values: `a` used most recently and least often, `c` to expire first."""
    cache = Cache(index._connection, "values", ROOM, rule)
    for key, expires in (("a", 9_000), ("b", None), ("c", 5_000)):
        cache.put(key, bytes(SIZE), expires_at=expires)
    for key in "bcbca":
        assert cache.get(key) is not None
    return cache


def left(cache: Cache, now: int = 0) -> str:
    return "".join(key for key in "abcd" if cache.get(key, now) is not None)


@pytest.mark.parametrize(("rule", "after"), [("lru", "acd"), ("lfu", "bcd"), ("ttl", "abd")])
def test_each_rule_has_another_victim(index: Index, rule: str, after: str) -> None:
    cache = full(index, Eviction(rule))
    cache.put("d", bytes(SIZE))
    assert left(cache) == after
    assert cache.metrics().evictions == 1


@pytest.mark.parametrize("rule", Eviction)
def test_what_has_expired_goes_before_anything_else(index: Index, rule: Eviction) -> None:
    cache = full(index, rule)
    cache.put("d", bytes(SIZE), now=5_000)
    assert left(cache, now=5_000) == "abd"


@pytest.mark.parametrize("rule", Eviction)
def test_as_many_go_as_the_new_one_needs(index: Index, rule: Eviction) -> None:
    cache = full(index, rule)
    cache.put("d", bytes(2 * SIZE))
    assert len(left(cache)) == 2
    assert cache.metrics().evictions == 2


def test_the_room_is_shared_and_the_space_that_loses_a_value_counts_it(index: Index) -> None:
    first = full(index, Eviction.LRU)
    second = Cache(index._connection, "others", ROOM)
    second.put("d", bytes(SIZE))
    assert (first.metrics().evictions, second.metrics().evictions) == (1, 0)


@pytest.mark.parametrize("seed", range(8))
def test_the_rules_hold_over_a_long_life(index: Index, seed: int) -> None:
    """Against a plain list of (key, size, last use), for LRU: the room is kept and the same keys stay."""
    chance = random.Random(seed)
    cache, known = Cache(index._connection, "values", ROOM), dict[str, tuple[int, int]]()
    for uses in range(300):
        key = f"k{chance.randrange(12)}"
        if chance.random() < 0.5:
            assert (cache.get(key) is not None) == (key in known)
            if key in known:
                known[key] = (known[key][0], uses)
        elif key not in known:
            size = chance.randrange(0, ROOM // 2)
            cache.put(key, bytes(size))
            known[key] = (size + CHECKSUM, uses)
            while sum(each for each, _ in known.values()) > ROOM:
                del known[min(known, key=lambda each: known[each][1])]
        assert cache.metrics().size == sum(each for each, _ in known.values()) <= ROOM
