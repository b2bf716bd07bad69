"""The commits of a clone whose messages can stand as requests: a change of behaviour, told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.localization.clones import Clone
from benchmarks.localization.messages import cleaned, informative
from benchmarks.localization.sources import is_source, is_test
from benchmarks.localization.touched_names import without_touched

SINCE = 1_420_070_400
"""2015-01-01, in seconds."""
MOST_TOUCHED = 25
MOST_GOLD = 8
MOST_WORDS = 260
FEWEST_INFORMATIVE = 6
FORMAT = "--format=%x01%H%x02%P%x02%ct%x02%an%x02%B%x03"
NO_WORK = re.compile(
    r"\b(revert(s|ed|ing)?|bump(s|ed|ing)?|typos?|spelling|misspell\w*|pep ?8|pep ?257|flake8|black|blacken\w*|isort"
    r"|ruff|pylint|pyupgrade|prettier|eslint|gofmt|rustfmt|clippy|golint|lint(er|ing|s)?|reformat\w*|formatting|whitespace"
    r"|code ?style|coding style|dependabot|renovate|pre-commit|dependenc(y|ies)|deps|copyright|licen[cs]e|changelog"
    r"|release[sd]?|version number|prepare for|cherry[- ]pick\w*|back ?port\w*|merge(d|s)?|docstrings?|docs?:|docs?"
    r"|document(s|ed|ing|ation)?|readme|comments?|translations?|authors|mailmap|type (hints?|annotations?|errors?)"
    r"|typing|pyright|dead code|unused|long lines?|(relative|absolute|unnecessary) imports?|import order|sort imports"
    r"|edits?|wording|grammar|mypy|annotat\w+|f-?strings?|python ?2|six|codespell|wip|squash\w*|fixup|ci|travis"
    r"|appveyor|github actions?|codecov|coverage|tox|nit|nits|review (comments?|feedback|suggestions?)|oops)\b",
    re.IGNORECASE,
)
NO_WORK_AT_START = re.compile(
    r"^(v?\d+\.\d+|merge|revert|release|chore|style|docs|build|ci|test|tests|refactor\(types\)|types)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit with its changes as (letter of git, path); `time` in seconds."""

    oid: str
    parents: tuple[str, ...]
    time: int
    author: str
    message: str
    changes: tuple[tuple[str, str], ...]

    @property
    def subject(self) -> str:
        return self.message.strip().split("\n")[0]

    @property
    def touched(self) -> list[str]:
        return sorted({path for _, path in self.changes})

    @property
    def changed_sources(self) -> tuple[str, ...]:
        return tuple(sorted(path for letter, path in self.changes if letter == "M" and is_source(path)))

    @property
    def changed_tests(self) -> tuple[str, ...]:
        return tuple(sorted(path for letter, path in self.changes if letter == "M" and is_test(path)))

    @property
    def new_sources(self) -> tuple[str, ...]:
        return tuple(sorted(path for letter, path in self.changes if letter == "A" and is_source(path)))


@dataclass(frozen=True, slots=True)
class Told:
    """A usable commit with its message cleaned, and `blind`: the same without the names of touched paths."""

    commit: Commit
    text: str
    blind: str


def usable_commits(clone: Clone, newest: str) -> Iterator[Told]:
    """The commits up to `newest` that can be cases by what history alone says, in git's order."""
    for commit in read_commits(clone, newest):
        if is_work(commit):
            told = tell(commit)
            if len(told.text.split()) <= MOST_WORDS and len(informative(told.blind)) >= FEWEST_INFORMATIVE:
                yield told


def tell(commit: Commit) -> Told:
    text = cleaned(commit.message)
    return Told(commit, text, without_touched(text, commit.touched))


def is_work(commit: Commit) -> bool:
    """Whether a person changed the behaviour of a few existing source files, as far as subject and paths tell."""
    if (
        len(commit.parents) != 1
        or commit.time < SINCE
        or "[bot]" in commit.author
        or commit.author.lower()[-3:] == "bot"
    ):
        return False
    if NO_WORK.search(commit.subject) or NO_WORK_AT_START.search(commit.subject):
        return False
    if not 1 <= len(commit.changes) <= MOST_TOUCHED or not 1 <= len(commit.changed_sources) <= MOST_GOLD:
        return False
    return not any(letter in "RCDT" and is_source(path) for letter, path in commit.changes)


def _is_machine(author: str) -> bool:
    return "[bot]" in author or author.lower().endswith("bot")


def read_commits(clone: Clone, *revisions: str) -> Iterator[Commit]:
    """The commits that `git log` names. A renamed file stands as deleted and added: finding renames reads blobs."""
    said = clone.git("log", "--no-merges", "--no-renames", "--raw", FORMAT, *revisions)
    for record in said.split("\x01")[1:]:
        head, _, tail = record.partition("\x03")
        oid, parents, time, author, message = head.split("\x02", 4)
        raw = (line.split("\t", 1) for line in tail.strip("\n").split("\n") if line.startswith(":"))
        changes = tuple((meta.split()[4][0], path) for meta, path in raw)
        yield Commit(oid, tuple(parents.split()), int(time), author, message, changes)
