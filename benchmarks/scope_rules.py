"""How else one could decide whether two scopes meet: three rules of thumb, and automata-lib pair by pair."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import product

from tests.unit.model.automata_oracle import Automata

Touch = tuple[str, ...]
Meets = Callable[[Touch, Touch], bool]

EQUALITY = "equal strings"
CONTAINMENT = "containment"
PREFIX = "static prefix"
AUTOMATA = "automata-lib, pair by pair"

_WILDCARD = re.compile(r"[*?\[]")


def by_equality(one: Touch, other: Touch) -> bool:
    """Some pattern stands in both."""
    return not set(one).isdisjoint(other)


def by_containment(one: Touch, other: Touch) -> bool:
    """Some pattern names a directory, perhaps followed by `/**` or `/*`, of which the other's text is a part."""
    return any(_contains(left, right) or _contains(right, left) for left, right in product(one, other))


def _contains(directory: str, pattern: str) -> bool:
    bare = directory.removesuffix("**").removesuffix("*").rstrip("/")
    return bool(bare) and (pattern == bare or pattern.startswith(f"{bare}/"))


def by_prefix(one: Touch, other: Touch) -> bool:
    """The texts before the first wildcard of some pattern and of one in the other: one begins with the other."""
    pairs = product(map(_static, one), map(_static, other))
    return any(left.startswith(right) or right.startswith(left) for left, right in pairs)


def _static(pattern: str) -> str:
    return _WILDCARD.split(pattern, maxsplit=1)[0]


RULES: dict[str, Meets] = {EQUALITY: by_equality, CONTAINMENT: by_containment, PREFIX: by_prefix}


def by_automata(scopes: Sequence[Touch], fold: bool = False) -> Meets:
    """Whether the automata of two of `scopes`, which are made at once, have a word in common."""
    automata = Automata({char for touch in scopes for pattern in touch for char in pattern}, fold)
    made = {touch: automata.scope((touch, ())) for touch in scopes}

    def meets(one: Touch, other: Touch) -> bool:
        return not made[one].isdisjoint(made[other])

    return meets
