"""A text cut into pieces about the size of a definition, each with the terms that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from cortex_cli.analysis.request.query import STOP_WORDS
from cortex_cli.analysis.terms import IDENTIFIER, terms
from cortex_cli.index.records import ChunkRecord, Outline

LONGEST, PLAIN = 80, 60
"""Lines of a chunk: of a text with definitions at most, of one without always."""
ASCII_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)
"""What IDENTIFIER finds in a text of nothing but ASCII, in less time."""
PREFACES = ("#", "//", "/*", "*", "@", "--")
"""How lines begin that stand before a definition and belong to it: comments and decorators."""
MOST_PLAIN = 32_768
"""Characters of a text without a grammar that are indexed: what is longer is data, or its start says what it is."""
MOST_KNOWN = 50_000
"""Distinct words whose terms are kept in memory."""


class IndexedTerms(dict[str, tuple[str, ...]]):
    """The terms of a word that are worth a list in the index: no single letters, no stop words."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= MOST_KNOWN:
            self.clear()
        found = self[word] = tuple([term for term in terms(word) if len(term) > 1 and term not in STOP_WORDS])
        return found


_TERMS = IndexedTerms()


def count_terms(text: str, start: int = 0, end: int | None = None) -> tuple[int, dict[str, int]]:
    """How many words stand between two places of a text, and how often each term does."""
    pattern = ASCII_IDENTIFIER if text.isascii() else IDENTIFIER
    words = pattern.findall(text, start, len(text) if end is None else end)
    return len(words), Counter(chain.from_iterable(map(_TERMS.__getitem__, words)))


def cut(text: str, outline: Outline, parsed: bool) -> tuple[int, tuple[ChunkRecord, ...]]:
    """The lines of a text, and its chunks; there is at least one, which begins at line 1."""
    lines = text.split("\n")
    offsets = [0, *accumulate([len(line) + 1 for line in lines])]
    count = len(lines) - (not lines[-1])
    starts = _starts(lines, count, outline, LONGEST if parsed else PLAIN)
    names: list[dict[str, int]] = [{} for _ in starts]
    for definition in outline.definitions:
        named = names[bisect_right(starts, definition.line) - 1]
        for term in _TERMS[definition.name]:
            named[term] = named.get(term, 0) + 1
    length = len(text) if parsed else min(len(text), MOST_PLAIN)
    bounds = [min(offsets[start - 1], length) for start in starts] + [length]
    counted = (count_terms(text, start, end) for start, end in pairwise(bounds))
    chunks = zip(starts, counted, names, strict=True)
    return count, tuple([ChunkRecord(start, words, content, named) for start, (words, content), named in chunks])


def _starts(lines: Sequence[str], count: int, outline: Outline, longest: int) -> list[int]:
    """The lines, from 1, at which chunks begin."""
    wanted = {_preface(lines, each.line) for each in outline.definitions if each.kind != "constant"}
    starts = [1]
    for start in [*sorted(wanted - {1}), count + 1]:
        starts.extend(range(starts[-1] + longest, start, longest))
        if start <= count:
            starts.append(start)
    return starts


def _preface(lines: Sequence[str], line: int) -> int:
    """Where the comments and decorators begin that stand right before `line`."""
    while line > 1 and lines[line - 2].lstrip().startswith(PREFACES):
        line -= 1
    return line
