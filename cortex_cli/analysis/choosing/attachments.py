"""Tests that change along with the sources they exercise, and the pages that speak of a request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.commit.history import History
from cortex_cli.analysis.commit.roles import CHANGELOG_NAME, LEGAL_NAME, README_NAME, module_name, module_tested_by
from cortex_cli.analysis.ranking.features import Signal
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

PRIOR, PRIOR_WEIGHT = 0.4, 4.0
"""The share of a source's commits that change its test where nothing is known, and for how many commits it counts."""
SURE = 0.5
"""From this score on a source brings its tests along, whatever history says."""
MOST_PAGES = 3
PAGE_SHARE = 0.5
"""A page counts from this share of the best page's score, and `TEXT_SHARE` of the best file's."""
TEXT_SHARE = 0.25
NO_PAGES = (CHANGELOG_NAME, README_NAME, LEGAL_NAME)


def find_tests(material: Material, sources: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Source file to the tests named after it, sorted.

    Where several modules have the name, a test belongs to the one it imports, or whose directory its name or
    place repeats.
    """
    tests = {path: name for path in material.of_role(Role.TEST) if (name := module_tested_by(path))}
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in material.of_role(Role.SOURCE):
        for name in names_for_tests(path):
            by_name[name].append(path)
    found: dict[str, list[str]] = defaultdict(list)
    for test, name in tests.items():
        owner = _owner(test, by_name.get(name, []), material)
        if owner is not None:
            found[owner].append(test)
    return {source: tuple(found[source]) for source in sorted(set(sources)) if source in found}


def names_for_tests(path: str) -> tuple[str, ...]:
    """What tests of a module are named after: `users`, `routes_users`, and so on up the directories."""
    segments = [*path.split("/")[:-1], module_name(path).lower()]
    if path.rpartition("/")[2].partition(".")[0] in ("__init__", "index", "mod"):
        segments = path.split("/")[:-1]
    lowered = [segment.lower() for segment in segments]
    return tuple("_".join(lowered[start:]) for start in range(len(lowered)))


def _owner(test: str, owners: list[str], material: Material) -> str | None:
    imported = set(material.graph.imports_of(test))
    place = set(test.split("/")[:-1])

    def closeness(path: str) -> tuple[bool, int, int, str]:
        return (path in imported, len(place.intersection(path.split("/")[:-1])), -path.count("/"), path)

    return max(owners, key=closeness, default=None)


def raise_tests(material: Material, ranking: Ranking) -> None:
    """Give the tests of every chosen source its score times the share of its past commits that changed them too.

    Tests of a source that surely changes, or that structure has lifted, are chosen in any case, and those of
    the best other source where history is silent: whoever changes it, changes what exercises it.
    Work on documents exercises nothing.
    """
    if material.task_type is TaskType.DOCS:
        return
    sources = [path for path in ranking.above() if material.role(path) is Role.SOURCE]
    best = next((path for path in sources if path not in ranking.reasons), None)
    for source, tests in find_tests(material, sources).items():
        score = ranking.scores[source]
        is_best = source == best and material.history.changes(source) < PRIOR_WEIGHT
        is_clear = score >= SURE or source in ranking.reasons or is_best
        least = ranking.cut_off if is_clear else 0.0
        for test in tests:
            share = share_of_changes(material.history, source, test)
            ranking.raise_to(test, max(least, score * share), f"tests `{source}`")


def share_of_changes(history: History, source: str, test: str) -> float:
    """The share of a source's past commits that changed its test too, drawn to `PRIOR` where there are few."""
    together, changes = history.together(source, test), history.changes(source)
    return (together + PRIOR * PRIOR_WEIGHT) / (changes + PRIOR_WEIGHT)


def text_scores(ranking: Ranking) -> dict[str, float]:
    """How well the text of each file fits, as a share of the best source file's."""
    return {path: file.signals[Signal.FILE] for path, file in ranking.ranked.items() if Signal.FILE in file.signals}


def telling_pages(material: Material, text: Mapping[str, float]) -> list[str]:
    """The documentation pages whose `text` score is best; README, change logs and legal texts are no pages."""
    pages = [
        path
        for path in material.of_role(Role.DOCS)
        if path in text and not any(kind.match(path.rpartition("/")[2]) for kind in NO_PAGES)
    ]
    best = max((text[path] for path in pages), default=0.0)
    strongest = max(text.values(), default=0.0)
    fitting = [path for path in pages if text[path] >= max(PAGE_SHARE * best, TEXT_SHARE * strongest)]
    return sorted(fitting, key=lambda path: (-text[path], path))[:MOST_PAGES]
