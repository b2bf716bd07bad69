"""Titles of objectives, in words taken from the request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import counted, one_line, shortened

SUBJECT_LIMIT = 60
"""Characters of the request that a title repeats."""

PLACE_LIMIT = 60

VERB = re.compile(
    r"add|adapt|allow|apply|build|bump|change|clean|cleanup|configure|convert|create|delete|deprecate|"
    r"document|drop|enable|enforce|ensure|explain|expose|extend|extract|fix|format|generate|handle|harden|"
    r"implement|improve|integrate|introduce|let|make|merge|migrate|modernise|modernize|move|optimise|optimize|"
    r"port|provide|refactor|remove|rename|replace|resolve|restructure|rewrite|secure|simplify|speed|split|"
    r"support|switch|test|tidy|update|upgrade|use|validate|write",
    re.IGNORECASE,
)

PARTICLES = frozenset({"up", "out", "down"})

VERB_FOR = MappingProxyType(
    {
        TaskType.FEATURE: "Add",
        TaskType.BUG: "Fix",
        TaskType.REFACTOR: "Refactor",
        TaskType.TEST: "Test",
        TaskType.DOCS: "Document",
        TaskType.PERFORMANCE: "Speed up",
        TaskType.SECURITY: "Secure",
        TaskType.CHORE: "Update",
        TaskType.RESET: "Reset",
    }
)

VERB_OF_ROLE = MappingProxyType({Role.TEST: "Test", Role.DOCS: "Document", Role.CONFIG: "Configure"})


def summary(request: str) -> str:
    """The first sentence of the request on one line, cut at a word."""
    first = next((line for line in request.splitlines() if line.strip()), "")
    sentence = re.split(r"(?<=[a-z0-9)])[.!?](?:\s|$)", one_line(first), maxsplit=1)[0]
    if len(sentence) <= SUBJECT_LIMIT:
        return sentence
    words = sentence[:SUBJECT_LIMIT].rpartition(" ")[0].rstrip(" ,;:-")
    return words or shortened(sentence, SUBJECT_LIMIT)


def title(request: str, kind: TaskType, role: Role, place: str, *, verb: str | None = None) -> str:
    """Such as `taskapi/auth: add JWT authentication`, so that titles cut short still differ.

    The verb is `verb`, or one for the role, the request's or its kind's.
    """
    own, subject = _verb_and_subject(summary(request))
    verb = verb or VERB_OF_ROLE.get(role) or own.capitalize() or VERB_FOR[kind]
    words = verb if subject.casefold() in ("", verb.casefold()) else f"{verb} {subject}"
    return f"{place}: {words[0].lower()}{words[1:]}" if place else words


def _verb_and_subject(text: str) -> tuple[str, str]:
    """The verb at the beginning with the particle it may have, as in `speed up`, and what it is about."""
    first, _, rest = text.partition(" ")
    if not VERB.fullmatch(first):
        return "", text
    second, _, others = rest.partition(" ")
    return (f"{first} {second}", others) if second.lower() in PARTICLES else (first, rest)


def place(names: Sequence[str]) -> str:
    """Where the work is, for a title: a few names, then how many more."""
    shown: list[str] = []
    for name in names:
        if shown and len(", ".join([*shown, name])) > PLACE_LIMIT:
            break
        shown.append(name)
    more = len(names) - len(shown)
    text = ", ".join(one_line(name) for name in shown)
    return f"{text} and {counted(more, 'more place')}" if more else text
