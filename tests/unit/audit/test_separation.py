"""The cheap look: never wrong, and complete enough to leave little."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from cortex_cli.audit.patterns import Pattern, read
from cortex_cli.audit.separation import apart, not_apart
from cortex_cli.model.scope import Scope, overlap
from tests.unit.model.oracle import random_pattern


def patterns(*texts: str) -> list[Pattern]:
    return [read(text, False) for text in texts]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("src/a.py", "src/b.py"),
        ("src/api", "src/api_secret"),
        ("src/**/models.py", "src/**/views.py"),
        ("**/m.py", "**/am.py"),
        ("src/*", "src/a/*"),
        ("src/*", "src/a/**"),
        ("a*", "ba*"),
    ],
)
def test_plain_ends_and_depths_tell_patterns_apart(one: str, other: str) -> None:
    assert apart(*patterns(one, other)) and apart(*patterns(other, one))


def test_what_it_tells_apart_shares_no_path() -> None:
    random = Random(5)
    told = 0
    for _ in range(1_500):
        one, other = random_pattern(random), random_pattern(random)
        if apart(*patterns(one, other)):
            told += 1
            assert overlap(Scope(touch=(one,)), Scope(touch=(other,))) is None, (one, other)
    assert told > 300


def test_only_what_is_nested_is_compared_and_nothing_is_missed() -> None:
    random = Random(6)
    for _ in range(60):
        owned = [(random.randint(0, 4), read(random_pattern(random), False)) for _ in range(12)]
        found = not_apart(owned, lambda steps: None)
        together = {(pair, one.text, other.text) for pair, both in found.items() for one, other in both}
        expected = set()
        for (owner, one), (other_owner, other) in combinations(owned, 2):
            if owner != other_owner and not apart(one, other):
                first, second = sorted([(owner, one.text), (other_owner, other.text)], key=lambda each: each[0])
                expected.add(((first[0], second[0]), first[1], second[1]))
        assert together == expected


@pytest.mark.parametrize("text", ["src/p{}/**/*.py", "**/test_{}.py", "src/{}", "src/{}*"])
def test_the_cost_follows_what_is_nested(text: str) -> None:
    spent = 0

    def spend(steps: int) -> None:
        nonlocal spent
        spent += steps

    owned = [(owner, read(text.format(f"{owner:05}"), False)) for owner in range(2_000)]
    assert not_apart(owned, spend) == {}
    assert spent <= 2 * len(owned)
