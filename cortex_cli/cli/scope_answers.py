"""How `cortex scope` answers: paths on standard output, a sentence on standard error, an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from cortex_cli.cli.console import Face
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.model.scope import Scope
from cortex_cli.model.text import clean
from cortex_cli.pipeline.scope import Location, Question, ScopeAnswer, answer_document, includes, matches, overlap

WORDS = {
    (Question.OVERLAP, True): "they meet",
    (Question.OVERLAP, False): "apart",
    (Question.INCLUDES, True): "included: A may write whatever B may",
    (Question.INCLUDES, False): "not included",
}
GOOD = {Question.OVERLAP: False, Question.INCLUDES: True, Question.MATCHES: True}


class Asked(NamedTuple):
    """The parsed words of `cortex scope`: `words` are A and B, or a pattern and paths; `lists` go by option."""

    question: Question
    words: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    fold_case: bool | None = None
    as_json: bool = False
    inverted: bool = False
    null: bool = False
    directory: Path = Path()
    quiet: bool = False


def answer(asked: Asked) -> int:
    """Print the answer and return the exit code; raises UsageError for what cannot be asked."""
    face = Face(quiet=asked.quiet)
    found = find(asked)
    if asked.as_json:
        face.data(json.dumps(answer_document(found), indent=2))
    else:
        print_paths(face, found.paths, "\0" if asked.null else "\n")
        for line in talk(found):
            face.say(line)
    return ExitCode.DONE if found.answer is GOOD[found.question] else ExitCode.NOT_GREEN


def find(asked: Asked) -> ScopeAnswer:
    location = Location(asked.directory, asked.fold_case)
    if asked.question is Question.MATCHES:
        pattern, *paths = asked.words
        judged = tuple(named(paths, asked.null)) if paths else None
        return matches(location, scope_of(asked, pattern, ""), judged, inverted=asked.inverted)
    ask = overlap if asked.question is Question.OVERLAP else includes
    return ask(location, scope_of(asked, asked.words[0], "-a"), scope_of(asked, asked.words[1], "-b"))


def scope_of(asked: Asked, pattern: str, side: str) -> Scope:
    touch, forbid = (asked.lists.get(f"--{name}{side}", ()) for name in ("touch", "forbid"))
    return Scope(touch=(pattern, *touch), forbid=forbid)


def named(words: Iterable[str], null: bool) -> Iterator[str]:
    """The paths as given, with those on standard input in the place of `-`."""
    for word in words:
        yield from standard_input(null) if word == "-" else (word,)


def standard_input(null: bool) -> Iterator[str]:
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    return filter(None, sys.stdin.read().split("\0" if null else "\n"))


def talk(found: ScopeAnswer) -> Iterator[str]:
    yield from (f"warning: {warning}" for warning in found.warnings)
    words = "undecided" if found.answer is None else WORDS.get((found.question, found.answer))
    yield ": ".join(filter(None, (words, found.reason)))


def print_paths(face: Face, paths: Iterable[str], end: str) -> None:
    """Write paths byte for byte, for programs; on a terminal, where one could be a trap, cleaned."""
    stream = face.stdout
    if stream.isatty():
        paths = (clean(path).replace("\n", "\\n") for path in paths)
    elif isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    stream.write("".join(f"{path}{end}" for path in paths))
    stream.flush()
