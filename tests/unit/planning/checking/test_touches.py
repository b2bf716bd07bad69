"""What is sure about the segments of a pattern."""

from __future__ import annotations

import pytest

from cortex_cli.model.pattern import parse
from cortex_cli.planning.checking.touches import Touch, touches_of


def touch(text: str) -> Touch:
    (found,) = touches_of([[parse(text)]])
    return found


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("src/a.py", ["src", "a.py"], []),
        ("src/", ["src", "*"], []),
        ("src/*.py", ["src", "*.py", ""], ["*.py", "src", ""]),
        ("src/**", ["src", "*"], []),
        ("**", ["*"], []),
        ("src/**/a/*.py", ["src"], ["*.py", "a"]),
        ("**/a", [], ["a"]),
        ("a/**/b/**", ["a"], []),
        ("a/**/**/b", ["a"], ["b"]),
        ("a\\/[/b]", ["a", "[/b]", ""], ["[/b]", "a", ""]),
        ("e\u0301/*", ["é", "*", ""], ["*", "é", ""]),
    ],
)
def test_what_a_pattern_asks_for_from_the_front_and_from_the_back(text: str, front: list[str], back: list[str]) -> None:
    found = touch(text)
    assert [found.asks(1 + place) for place in range(len(found.front))] == front
    assert [found.asks(-1 - place) for place in range(len(found.back))] == back


def test_owners_and_numbers_leave_out_what_matches_nothing() -> None:
    found = touches_of([[parse("a/*/"), parse("b")], [], [parse("c")]], first_owner=5)
    assert [(each.owner, each.number, each.pattern.text) for each in found] == [(5, 0, "b"), (7, 1, "c")]
