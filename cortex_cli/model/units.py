"""What single characters of a name must be, and which texts two sequences of that have in common."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.characters import Characters

Unit = str | Characters
"""What one character of a name must be."""


def share_character(one: Unit, other: Unit) -> bool:
    """Whether some character is as both say."""
    if isinstance(one, str):
        return one == other if isinstance(other, str) else one in other
    return other in one if isinstance(other, str) else one.meets(other)


def agree(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether some text begins as both say, as far as the shorter one goes."""
    return all(map(share_character, one, other))


def fits(starred: Sequence[Sequence[Unit]], units: Sequence[Unit]) -> bool:
    """Whether a segment with these parts between its stars matches a text whose characters are as `units` say."""
    first, *middle, last = starred
    at, end = len(first), len(units) - len(last)
    if end < at or not (agree(first, units) and agree(last, units[end:])):
        return False
    for part in middle:
        places = range(at, end - len(part) + 1)
        found = next((place for place in places if agree(part, units[place : place + len(part)])), None)
        if found is None:
            return False
        at = found + len(part)
    return True
