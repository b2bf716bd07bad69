"""The words of `cortex scope` read without typer: as typer reads them, or left to it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cortex_cli.cli.quick_scope import parse
from cortex_cli.cli.scope_answers import Asked
from cortex_cli.pipeline.scope import Question


def read(line: str) -> Asked | None:
    return parse(shlex.split(line))


def test_two_patterns_are_two_scopes() -> None:
    assert read("scope overlap 'src/**' lib/") == Asked(Question.OVERLAP, ("src/**", "lib/"), {})


def test_options_may_stand_anywhere_and_repeat_in_both_spellings() -> None:
    asked = read("scope includes --touch-b 'a b,c' A --forbid-a=-x= --json B --touch-b - --no-fold-case")
    lists = {"--touch-b": ("a b,c", "-"), "--forbid-a": ("-x=",)}
    assert asked == Asked(Question.INCLUDES, ("A", "B"), lists, fold_case=False, as_json=True)


def test_the_last_of_two_flags_counts() -> None:
    asked = read("scope overlap a b --no-fold-case --fold-case")
    assert asked is not None
    assert asked.fold_case is True


def test_paths_follow_the_pattern_and_everything_after_two_dashes_is_one() -> None:
    asked = read("scope matches -v --null '*.py' a.py - --forbid x -- --json -z")
    lists = {"--forbid": ("x",)}
    words = ("*.py", "a.py", "-", "--json", "-z")
    assert asked == Asked(Question.MATCHES, words, lists, inverted=True, null=True)


def test_the_options_before_the_command_are_understood() -> None:
    asked = read("-C some/where --quiet scope matches a")
    assert asked == Asked(Question.MATCHES, ("a",), {}, directory=Path("some/where"), quiet=True)
    assert read("-q -C scope scope overlap a b") == Asked(
        Question.OVERLAP, ("a", "b"), {}, directory=Path("scope"), quiet=True
    )


@pytest.mark.parametrize(
    "line",
    [
        "scope",
        "scope overlap",
        "scope overlap a",
        "scope overlap a b c",
        "scope overlap a b --help",
        "scope overlap -h",
        "scope overlap a b --touch-a",
        "scope overlap a b --touch c",
        "scope overlap a b -z",
        "scope overlap a b --json=yes",
        "scope matches",
        "scope matches -vz a",
        "scope matches a --touch-a b",
        "scope questions a b",
        "scope --json overlap a b",
        "--team t.yaml scope overlap a b",
        "-C",
        "--version scope overlap a b",
        "check scope overlap a",
    ],
)
def test_everything_else_is_for_the_full_command_line(line: str) -> None:
    assert read(line) is None
