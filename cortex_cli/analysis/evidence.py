"""Why a file is a candidate, in words a reader can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cortex_cli.analysis.history import companions_of
from cortex_cli.analysis.query import WEAK_WORDS
from cortex_cli.analysis.relevance import Material, Ranking
from cortex_cli.analysis.signals import SignalName, matching_definitions
from cortex_cli.analysis.terms import PART, path_terms, stem
from cortex_cli.model.analysis import Candidate
from cortex_cli.model.text import counted, one_line, shortened

MOST_NAMES = 3
MOST_SENTENCES = 6
COMMON_SHARE = 0.5
TELLING_SHARE = 0.3
"""A signal below this share of its best is not worth a sentence."""


def as_candidates(
    paths: Iterable[str], material: Material, ranking: Ranking, chosen: frozenset[str]
) -> tuple[Candidate, ...]:
    """The files as candidates with their evidence; `chosen` are those above the threshold."""
    everywhere = common_path_words(material)
    return tuple(
        Candidate(
            path,
            round(ranking.scores[path], 3),
            tuple(map(one_line, sentences(path, material, ranking, chosen, everywhere)))[:MOST_SENTENCES],
            material.role(path),
        )
        for path in paths
    )


def common_path_words(material: Material) -> frozenset[str]:
    """Stems that stand in so many paths that they say nothing about one of them."""
    counts = Counter(word for path in material.files for word in set(path_terms(path)))
    return frozenset(word for word, count in counts.items() if count > COMMON_SHARE * len(material.files))


def sentences(
    path: str, material: Material, ranking: Ranking, chosen: frozenset[str], everywhere: frozenset[str]
) -> Iterator[str]:
    """The evidence for one file, strongest kind first; path words that stand `everywhere` are left out."""
    if ranking.signals[SignalName.MENTIONED_PATH].get(path):
        yield "the request names its path"
    hits = ranking.named.get(path, [])
    if hits:
        names = dict.fromkeys(f"`{hit.qualified}`" for hit in hits)
        yield f"defines {_listed(list(names))}, as the request says"
    yield from ranking.reasons.get(path, ())
    yield from _of_names(path, material, everywhere, {hit.qualified for hit in hits})
    yield from _of_words(path, material)
    yield from _of_imports(path, material, chosen)
    yield from _of_history(path, material, ranking, chosen)


def _of_names(path: str, material: Material, everywhere: frozenset[str], said: set[str]) -> Iterator[str]:
    weights = material.query.all_terms
    unsaid = WEAK_WORDS | everywhere
    words = dict.fromkeys(part for part in PART.findall(path.rsplit(".", 1)[0]) if stem(part) in weights)
    telling = [f"`{word}`" for word in words if stem(word) not in unsaid]
    if telling:
        yield f"path contains {_listed(telling)}"
    if outline := material.outlines.get(path):
        names = (each.qualified for each in matching_definitions(outline, weights))
        found = dict.fromkeys(f"`{name}`" for name in names if name not in said)
        if found:
            yield f"defines {_listed(list(found))}"


def _of_words(path: str, material: Material) -> Iterator[str]:
    weights = material.query.all_terms
    counts = material.counts[path].counts
    held = [term for term in counts if term in weights]
    telling = [term for term in held if term not in WEAK_WORDS] or held
    telling.sort(key=lambda term: (-weights[term] * counts[term], term))
    if telling:
        said = [f"`{material.query.spelling.get(term, term)}` {counts[term]}×" for term in telling[:MOST_NAMES]]
        yield f"has the words {', '.join(said)}"


def _of_imports(path: str, material: Material, chosen: frozenset[str]) -> Iterator[str]:
    importers = [each for each in material.graph.imported_by(path) if each in chosen]
    imported = [each for each in material.graph.imports_of(path) if each in chosen]
    if len(importers) == 1:
        yield f"imported by `{importers[0]}`"
    elif importers:
        yield f"imported by {counted(len(importers), 'candidate')}"
    elif imported:
        yield f"imports {_listed([f'`{each}`' for each in imported])}"


def _of_history(path: str, material: Material, ranking: Ranking, chosen: frozenset[str]) -> Iterator[str]:
    history = material.history
    best = max(history.votes.values(), default=0.0)
    if best and history.votes.get(path, 0.0) >= TELLING_SHARE * best:
        yield f"changed by “{shortened(history.examples[path], 60)}”"
    seeds = {other: ranking.scores[other] for other in chosen}
    for share, other in companions_of(history, seeds, [path]).values():
        if share >= TELLING_SHARE:
            together, changes = history.together(path, other), history.changes(path)
            yield f"changed together with `{other}` in {together} of {counted(changes, 'commit')}"


def _listed(words: list[str]) -> str:
    """At most three words, and how many more there are."""
    shown = ", ".join(words[:MOST_NAMES])
    return f"{shown} and {len(words) - MOST_NAMES} more" if len(words) > MOST_NAMES else shown
