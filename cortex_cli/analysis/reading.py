"""One pass over all texts: how often the query's terms stand in each file, and what manifests say.

Only numbers are kept, so that memory does not grow with the texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.inventory import File, LeftOut, read_texts
from cortex_cli.analysis.roles import MANIFESTS
from cortex_cli.analysis.terms import IDENTIFIER, terms
from cortex_cli.syntax.symbols import FileSymbols, outline, symbols
from cortex_cli.vcs.command import Git

PARSE_BUDGET = 10_000_000
"""Bytes of source that are parsed for symbols; beyond it, the files that fit the request best come first."""


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each wanted term stands in a text, and how many words the text has."""

    counts: Mapping[str, int]
    length: int


@dataclass(frozen=True, slots=True)
class Reading:
    """`counts` by path for every file that is text; `lines` by language; `manifests` by path."""

    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]
    counts: Mapping[str, TermCounts]
    lines: Mapping[str, list[int]]
    manifests: Mapping[str, str]


def read_all(git: Git, files: Sequence[File], wanted: Collection[str], progress: Callable[[int], None]) -> Reading:
    """Read every file once and count the `wanted` terms."""
    counter = TermCounter(wanted)
    kept: list[File] = []
    left_out: list[LeftOut] = []
    counts: dict[str, TermCounts] = {}
    lines: dict[str, list[int]] = defaultdict(list)
    manifests: dict[str, str] = {}
    for file, text in read_texts(git, files, progress):
        if isinstance(text, LeftOut):
            left_out.append(text)
            continue
        kept.append(file)
        counts[file.path] = counter.count(text)
        if file.language is not None:
            lines[file.language.name].append(text.count("\n") + (not text.endswith("\n") and bool(text)))
        if is_manifest(file.path):
            manifests[file.path] = text
    return Reading(tuple(kept), tuple(left_out), counts, lines, manifests)


class TermCounter:
    """Counts wanted terms; each distinct identifier is split only once, however many files use it."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = frozenset(wanted)
        self._known: set[str] = set()
        self._hits: dict[str, tuple[str, ...]] = {}

    def count(self, text: str) -> TermCounts:
        words = Counter(IDENTIFIER.findall(text))
        self._learn(words.keys() - self._known)
        counts: Counter[str] = Counter()
        for word in words.keys() & self._hits.keys():
            for term in self._hits[word]:
                counts[term] += words[word]
        return TermCounts(dict(sorted(counts.items())), words.total())

    def _learn(self, words: Collection[str]) -> None:
        for word in words:
            if hits := tuple(term for term in terms(word) if term in self._wanted):
                self._hits[word] = hits
        self._known.update(words)


def is_manifest(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in MANIFESTS or (name.startswith("requirements") and name.endswith(".txt"))


@dataclass(frozen=True, slots=True)
class Outlines:
    """Definitions and imports by path; `skipped` is how many source files the budget left unparsed."""

    by_path: Mapping[str, FileSymbols]
    skipped: int


def read_outlines(
    git: Git,
    files: Iterable[File],
    fit: Mapping[str, float],
    progress: Callable[[int], None],
    budget: int = PARSE_BUDGET,
) -> Outlines:
    """Parse the files that have a grammar, best `fit` first, as far as the budget of bytes reaches."""
    parsable = [file for file in files if file.language is not None and file.language.grammar is not None]
    chosen: list[File] = []
    spent = 0
    for file in sorted(parsable, key=lambda file: (-fit.get(file.path, 0.0), file.path)):
        spent += file.size
        if spent <= budget:
            chosen.append(file)
    chosen.sort(key=lambda file: file.path)
    by_path = {
        file.path: outline(text, file.language)
        for file, text in read_texts(git, chosen, progress)
        if isinstance(text, str)
    }
    return Outlines(by_path, len(parsable) - len(chosen))


def read_symbols(git: Git, files: Iterable[File]) -> dict[str, FileSymbols]:
    """Definitions, imports and references by path."""
    texts = read_texts(git, files)
    return {file.path: symbols(text, file.language) for file, text in texts if isinstance(text, str)}
