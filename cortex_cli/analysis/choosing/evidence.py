"""Why a file is a candidate, in words a reader can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.ranking.features import Signal
from cortex_cli.analysis.ranking.ranking import Ranked
from cortex_cli.analysis.request.query import WEAK_WORDS
from cortex_cli.analysis.terms import PART, path_terms, stem, terms
from cortex_cli.model.analysis import Candidate
from cortex_cli.model.text import counted, one_line, shortened
from cortex_cli.syntax.symbols import Definition, FileSymbols

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
            ranking.scores[path],
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
    file = ranking.ranked[path]
    hits = file.definitions
    if hits:
        names = dict.fromkeys(f"`{hit.qualified}`" for hit in hits)
        yield f"defines {_listed(list(names))}, as the request says"
    yield from ranking.reasons.get(path, ())
    yield from _of_names(path, material, everywhere, {hit.qualified for hit in hits})
    yield from _of_words(path, material)
    yield from _of_imports(path, material, chosen)
    yield from _of_tests(file)
    yield from _of_history(file)


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
        yield f"has words like {', '.join(said)}"


def _of_imports(path: str, material: Material, chosen: frozenset[str]) -> Iterator[str]:
    importers = [each for each in material.graph.imported_by(path) if each in chosen]
    imported = [each for each in material.graph.imports_of(path) if each in chosen]
    if len(importers) == 1:
        yield f"imported by `{importers[0]}`"
    elif importers:
        yield f"imported by {counted(len(importers), 'candidate')}"
    elif imported:
        yield f"imports {_listed([f'`{each}`' for each in imported])}"


def _of_tests(file: Ranked) -> Iterator[str]:
    if file.test is not None:
        yield f"`{file.test}`, which exercises it, fits the request"


def _of_history(file: Ranked) -> Iterator[str]:
    if file.example is not None and file.signals.get(Signal.MESSAGE_LIKEST, 0.0) >= TELLING_SHARE:
        yield f"changed by “{shortened(file.example.subject, 60)}”"
    together = file.companion
    if together is not None and together.together >= TELLING_SHARE * together.changes:
        yield f"changed together with `{together.path}` in {together.together} of {counted(together.changes, 'commit')}"


def matching_definitions(outline: FileSymbols, weights: Mapping[str, float]) -> list[Definition]:
    """A file's definitions that share a term with the query, best first."""
    scored = []
    for position, definition in enumerate(outline.definitions):
        telling = set(terms(definition.name)) & weights.keys() - WEAK_WORDS
        score = sum(weights[term] for term in sorted(telling))
        if telling:
            scored.append((-score, position, definition))
    return [definition for _, _, definition in sorted(scored, key=lambda item: item[:2])]


def _listed(words: list[str]) -> str:
    """At most three words, and how many more there are."""
    shown = ", ".join(words[:MOST_NAMES])
    return f"{shown} and {len(words) - MOST_NAMES} more" if len(words) > MOST_NAMES else shown
