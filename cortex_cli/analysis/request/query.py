"""What a request says, as weighted terms and exact names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis.concepts import companion_words, companions
from cortex_cli.analysis.request.prohibitions import Prohibitions, separate
from cortex_cli.analysis.terms import IDENTIFIER, PART, parts, stem
from cortex_cli.model.errors import UsageError
from cortex_cli.model.text import clean, counted

MOST_TERMS = 200
MOST_NAMES = 100
SUBJECT_LIMIT = 200
"""Characters of the first line that count as the subject."""

WORD = re.compile(r"[^\W\d_]{2,}|[\u3040-\u9fff\uac00-\ud7af]")
PATH = re.compile(r"(?<![\w/:.])(?:[\w.@-]+/)*[\w.@-]+\.[A-Za-z]\w{0,5}(?![\w/])|(?<![\w/:.])(?:[\w.@-]+/)+(?![\w.])")
CODE_NAME = re.compile(
    r"(?<!\w)(?:[A-Za-z_]\w*\.)*(?:[A-Za-z]+_\w+|_\w+|[a-z]+[A-Z]\w*|[A-Z][a-z0-9]+[A-Z]\w*)(?:\.\w+)*"
    r"|(?<!\w)[A-Z]\w*\.[a-z_]\w+|(?<!\w)[A-Za-z_][\w.]*(?=\()"
)
QUOTED = re.compile(r"`([^`\n]{1,120})`|\"([^\"\n]{1,120})\"|(?<!\w)'([^'\n]{1,120})'(?!\w)")

_STOP_WORDS = """
a about above after again all also an and any are as at be because been before being below between both
but by can cannot could did do does doing don down during each etc few for from further had has have having
he her here his how however i if in into is it its itself just like may me might more most must my no nor
not now of off on once only or other our out over own please same shall she should so some such than that
the their them then there these they this those through to too under until up us very via want was we were
what when where which while who why will with within without would you your
something anything everything nothing somehow stuff
"""
_WEAK_WORDS = """
add allow avoid better bring bug change class clean code correct create enable ensure extend feature file
fix function give good handle handling implement improve instead introduce issue keep let make method module
move need new old problem proper properly provide refactor rename rewrite support thing update use using way
work working write wrong
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
WEAK_WORDS = frozenset(stem(word) for word in _WEAK_WORDS.split())
WEAK = 0.25
LATER = 0.6
"""What a term counts that stands only after the subject."""


@dataclass(frozen=True, slots=True)
class Query:
    """`terms` are the request's own, stemmed, weighing up to 1; `related` come from the table of concepts.

    `names` are written like code or quoted; `paths` look like files or directories; `words` are the telling
    words of the subject in their order, lower case. `spelling` gives a word for each term.
    `text` is what the request wishes; what it forbids is in `prohibitions`.
    """

    text: str
    terms: Mapping[str, float]
    related: Mapping[str, float]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    words: tuple[str, ...]
    spelling: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = field(default=())
    prohibitions: Prohibitions = field(default_factory=Prohibitions)

    @property
    def all_terms(self) -> dict[str, float]:
        return {**self.related, **self.terms}

    @property
    def telling(self) -> tuple[str, ...]:
        """The terms that say what the request is about, not only what to do."""
        return tuple(term for term in self.terms if term not in WEAK_WORDS)


def read_request(request: str) -> Query:
    """The query of a request; UsageError for one without a single word."""
    text, prohibitions = separate(clean(request).strip())
    if WORD.search(text) is None:
        said = "is empty" if not text else "has no words"
        raise UsageError(
            f"the request {said}",
            mend="say what to change, for example: 'Add a --json option to the export'",
        )
    subject = text.partition("\n")[0][:SUBJECT_LIMIT]
    counts = _count(text)
    first = _count(subject)
    weighted = {term: _weight(term, count, term in first) for term, count in counts.items()}
    kept = sorted(weighted, key=lambda term: (term not in first, -weighted[term]))[:MOST_TERMS]
    names, paths = _exact_names(text), tuple(dict.fromkeys(PATH.findall(text)))[:MOST_NAMES]
    return Query(
        text=text,
        terms={term: weighted[term] for term in kept},
        related=_related(kept, weighted),
        names=names,
        paths=paths,
        words=_telling_words(subject),
        spelling=_spelling(text, kept),
        notices=_notices(len(counts) - len(kept)),
        prohibitions=prohibitions,
    )


def _count(text: str) -> Counter[str]:
    words = (word for word in IDENTIFIER.findall(text) if word.lower() not in STOP_WORDS)
    return Counter(part for word in words for part in parts(word) if len(part) > 1 or not part.isascii())


def _weight(term: str, count: int, in_subject: bool) -> float:
    weight = 1.0 if in_subject else LATER * min(1.0, 0.5 + 0.25 * count)
    return weight * (WEAK if term in WEAK_WORDS else 1.0)


def _related(kept: list[str], weighted: Mapping[str, float]) -> dict[str, float]:
    related: dict[str, float] = {}
    for term in kept:
        for other, share in companions(term).items():
            if other not in weighted:
                related[other] = max(related.get(other, 0.0), share * weighted[term])
    return related


def _exact_names(text: str) -> tuple[str, ...]:
    quoted = (next(filter(None, match.groups())) for match in QUOTED.finditer(text))
    found = [*quoted, *(match[0] for match in CODE_NAME.finditer(text))]
    return tuple(dict.fromkeys(name.strip("()") for name in found if name.strip("()")))[:MOST_NAMES]


def _telling_words(subject: str) -> tuple[str, ...]:
    words = (word.lower() for word in IDENTIFIER.findall(subject))
    telling = (word for word in words if word not in STOP_WORDS and stem(word) not in WEAK_WORDS)
    return tuple(dict.fromkeys(word for word in telling if len(word) > 1))


def _spelling(text: str, kept: Iterable[str]) -> dict[str, str]:
    """The first word of the text for each of its terms, and the shortest word of a concept for the others."""
    spelled = {stem(word): word for term in kept for word in sorted(companion_words(term), key=len, reverse=True)}
    own = [part.lower() for word in IDENTIFIER.findall(text) for part in PART.findall(word)]
    return spelled | {stem(word): word for word in reversed(own)}


def _notices(dropped: int) -> tuple[str, ...]:
    if dropped <= 0:
        return ()
    return (f"the request is long: its {counted(dropped, 'least telling word')} did not count",)
