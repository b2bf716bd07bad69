"""Numbered files that follow each other, such as migrations and decision records: the name of the next."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.request.clause_type import leading_verb
from cortex_cli.analysis.request.work_words import word_set
from cortex_cli.analysis.terms import path_terms, stem
from cortex_cli.model.analysis import Creation
from cortex_cli.model.scope import escape
from cortex_cli.model.text import one_line

STAMP = 8
"""Digits from which a number is a time, whose next value nobody knows."""
MEMBER = re.compile(
    r"^(?P<head>[Vv]?)(?P<number>\d{2,14})(?P<joint>__|_|-)(?P<rest>[^.]+)(?P<tail>(?:\.[a-z]+)?\.[a-z0-9]+)$"
)
HASHED = re.compile(r"^(?P<head>)(?P<number>[0-9a-f]{10,14})(?P<joint>_)(?P<rest>[^.]+)(?P<tail>\.py)$")
PLACES: Mapping[str, frozenset[str]] = {
    "migration": frozenset(("migrations", "migration", "migrate", "versions", "db")),
    "decision": frozenset(("decisions", "decision", "adr", "adrs")),
    "adr": frozenset(("decisions", "adr", "adrs")),
    "rfc": frozenset(("rfcs", "rfc", "text")),
}
MAKES = word_set("add create write generate introduce implement provide record rename remove drop extend store")
_WANTED = (
    (r"\bmigrations?\b", "migration"),
    (r"\b(?:database|db|sql) (?:column|table|index|schema)\b|\bcolumn (?:to|in|for|from) the\b", "migration"),
    (r"\b(?:decision record|architecture decision|decision)\b", "decision"),
    (r"\badr\b", "adr"),
    (r"\brfc\b", "rfc"),
)
WANTED = tuple((re.compile(pattern, re.I), kind) for pattern, kind in _WANTED)


@dataclass(frozen=True, slots=True)
class Series:
    """A directory of numbered files; `newest` has the highest number, `tails` are the endings that each number has."""

    directory: str
    newest: str
    tails: tuple[str, ...]
    length: int


def next_of_series(request: str, paths: Iterable[str], near: Iterable[str]) -> tuple[Creation, ...]:
    """The next file of the series that a request adds to, as patterns with the next number.

    Of several series it is the one whose place the request names, then the one beside most of the `near` files.
    """
    subject = request.partition("\n")[0]
    kinds = [kind for pattern, kind in WANTED if pattern.search(subject)]
    if not kinds or leading_verb(subject) not in MAKES:
        return ()
    wanted = [each for each in find_series(paths) if each.directory.rpartition("/")[2].lower() in PLACES[kinds[0]]]
    if not wanted:
        return ()
    said = {stem(word) for word in re.findall(r"[A-Za-z]{3,}", request)} - {stem(kinds[0])}
    beside = Counter(_parent(path) for path in near)

    def fit(series: Series) -> tuple[int, int, int, str]:
        home = _parent(series.directory + "/x")
        words = len(said.intersection(path_terms(f"{_parent(series.directory)}/")))
        return (words, beside[_parent(series.directory)] + beside[home], series.length, series.directory)

    best = max(wanted, key=fit)
    return tuple(_creation(best, tail) for tail in best.tails)


def find_series(paths: Iterable[str]) -> list[Series]:
    """The directories that hold numbered files, by directory."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for path in sorted(paths):
        directory, _, name = path.rpartition("/")
        if member := MEMBER.match(name):
            found[directory].append((int(member["number"]), path, member["tail"]))
        elif member := HASHED.match(name):
            found[directory].append((10**STAMP, path, member["tail"]))
    return [_series(directory, members) for directory, members in found.items()]


def _series(directory: str, members: list[tuple[int, str, str]]) -> Series:
    number, newest, _ = max(members)
    tails = tuple(sorted({tail for each, _, tail in members if each == number}))
    return Series(directory, newest, tails, len(members))


def _creation(series: Series, tail: str) -> Creation:
    name = series.newest.rpartition("/")[2]
    member = MEMBER.match(name) or HASHED.match(name)
    if member is None:
        raise AssertionError(f"{name} is no member of a series")
    digits = member["number"]
    start = f"{escape(series.directory)}/" if series.directory else ""
    if not digits.isdigit() or len(digits) >= STAMP:
        reason = f"stands beside `{series.newest}`, whose number is a time or a hash"
        pattern = f"{start}{member['head']}{'[0-9]' if digits.isdigit() else '[0-9a-f]'}*{member['joint']}*{tail}"
    else:
        following = str(int(digits) + 1).zfill(len(digits))
        reason = f"`{series.newest}` is the newest of {series.length}: {following} is the next number"
        pattern = f"{start}{member['head']}{following}{member['joint']}*{tail}"
    return Creation(pattern, (one_line(reason),), role_of(f"{series.directory}/{name}"))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
