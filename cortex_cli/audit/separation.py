"""The cheap half of the second opinion: patterns whose plain beginnings, ends or depths cannot agree are apart.

The beginnings, or the ends read backwards, are put in order: then whatever begins with a text follows it, and only
what is nested is ever compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cortex_cli.audit.patterns import Pattern

Owned = tuple[int, Pattern]
Near = dict[tuple[int, int], list[tuple[Pattern, Pattern]]]


def apart(one: Pattern, other: Pattern) -> bool:
    """Whether a look at their plain ends and at their depths shows that no path matches both."""
    (least, most), (other_least, other_most) = one.names, other.names
    return (
        not (one.prefix.startswith(other.prefix) or other.prefix.startswith(one.prefix))
        or not (one.suffix.endswith(other.suffix) or other.suffix.endswith(one.suffix))
        or least > other_most
        or other_least > most
    )


def not_apart(patterns: Sequence[Owned], spend: Callable[[int], None]) -> Near:
    """For each two owners, the lower first, their patterns that a cheap look does not tell apart."""
    found: Near = {}
    for i, j in _nested(patterns, spend):
        (owner, one), (other_owner, other) = patterns[i], patterns[j]
        if owner != other_owner and not apart(one, other):
            pair, both = (
                ((owner, other_owner), (one, other)) if owner < other_owner else ((other_owner, owner), (other, one))
            )
            found.setdefault(pair, []).append(both)
    return found


def _nested(patterns: Sequence[Owned], spend: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """The patterns of which one's beginning begins with the other's, or the same for ends: whichever are fewer."""
    beginnings = [pattern.prefix for _, pattern in patterns]
    ends = [pattern.suffix[::-1] for _, pattern in patterns]
    chosen = min(beginnings, ends, key=lambda keys: sum(depth for _, depth in _chains(keys)))
    chain: list[int] = []
    for place, depth in _chains(chosen):
        spend(1 + depth)
        del chain[depth:]
        yield from ((above, place) for above in chain)
        chain.append(place)


def _chains(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each place in the order of its key, and how many of those before it, all nested, its key begins with."""
    chain: list[str] = []
    for place in sorted(range(len(keys)), key=keys.__getitem__):
        while chain and not keys[place].startswith(chain[-1]):
            chain.pop()
        yield place, len(chain)
        chain.append(keys[place])
