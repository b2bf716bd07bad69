"""`cortex scope` without typer, which takes longer to load than most proofs take: for scripts and hooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cortex_cli.cli.scope_answers import Asked
from cortex_cli.pipeline.scope import Question

QUIET = ("-q", "--quiet")
DIRECTORY = ("-C", "--directory")
SIDES = ("--touch-a", "--touch-b", "--forbid-a", "--forbid-b")
LISTS = {Question.OVERLAP: SIDES, Question.INCLUDES: SIDES, Question.MATCHES: ("--touch", "--forbid")}
COMMON = {"--json": ("as_json", True), "--fold-case": ("fold_case", True), "--no-fold-case": ("fold_case", False)}
FLAGS: Mapping[Question, Mapping[str, tuple[str, bool]]] = {
    Question.OVERLAP: COMMON,
    Question.INCLUDES: COMMON,
    Question.MATCHES: COMMON
    | dict.fromkeys(("-v", "--invert"), ("inverted", True))
    | dict.fromkeys(("-z", "--null"), ("null", True)),
}


class Elsewhere(Exception):
    """These words are for the full command line: help, or a mistake that it explains."""


def parse(arguments: Sequence[str]) -> Asked | None:
    """What `cortex` is asked with these arguments; None where the full command line has to answer."""
    try:
        return _asked(iter(arguments))
    except Elsewhere:
        return None


def _asked(rest: Iterator[str]) -> Asked:
    directory, quiet = _before(rest)
    name = next(rest, "")
    if name not in set(Question):
        raise Elsewhere
    question = Question(name)
    words: list[str] = []
    lists: dict[str, tuple[str, ...]] = {}
    flags: dict[str, bool] = {}
    for option, value in _tokens(rest, question):
        if not option:
            words.append(value)
        elif option in LISTS[question]:
            lists[option] = (*lists.get(option, ()), value)
        else:
            flags.update([FLAGS[question][option]])
    if not words or (question is not Question.MATCHES and len(words) != 2):
        raise Elsewhere
    return Asked(question, tuple(words), lists, directory=directory, quiet=quiet, **flags)


def _before(rest: Iterator[str]) -> tuple[Path, bool]:
    """The directory and whether to be quiet, from the words before `scope`."""
    directory, quiet = Path(), False
    for word in rest:
        if word == "scope":
            return directory, quiet
        if word in QUIET:
            quiet = True
        elif word in DIRECTORY:
            directory = Path(_value(rest))
        else:
            raise Elsewhere
    raise Elsewhere


def _tokens(rest: Iterator[str], question: Question) -> Iterator[tuple[str, str]]:
    """Each option with its value, and each other word with an empty name."""
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            yield from (("", each) for each in rest)
        elif name in LISTS[question]:
            yield name, value if equals else _value(rest)
        elif word in FLAGS[question]:
            yield word, ""
        elif word.startswith("-") and word != "-":
            raise Elsewhere
        else:
            yield "", word


def _value(rest: Iterator[str]) -> str:
    for word in rest:
        return word
    raise Elsewhere
