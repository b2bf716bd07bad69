"""What paths say: words of names and directories, paths and scopes that the request gives, and likeness of spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cortex_cli.analysis.commit.roles import module_name
from cortex_cli.analysis.ranking.ground import K1, B, Ground, Scores, rarity
from cortex_cli.analysis.ranking.wording import Wording
from cortex_cli.analysis.request.query import WEAK_WORDS
from cortex_cli.analysis.terms import text_terms

MODULE = 0.8
"""What a file counts that the request names as a module, without its extension."""
BELOW = 0.3
"""What a file below a mentioned directory counts."""
PART = 0.5
"""What a name counts that only contains the scope as a word."""
LIKE = 0.5
"""Spellings that share fewer trigrams are not alike."""


@dataclass(frozen=True, slots=True)
class PlaceScores:
    """By file; `words` are the terms of each path, those of the file's own name twice."""

    path: Scores
    directory: Scores
    mentioned: Scores
    scoped: Scores
    scoped_below: Scores
    spelled: Scores
    words: tuple[tuple[str, ...], ...]


def place_scores(ground: Ground, wording: Wording) -> PlaceScores:
    """Every signal of paths."""
    words = tuple(_path_words(path) for path in ground.paths)
    scoped, below = _scoped(ground, wording.scopes)
    return PlaceScores(
        path=_bm25(ground, words, wording.terms),
        directory=_directories(ground, wording.terms),
        mentioned=_mentioned(ground, wording.mentions),
        scoped=scoped,
        scoped_below=below,
        spelled=_spelled(ground, wording.words),
        words=words,
    )


@lru_cache(maxsize=1 << 15)
def _terms(segment: str) -> tuple[str, ...]:
    return tuple(text_terms(segment.partition(".")[0].replace("-", "_") or segment))


def _path_words(path: str) -> tuple[str, ...]:
    """The terms of a path; the file's own name counts twice, its directories once."""
    *directories, name = path.split("/")
    own = _terms(name)
    return (*(term for segment in directories for term in _terms(segment)), *own, *own)


def _bm25(ground: Ground, documents: Sequence[Sequence[str]], weights: Mapping[str, float]) -> Scores:
    average = sum(len(documents[file]) for file in ground.sources) / (len(ground.sources) or 1) or 1.0
    holding = Counter(term for file in ground.sources for term in set(documents[file]) if term in weights)
    scores: Scores = {}
    for file, document in enumerate(documents):
        score = 0.0
        for term, count in Counter(term for term in document if term in weights).items():
            norm = K1 * (1.0 - B + B * len(document) / average)
            score += weights[term] * rarity(holding[term], len(ground.sources)) * count * (K1 + 1.0) / (count + norm)
        if score > 0.0:
            scores[file] = score
    return scores


def _directories(ground: Ground, weights: Mapping[str, float]) -> Scores:
    """The best of a file's directories by the words of its name and how few files are below it."""
    below = Counter(parent for file in ground.sources for parent in _parents(ground.paths[file]))
    known: dict[str, float] = {}
    for directory, count in below.items():
        name = dict.fromkeys(_terms(directory.rpartition("/")[2]))
        held = sum(weights.get(term, 0.0) for term in name if term not in WEAK_WORDS)
        if held:
            known[directory] = held / len(name) * rarity(count, len(ground.sources))
    found = (
        (file, max((known.get(each, 0.0) for each in _parents(path)), default=0.0))
        for file, path in enumerate(ground.paths)
    )
    return {file: score for file, score in found if score > 0.0}


def _parents(path: str) -> list[str]:
    found = []
    while "/" in path:
        path = path.rpartition("/")[0]
        found.append(path)
    return found


def _mentioned(ground: Ground, mentions: Sequence[str]) -> Scores:
    """1 for a file whose path or name the request gives, less for a module it names and for files below a directory.

    Of a dotted name the last part may be something that the module defines.
    """
    plains = [mention.strip("/").removeprefix("./").strip(".") for mention in mentions]
    files = _endings(ground, plains)
    scores: Scores = {}
    for mention, plain in zip(mentions, plains, strict=True):
        named = files.get(plain, [])
        modules = (files.get(bare, []) for bare in _modules(plain))
        for share, found in ((1.0, named), (MODULE, next(filter(None, modules), []))):
            for file in found:
                scores[file] = max(share, scores.get(file, 0.0))
        for file in [] if named else _below(ground, plain, mention.endswith("/")):
            scores[file] = max(BELOW, scores.get(file, 0.0))
    return scores


def _modules(plain: str) -> list[str]:
    """The paths without an extension that a mention may mean, likeliest first."""
    dotted = plain.replace(".", "/")
    return [bare for bare in (plain, dotted, dotted.rpartition("/")[0]) if "/" in bare]


def _endings(ground: Ground, plains: Sequence[str]) -> Mapping[str, list[int]]:
    """Files by every ending of their path that begins a segment, with and without the extension.

    Only files are looked at whose name is the last segment of a mention.
    """
    names = {bare.rpartition("/")[2] for plain in plains for bare in (plain, *_modules(plain))}
    found: dict[str, list[int]] = defaultdict(list)
    for file, path in enumerate(ground.paths if names else ()):
        bare = path.rpartition(".")[0].removesuffix("/__init__").removesuffix("/index").removesuffix("/mod")
        for whole, fewest in ((path, 1), (bare, 2)):
            if whole.rpartition("/")[2] in names:
                segments = whole.split("/")
                for start in range(len(segments) + 1 - fewest):
                    found["/".join(segments[start:])].append(file)
    return found


def _below(ground: Ground, directory: str, said: bool) -> list[int]:
    """The files below a directory that the request gives: one of several segments, or `said` to be one."""
    if not (said or "/" in directory):
        return []
    return [file for file, path in enumerate(ground.paths) if f"/{directory}/" in f"/{path}"]


def _scoped(ground: Ground, scopes: Iterable[str]) -> tuple[Scores, Scores]:
    """Files named as a scope, and files below a directory named so: 1 for the whole name, less for a part of it."""
    named: dict[int, float] = defaultdict(float)
    below: dict[int, float] = defaultdict(float)
    for scope in scopes:
        wanted = scope.replace("-", "_").rpartition(".")[0] if scope.count(".") == 1 else scope.replace("-", "_")
        words = set(_terms(wanted))
        for file, path in enumerate(ground.paths):
            lowered = path.lower().replace("-", "_")
            if module_name(lowered) == wanted:
                named[file] = 1.0
            elif words and words <= set(_terms(module_name(path))):
                named[file] = max(PART, named[file])
            if f"/{wanted}/" in f"/{lowered}":
                below[file] = 1.0
            elif words and any(words <= set(_terms(segment)) for segment in path.split("/")[:-1]):
                below[file] = max(PART, below[file])
    return {file: score for file, score in named.items() if score}, {
        file: score for file, score in below.items() if score
    }


def _spelled(ground: Ground, words: Mapping[str, float]) -> Scores:
    """How alike a file's own name and a word of the request are, by shared trigrams (Dice)."""
    holding: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 3:
            for gram in _trigrams(word):
                holding[gram].append(word)
    known: dict[str, float] = {}
    scores: Scores = {}
    for file, path in enumerate(ground.paths):
        name = module_name(path).lower().replace("_", "").replace("-", "")
        if name not in known:
            own = _trigrams(name)
            shared = Counter(word for gram in own for word in holding.get(gram, ()))
            alike = (words[word] * 2.0 * count / (len(own) + len(_trigrams(word))) for word, count in shared.items())
            known[name] = max(alike, default=0.0)
        if known[name] >= LIKE:
            scores[file] = known[name]
    return scores


@lru_cache(maxsize=1 << 14)
def _trigrams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
