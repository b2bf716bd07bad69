"""The signals that say how well each file fits a query; each is a score by path, higher is better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from cortex_cli.analysis.bm25 import bm25
from cortex_cli.analysis.history import History, companions_of
from cortex_cli.analysis.imports import ImportGraph
from cortex_cli.analysis.query import WEAK_WORDS, Query
from cortex_cli.analysis.reading import TermCounter, TermCounts
from cortex_cli.analysis.terms import path_terms, terms
from cortex_cli.syntax.symbols import Definition, FileSymbols

Scores = dict[str, float]


PLAIN_WORD = 0.3
"""What a definition counts that is named by a plain word, beside 1 for one written like code."""


class SignalName(StrEnum):
    CONTENT = "content"
    SYMBOLS = "symbols"
    PATH = "path"
    NAMED = "named"
    MENTIONED_PATH = "mentioned_path"
    HISTORY = "history"
    NEIGHBOURS = "neighbours"
    CO_CHANGE = "co_change"


def content(query: Query, counts: Mapping[str, TermCounts]) -> Scores:
    """BM25 of whole files."""
    return bm25(counts, query.all_terms)


def symbol_names(query: Query, outlines: Mapping[str, FileSymbols]) -> Scores:
    """BM25 of the names that files define."""
    counter = TermCounter(query.all_terms)
    documents = {
        path: counter.count(" ".join(definition.name for definition in outline.definitions))
        for path, outline in outlines.items()
    }
    return bm25(documents, query.all_terms)


def path_names(query: Query, paths: Iterable[str]) -> Scores:
    """BM25 of paths; the file's own name counts twice, its directories once."""
    wanted = query.all_terms
    documents = {}
    for path in paths:
        words = [*path_terms(path), *path_terms(path.rpartition("/")[2])]
        counts: dict[str, int] = defaultdict(int)
        for word in words:
            if word in wanted:
                counts[word] += 1
        documents[path] = TermCounts(dict(counts), len(words))
    return bm25(documents, wanted)


def named_definitions(query: Query, outlines: Mapping[str, FileSymbols]) -> dict[str, list[Definition]]:
    """The definitions that the request names: names written as code, or words that are a whole name."""
    exact = {name.rpartition(".")[2] for name in query.names}
    words = {word for word in query.words if len(word) > 3}
    found: dict[str, list[Definition]] = {}
    for path, outline in outlines.items():
        hits = [each for each in outline.definitions if each.name in exact or each.name.lower() in words]
        if hits:
            found[path] = hits
    return found


def named(definitions: Mapping[str, list[Definition]], query: Query) -> Scores:
    """A vote for each named definition, shared by the files that define it."""
    holders: dict[str, set[str]] = defaultdict(set)
    for path, hits in definitions.items():
        for hit in hits:
            holders[hit.name].add(path)
    exact = {name.rpartition(".")[2] for name in query.names}
    scores: Scores = defaultdict(float)
    for name in sorted(holders):
        vote = (1.0 if name in exact else PLAIN_WORD) / len(holders[name])
        for path in holders[name]:
            scores[path] += vote
    return dict(scores)


def mentioned_paths(query: Query, paths: Collection[str]) -> Scores:
    """1 for a file whose path or name the request gives, less for each file below a directory it gives."""
    scores: Scores = {}
    for mention in query.paths:
        plain = mention.strip("/").removeprefix("./")
        for path in paths:
            if path == plain or path.endswith("/" + plain):
                scores[path] = 1.0
            elif path.startswith(plain + "/") or f"/{plain}/" in path:
                scores[path] = max(0.3, scores.get(path, 0.0))
    return scores


def neighbours(graph: ImportGraph, seeds: Mapping[str, float]) -> Scores:
    """A small vote for whatever imports the best files or is imported by them."""
    scores: Scores = defaultdict(float)
    for seed in sorted(seeds):
        for linked in (graph.imports_of(seed), graph.imported_by(seed)):
            for path in linked:
                scores[path] += seeds[seed] / (1.0 + len(linked)) ** 0.5
    return dict(scores)


def co_change(history: History, seeds: Mapping[str, float], paths: Iterable[str]) -> Scores:
    """How strongly a file moves with the best files."""
    return {path: share for path, (share, _) in companions_of(history, seeds, paths).items()}


def matching_definitions(outline: FileSymbols, weights: Mapping[str, float]) -> list[Definition]:
    """A file's definitions that share a term with the query, best first."""
    scored = []
    for position, definition in enumerate(outline.definitions):
        telling = set(terms(definition.name)) & weights.keys() - WEAK_WORDS
        score = sum(weights[term] for term in sorted(telling))
        if telling:
            scored.append((-score, position, definition))
    return [definition for _, _, definition in sorted(scored, key=lambda item: item[:2])]
