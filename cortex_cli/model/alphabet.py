"""Which characters a proof must try: one for all that behave alike, the most readable first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain, islice, pairwise

from cortex_cli.model.characters import Characters, in_segment
from cortex_cli.model.spelling import is_inert, joins, spell

READABLE = "abcdefghijklmnopqrstuvwxyz0123456789_-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLAIN = READABLE + "".join(char for char in map(chr, range(0x20, 0x7F)) if char not in READABLE + "/")
READY = 16
PRINTABLE_TRIES = 512
"""How many code points of each span are looked at for a printable one before any will do."""


@lru_cache(maxsize=8192)
def regions(sets: frozenset[Characters]) -> tuple[Characters, ...]:
    """The coarsest division of the characters that are in some of `sets` such that no set divides a part."""
    changes: dict[int, int] = {}
    for number, each in enumerate(sorted(sets, key=lambda each: each.spans)):
        for first, last in each.spans:
            changes[first] = changes.get(first, 0) ^ 1 << number
            changes[last + 1] = changes.get(last + 1, 0) ^ 1 << number
    parts: dict[int, list[tuple[int, int]]] = {}
    inside = 0
    for first, after in pairwise(sorted(changes)):
        inside ^= changes[first]
        if inside:
            parts.setdefault(inside, []).append((first, after - 1))
    return tuple(in_segment(spans) for spans in parts.values())


def representatives(region: Characters, avoid: Collection[str], *, fold_case: bool, joining: bool) -> tuple[str, ...]:
    """Characters of `region` that together can stand for each of its others in any path.

    That is one outside `avoid` which its neighbours never change; where there is none, all of them. `joining`
    says that a neighbour may be a character which changes the one before it, such as a combining accent.
    """
    for char in chain(readable(region, fold_case, joining), _settled(region, fold_case, joining)):
        if char not in avoid:
            return (char,)
    return tuple(char for char in _members(region) if spell(char, fold_case) == char)


@lru_cache(maxsize=8192)
def readable(region: Characters, fold_case: bool, joining: bool) -> tuple[str, ...]:
    """The most readable characters of `region` that their neighbours never change."""
    return tuple(islice(_settled(region, fold_case, joining), READY))


def _settled(region: Characters, fold_case: bool, joining: bool) -> Iterator[str]:
    for char in _preferred(region):
        if spell(char, fold_case) == char and (is_inert(char) if joining else not joins(char)):
            yield char


def _preferred(region: Characters) -> Iterator[str]:
    yield from (char for char in PLAIN if char in region)
    for first, last in region.spans:
        start = range(first, min(last, first + PRINTABLE_TRIES) + 1)
        yield from (chr(code) for code in start if chr(code).isprintable())
    yield from _members(region)


def _members(region: Characters) -> Iterator[str]:
    return (chr(code) for first, last in region.spans for code in range(first, last + 1))
