"""Which objectives could meet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.scope import Scope, overlap
from cortex_cli.planning.checking.nearness import Nearness
from cortex_cli.planning.checking.touches import Touch, touches_of
from tests.unit.model.oracle import random_pattern


def touches(*sets: Sequence[str], first: int = 0, fold_case: bool = False) -> list[Touch]:
    return touches_of((parse_all(patterns, fold_case) for patterns in sets), first)


def near(*patterns: str) -> bool:
    return bool(Nearness(touches(*([each] for each in patterns))).near)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("src/a.py", "src/b.py"),
        ("src/a*", "src/b*"),
        ("src/*a", "src/*b"),
        ("src/[ab].py", "src/c.py"),
        ("src/**/models.py", "src/**/views.py"),
        ("**/a/x", "**/b/*"),
        ("src/*", "src/a/b"),
        ("src/*", "src/a/**"),
        ("src/*", "src/a/"),
        ("*/x", "**/b/c/x"),
        ("src/*", "src/*/*"),
    ],
)
def test_one_name_tells_these_apart(one: str, other: str) -> None:
    assert not near(one, other) and not near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("src", "src/a/b"),
        ("src/a", "src/**"),
        ("src/a*", "src/*b"),
        ("src/**/x", "**"),
        ("src/a", "src/**/views.py"),
        ("src/?/x.py", "**/tests/**"),
        ("build/", "build"),
        ("[.]git", "[.]git"),
        ("A", "a"),
    ],
)
def test_these_could_meet(one: str, other: str) -> None:
    pair = touches([one], [other], fold_case=True)
    assert Nearness(pair).near and Nearness(pair[::-1]).near


def test_whoever_shares_a_path_could_meet_and_few_others() -> None:
    random = Random(8)
    shared = extra = 0
    for _ in range(60):
        sets = [[random_pattern(random) for _ in range(random.randint(0, 2))] for _ in range(5)]
        found = Nearness(touches(*sets)).near
        for a, b in combinations(range(5), 2):
            if overlap(Scope(touch=tuple(sets[a])), Scope(touch=tuple(sets[b]))) is not None:
                assert (a, b) in found, (sets[a], sets[b])
                shared += 1
            else:
                extra += (a, b) in found
    assert shared > 60
    assert extra < shared // 8


def test_the_pairs_of_two_groups_are_those_across() -> None:
    writers, readers = touches(["src/a"], ["src/b"]), touches(["src/*"], ["src/b/x"], ["lib"], first=2)
    assert set(Nearness(writers, readers).near) == {(0, 2), (1, 2), (1, 3)}


def test_the_first_two_patterns_that_could_meet_are_named() -> None:
    found = Nearness(touches(["x", "src/*", "src/**"], ["y", "src/a", "src/b"]))
    one, other = found.near[0, 1]
    assert (one.pattern.text, other.pattern.text) == ("src/*", "src/a")


def test_the_two_patterns_that_agree_longest_are_told_for_all_others() -> None:
    sets = touches(
        ["lib/x.py", "src/core/a.py"], ["src/core/b.py", "doc"], ["api/**/*.md", "lib/*"], ["api/**/*.py"], []
    )
    found = Nearness(sets, telling=True)
    told = {pair: (each.one.pattern.text, each.other.pattern.text, each.segment) for pair, each in found.apart.items()}
    assert told == {
        (0, 1): ("src/core/a.py", "src/core/b.py", 3),
        (0, 3): ("lib/x.py", "api/**/*.py", 1),
        (1, 2): ("src/core/b.py", "api/**/*.md", 1),
        (1, 3): ("src/core/b.py", "api/**/*.py", 1),
        (2, 3): ("api/**/*.md", "api/**/*.py", -1),
    }
    assert set(found.near) == {(0, 2)}
    assert Nearness(sets).apart == {}


def test_the_order_of_patterns_within_a_set_changes_no_pair() -> None:
    random = Random(9)
    for _ in range(40):
        sets = [[random_pattern(random) for _ in range(3)] for _ in range(4)]
        assert set(Nearness(touches(*sets)).near) == set(Nearness(touches(*(each[::-1] for each in sets))).near)


@pytest.mark.parametrize("text", ["src/p{}/**/*.py", "**/test_{}.py", "src/{}", "src/{}*", "src/*_{}.py", "a/**/{}/*"])
def test_the_cost_follows_what_could_meet(text: str) -> None:
    found = Nearness(touches(*([text.format(f"{owner:05}")] for owner in range(2_000))), steps=60_000)
    assert found.near == {}


def test_past_its_steps_it_gives_up() -> None:
    with pytest.raises(ProofBudgetExceeded):
        Nearness(touches(*([f"*{owner}*"] for owner in range(200))), steps=1_000)


def test_patterns_of_a_thousand_segments_are_no_trouble() -> None:
    deep = "/".join("a" * 1_500)
    assert not near(f"{deep}/x", f"{deep}/y")
