"""Symbols that a request works on: which of them are nowhere here, and which are defined in several places."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.request.named_paths import nearest
from cortex_cli.analysis.terms import path_terms, stem, terms
from cortex_cli.model.text import counted

SEVERAL = 3
"""A name that is defined in that many files is ambiguous; two are often a declaration and its definition."""
MOST_LISTED = 4

_WORK = (
    r"fix|repair|correct|rename|refactor|remove|delete|drop|simplify|speed up|optimi[sz]e|document|update|improve"
    r"|debug|move"
    r"|split|inline|deprecate|harden|cover|test|rewrite|convert|migrate|replace|extract|change|clean up"
)
_WHERE = r"(?:(?:a |the )?(?:bug|crash|error|leak|race|typo|problem|issue|tests?|docs|docstring) (?:in|of|for) )?"
_KIND = r"(?:the |our )?(?:(?:function|method|class|module|helper|variable|constant|type|struct|hook|component) )?"
_SYMBOL = r"(?:`([A-Za-z_][\w.]*)(?:\(\))?`|([A-Za-z]\w*_\w+|_\w+)\b(?:\(\))?|([A-Za-z_][\w.]*)\(\))"
_QUOTED = r"(?:`([A-Za-z_][\w.]*)(?:\(\))?`|([A-Za-z_][\w.]*)\(\))"
WORKED_ON = re.compile(rf"\b(?:{_WORK})(?:e?s|ed|ing)?\s+{_WHERE}{_KIND}{_SYMBOL}(?![/*.-]\w)", re.I)
SUBJECT = re.compile(
    rf"(?:^|[.;:]\s+){_KIND}{_QUOTED}\s+(?:is|are|does|do|fails?|crash\w*|returns?|raises?|hangs?|leaks?|should|must"
    rf"|ignores?"
    r"|loses?|breaks?)\b",
    re.I,
)
NO_NAME = re.compile(r"\w*(?:Error|Exception|Warning)$|^(?:None|True|False|null|nil|self|this|async|await|main)$")
ALL_OF_THEM = re.compile(r"\b(?:every|all|each|everywhere|any|whole|throughout|both)\b", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What exists here: `paths` of files, `places` of definitions by name, whether words `occur` together in a text."""

    paths: Collection[str]
    places: Mapping[str, Sequence[str]]
    occur: Callable[[Sequence[str]], bool]


def symbols_worked_on(request: str) -> Iterator[str]:
    """The names that stand where the request works on them: `parse` in `fix parse()`, not in `add parse()`."""
    for pattern in (WORKED_ON, SUBJECT):
        for found in pattern.finditer(request):
            name = next(filter(None, found.groups())).strip(".")
            if not NO_NAME.match(name.rpartition(".")[2]):
                yield name


def missing_symbols(request: str, known: Known) -> tuple[str, ...]:
    """A question for each symbol that the request works on and that is nowhere here, naming the nearest there is."""
    found = []
    for name in symbols_worked_on(request):
        plain = name.rpartition(".")[2]
        if plain in known.places or known.occur(terms(plain)) or _is_module(plain, known.paths):
            continue
        near = nearest(plain, known.places)
        hint = f"did you mean `{near}` in `{known.places[near][0]}`?" if near else "what is it called here?"
        found.append(f"`{name}` occurs nowhere in the repository: {hint}")
    return tuple(dict.fromkeys(found))


def ambiguous_symbols(request: str, known: Known) -> tuple[str, ...]:
    """A question for each name that is defined in several files, unless the request says which or means all."""
    if ALL_OF_THEM.search(request):
        return ()
    found = []
    for name in dict.fromkeys(symbols_worked_on(request)):
        owner, _, plain = name.rpartition(".")
        places = list(known.places.get(plain, ()))
        if owner or len(places) < SEVERAL or _told(plain, places, request):
            continue
        listed = ", ".join(f"`{path}`" for path in places[:MOST_LISTED])
        more = f" and {counted(len(places) - MOST_LISTED, 'more file')}" if len(places) > MOST_LISTED else ""
        found.append(f"Which `{plain}` is meant? It is defined in {listed}{more}.")
    return tuple(found)


def _told(name: str, places: Sequence[str], request: str) -> bool:
    """Whether other words of the request stand in the path of some, but not all, of the places."""
    said = {stem(word) for word in re.findall(r"[A-Za-z]{3,}", request)} - set(terms(name))
    fitting = [path for path in places if said.intersection(path_terms(path))]
    return 0 < len(fitting) < len(places)


def _is_module(name: str, paths: Iterable[str]) -> bool:
    return any(name == part.partition(".")[0] for path in paths for part in path.split("/"))
