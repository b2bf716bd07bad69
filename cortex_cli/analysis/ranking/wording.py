"""What ranking looks up of a request: terms of its subject and of the rest, joined words, exact names, scopes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cortex_cli.analysis.request.query import CODE_NAME, QUOTED, STOP_WORDS, WEAK, WEAK_WORDS, Query
from cortex_cli.analysis.terms import IDENTIFIER, stem, terms

MOST_TERMS = 120
MOST_JOINED = 120
MOST_WORDS = 40
LATER = 0.6
"""What a term counts that stands only after the subject."""
PREFIX = re.compile(r"^(?P<kind>[a-z]+)\((?P<scope>[^)\n]{1,60})\)!?:\s|^(?P<place>[\w./,* -]{1,60}?):\s")
KINDS = frozenset({"fix", "feat", "refactor", "perf", "chore", "bugfix", "enhancement", "docs", "test", "style"})
PLACE = re.compile(r"(?<![\w/.:@-])(?:[\w@-]+(?:/[\w.@-]+)+|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)")
"""Paths without an extension, and dotted names of modules: whether there are such files is to be seen."""
MOST_MENTIONS = 60
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class Wording:
    """`terms` weigh up to 1, `subject` are those of the first line.

    `joined` are neighbouring words written as one identifier (`http_client`, `httpclient`); `names` are written like
    code, without what they belong to; `quotes` are the terms of each quoted string; `scopes` stand before the
    subject's colon; `words` are the telling words in lower case, those of the subject first; `mentions` look like
    paths or dotted modules.
    """

    terms: Mapping[str, float]
    subject: Mapping[str, float]
    joined: Mapping[str, float]
    names: tuple[str, ...]
    quotes: tuple[tuple[str, ...], ...]
    scopes: tuple[str, ...]
    words: Mapping[str, float]
    mentions: tuple[str, ...]


def read_wording(query: Query) -> Wording:
    """The wording of a query that has at least one word."""
    first, _, rest = query.text.partition("\n")
    subject, scopes = _without_prefix(first)
    counts, own = _count(query.text), _count(subject)
    weighted = {term: _weight(term, counts[term], term in own) for term in counts}
    kept = sorted(weighted, key=lambda term: (term not in own, -weighted[term], term))[:MOST_TERMS]
    return Wording(
        terms={term: weighted[term] for term in kept},
        subject={term: weighted[term] for term in kept if term in own},
        joined=_joined(subject, rest),
        names=_names(query),
        quotes=_quotes(query.text),
        scopes=scopes,
        words=_words(subject, rest),
        mentions=tuple(dict.fromkeys([*query.paths, *PLACE.findall(query.text)]))[:MOST_MENTIONS],
    )


def _without_prefix(subject: str) -> tuple[str, tuple[str, ...]]:
    """The subject without the kind of a conventional commit, and the scopes its prefix names."""
    found = PREFIX.match(subject)
    if found is None:
        return subject, ()
    if found["scope"]:
        return f"{found['scope']} {subject[found.end() :]}", _places(found["scope"])
    if found["place"].lower() in KINDS:
        return subject[found.end() :], ()
    return subject, _places(found["place"])


def _places(scope: str) -> tuple[str, ...]:
    pieces = (piece.strip().strip("*").strip("/").lower() for piece in re.split(r"[,\s]+|/", scope))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1 and piece not in STOP_WORDS))[:6]


def _count(text: str) -> Counter[str]:
    found = (term for word in IDENTIFIER.findall(text) if word.lower() not in STOP_WORDS for term in terms(word))
    return Counter(term for term in found if (len(term) > 1 or not term.isascii()) and term not in STOP_WORDS)


def _weight(term: str, count: int, in_subject: bool) -> float:
    weight = 1.0 if in_subject else LATER * min(1.0, 0.5 + 0.25 * count)
    return weight * (WEAK if term in WEAK_WORDS else 1.0)


def _joined(subject: str, rest: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for text, weight in ((subject, 1.0), (rest, LATER)):
        for line in text.splitlines():
            for one in _pairs(line):
                found.setdefault(one, weight)
    return dict(list(found.items())[:MOST_JOINED])


def _pairs(line: str) -> Iterable[str]:
    """Both spellings of each two neighbouring words, also where stop words stand between them."""
    words = [word.lower() for word in LATIN_WORD.findall(line)]
    telling = [word for word in words if word not in STOP_WORDS]
    for one, other in dict.fromkeys([*pairwise(telling), *pairwise(words)]):
        if len(one) + len(other) > 4:
            yield f"{one}_{other}"
            yield one + other


def _names(query: Query) -> tuple[str, ...]:
    written = [*query.names, *(match[0] for match in CODE_NAME.finditer(query.text))]
    found = (piece for name in written for piece in re.split(r"[.:#()\s]+", name))
    return tuple(dict.fromkeys(name for name in found if len(name) > 2 and IDENTIFIER.fullmatch(name)))


def _quotes(text: str) -> tuple[tuple[str, ...], ...]:
    quoted = (next(filter(None, match.groups())) for match in QUOTED.finditer(text))
    read = (tuple(term for term in _count(string) if term not in WEAK_WORDS) for string in quoted)
    return tuple(dict.fromkeys(string for string in read if len(string) > 1))[:12]


def _words(subject: str, rest: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for text, weight in ((subject, 1.0), (rest, LATER)):
        for word in IDENTIFIER.findall(text):
            if len(word) > 2 and word.lower() not in STOP_WORDS and stem(word) not in WEAK_WORDS:
                found.setdefault(word.lower(), weight)
    return dict(list(found.items())[:MOST_WORDS])
