"""Requests that cannot be met because they ask for a thing and its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cortex_cli.analysis.request.clause_type import WORD, bare
from cortex_cli.analysis.request.work_words import BORDERS, base_forms, word_set
from cortex_cli.analysis.terms import stem
from cortex_cli.model.analysis import RequestPart
from cortex_cli.model.text import shortened

MOST_SHOWN = 60
"""Characters of a thing or a part that a question repeats."""

TAKES_AWAY = word_set("remove delete drop disable")
NEEDS_IT = word_set(
    """improve make speed optimise optimize fix extend document test cover enable harden refactor rename
    simplify update support keep expose cache add"""
)
ADDS = word_set("add implement introduce create support provide enable fix change update write")
NO_CHANGE = re.compile(
    r"\b(?:without|not?|don't|do not|never) (?:chang|touch|modif|edit|alter)(?:ing|ying|e|y)?\s+(?:any(?:thing"
    r"|\s+(?:of the "
    r"|existing )?(?:files?|code|lines?))|a single (?:file|line)|the code|files?|code)\b",
    re.I,
)
EXCEPT = re.compile(r"\b(?:else|other|outside|except|besides|existing|unrelated|apart)\b", re.I)
RENAMED = re.compile(
    r"\brename\s+(?:the\s+)?(?:\w+\s+)?[`\"']?([\w.]+)[`\"']?\s+(?:to|into|as)\b(?P<rest>.*)", re.I | re.S
)
DETERMINERS = word_set("the a an all every our its this that these those it them")


def contradictions(request: str, parts: Sequence[RequestPart]) -> tuple[str, ...]:
    """A question for each pair of wishes that exclude each other."""
    found = [*_removed_and_wanted(parts), *_renamed_and_kept(request), *_nothing_may_change(request, parts)]
    return tuple(dict.fromkeys(found))


def things(clause: str) -> tuple[str | None, str]:
    """The verb of a clause, and the thing it works on: the words up to the first preposition or comma."""
    text = re.split(r"[,;:]", bare(clause), maxsplit=1)[0]
    words = WORD.findall(text)
    verb = base_forms().get(words[0].lower()) if words else None
    rest = words[1:] if verb else words
    taken: list[str] = []
    for word in rest:
        if word.lower() in BORDERS:
            break
        if word.lower() not in DETERMINERS:
            taken.append(word.strip('`"'))
    return verb, " ".join(taken)


def _same(one: str, other: str) -> bool:
    """Whether the second thing is the first, or begins with it: `cache` and `cache faster`."""
    left, right = ([stem(word) for word in text.split()] for text in (one, other))
    return bool(left) and right[: len(left)] == left and len(right) <= len(left) + 1


def _removed_and_wanted(parts: Sequence[RequestPart]) -> Iterator[str]:
    read = [(part, *things(part.text)) for part in parts]
    for part, verb, thing in read:
        if verb not in TAKES_AWAY:
            continue
        for other, another, wanted in read:
            again = another in NEEDS_IT and (another != "add" or read.index((other, another, wanted)) < _at(read, part))
            if other is not part and again and _same(thing, wanted):
                shown = shortened(thing, MOST_SHOWN)
                yield (
                    f"Should {shown} be removed or kept? The request says “{shortened(part.text, MOST_SHOWN)}” "
                    f"and “{shortened(other.text, MOST_SHOWN)}”."
                )


def _at(read: Sequence[tuple[RequestPart, str | None, str]], part: RequestPart) -> int:
    return next(at for at, (each, _, _) in enumerate(read) if each is part)


def _renamed_and_kept(request: str) -> Iterator[str]:
    found = RENAMED.search(request)
    if found is None:
        return
    name = found[1]
    kept = re.search(
        rf"\b(?:keep|keeping|leave|retain)\s+(?:the\s+)?(?:name\s+)?[`\"']?{re.escape(name)}\b(?!\w)", found["rest"]
    )
    as_alias = re.search(r"\balias|\bdeprecat|\bcompat|\bworking\b|\bfor now\b|\bshim\b", found["rest"], re.I)
    if kept and not as_alias:
        shown = shortened(name, MOST_SHOWN)
        yield f"Should `{shown}` stay as an alias of the new name, or go? The request renames it and keeps it."


def _nothing_may_change(request: str, parts: Sequence[RequestPart]) -> Iterator[str]:
    found = NO_CHANGE.search(request)
    if found is None or EXCEPT.search(request[found.start() : found.end() + 30]):
        return
    if any(things(part.text)[0] in ADDS for part in parts):
        yield f"Which files may change? The request asks for a change and says “{found[0].strip()}”."
