"""Which kept values go when there is no more room: those that have expired, then the first by a rule."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum


class Eviction(StrEnum):
    """LRU: the least recently used go first. LFU: the least often used. TTL: those that would expire first."""

    LRU = "lru"
    LFU = "lfu"
    TTL = "ttl"


_EXPIRED = "WHERE expires_at <= ?1 ORDER BY expires_at, made_at, id"
_ORDER: Mapping[Eviction, tuple[str, ...]] = {
    Eviction.LRU: ("ORDER BY last_used, id",),
    Eviction.LFU: ("ORDER BY hits, last_used, id",),
    Eviction.TTL: (
        "WHERE expires_at IS NOT NULL ORDER BY expires_at, made_at, id",
        "WHERE expires_at IS NULL ORDER BY made_at, id",
    ),
}
"""Each is answered by an index of its own, from its beginning."""


def make_room(connection: sqlite3.Connection, room: int, rule: Eviction, now: int) -> Mapping[str, int]:
    """Drop values until those left take no more than `room` bytes; how many went, by space.

    Runs inside a transaction of the caller. `now` is milliseconds since the epoch. Ties go by age.
    """
    excess = connection.execute("SELECT COALESCE(SUM(size), 0) FROM cached").fetchone()[0] - room
    if excess <= 0:
        return {}
    going: dict[int, str] = {}
    for number, space, size in _candidates(connection, rule, now):
        if excess <= 0:
            break
        if number not in going:
            going[number] = space
            excess -= size
    connection.executemany("DELETE FROM cached WHERE id = ?", [(number,) for number in going])
    return Counter(going.values())


def _candidates(connection: sqlite3.Connection, rule: Eviction, now: int) -> Iterator[tuple[int, str, int]]:
    """(id, space, size) of the values in the order they go; those that have expired come twice."""
    yield from connection.execute(f"SELECT id, space, size FROM cached {_EXPIRED}", (now,))
    for order in _ORDER[rule]:
        yield from connection.execute(f"SELECT id, space, size FROM cached {order}")
