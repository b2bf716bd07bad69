"""What a new part may be called, by the words of the request that asks for it."""

from __future__ import annotations

from cortex_cli.analysis.concepts import concepts_of
from cortex_cli.analysis.request.clause_type import bare
from cortex_cli.analysis.request.intents import main_part, read_parts
from cortex_cli.analysis.request.query import Query
from cortex_cli.analysis.terms import IDENTIFIER, stem
from cortex_cli.model.identifiers import slug

MOST_NAMES = 3
_BORDERS = """
to for in into with of on using via from so when that which while and by as at inside within through based
"""
_SMALL_THINGS = """
option flag parameter argument field column property attribute method button label check hint annotation
default alias keyword switch variable constant comment message header entry line type key value kwarg callback badge
example link import exception warning test docs getter setter accessor marker overload note sponsorship
"""
_KINDS = """
module package command subcommand adapter backend middleware driver provider service component subsystem library
"""
_OWN_PARTS = "auth jwt permission crypto db cache mail notifications i18n throttle metrics webhook plugin storage"
KINDS = frozenset(_KINDS.split())
"""What a request calls a new part."""
OWN_PARTS = frozenset(_OWN_PARTS.split())
"""Concepts that have a module or a package of their own nearly everywhere."""
BORDERS = frozenset(_BORDERS.split())
SMALL_THINGS = frozenset(stem(word) for word in _SMALL_THINGS.split())


def component_names(query: Query) -> tuple[str, ...]:
    """What a new part may be called: the last noun of what is to be added comes first.

    Empty when the request adds something small, such as an option or a symbol, to what exists.
    """
    head, tail = split_at_preposition(subject_of(query))
    telling = set(query.words)
    nouns = [word for word in head if word in telling]
    symbols = {name.lower() for name in query.names}
    if not nouns or any(stem(word) in SMALL_THINGS or word in symbols for word in head):
        return ()
    related = {stem(word) for noun in nouns for concept in concepts_of(stem(noun)) for word in concept.related}
    extra = [word for word in tail if stem(word) in related]
    nouns = [word for word in nouns if word not in KINDS] or nouns
    ordered = [nouns[-1], *nouns[:-1], *extra]
    names = (short_name(word) for word in ordered)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_NAMES]


def asks_for_part(query: Query) -> bool:
    """Whether what is to be added is called a module or the like, or is a thing that usually has one of its own."""
    head, _ = split_at_preposition(subject_of(query))
    nouns = [word for word in head if word in query.words]
    own = {concept.name for word in nouns[-1:] for concept in concepts_of(stem(word))}
    return bool(own & OWN_PARTS) or any(word in KINDS for word in head[-1:])


def subject_of(query: Query) -> str:
    """The first line of the part that the request is mainly about."""
    return bare(main_part(read_parts(query.text)).text.partition("\n")[0])


def split_at_preposition(subject: str) -> tuple[list[str], list[str]]:
    """The lower-case words before the first preposition, and those after it."""
    words = [word.lower() for word in IDENTIFIER.findall(subject)]
    border = next((number for number, word in enumerate(words) if number and word in BORDERS), len(words))
    return words[:border], words[border:]


def short_name(word: str) -> str:
    """The usual name of a module for `word`: `auth` for `authentication`, otherwise its singular."""
    concepts = concepts_of(stem(word))
    if concepts:
        return concepts[0].name
    plain = slug(word).replace("-", "_") if word.isascii() else ""
    return plain[:-1] if len(plain) > 4 and plain.endswith("s") and plain[-2] not in "sui" else plain
