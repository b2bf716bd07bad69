"""Tests and documents that change along with the sources they exercise and describe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cortex_cli.analysis.relevance import Material, Ranking
from cortex_cli.analysis.roles import CHANGELOG_NAME, LEGAL_NAME, README_NAME, module_name, module_tested_by
from cortex_cli.analysis.signals import SignalName
from cortex_cli.analysis.weights import THRESHOLD
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

NAMED_AFTER = 0.85
"""The share of a source's score that the test named after it gets."""
MOST_PAGES = 3
PAGE_SHARE = 0.5
"""A page counts from this share of the best page's score, and `TEXT_SHARE` of the best file's."""
TEXT_SHARE = 0.25
README_SCORE = 0.15
NO_PAGES = (CHANGELOG_NAME, README_NAME, LEGAL_NAME)
IN_CHANGELOG = frozenset({TaskType.FEATURE, TaskType.BUG, TaskType.SECURITY, TaskType.PERFORMANCE})
IN_PAGES = frozenset({TaskType.FEATURE, TaskType.SECURITY})


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
    """Lift the tests of every source file that passes the threshold."""
    sources = [path for path in ranking.above() if material.role(path) is Role.SOURCE]
    for source, tests in find_tests(material, sources).items():
        score = max(THRESHOLD, NAMED_AFTER * ranking.scores[source])
        for test in tests:
            ranking.raise_to(test, score, f"tests `{source}`")


def raise_documents(material: Material, ranking: Ranking, new_part: bool) -> None:
    """Lift the change log, the README and the pages that speak of the subject, where users see the change.

    Nothing is lifted as long as no source file passes the threshold: there is no change to describe yet.
    """
    if not any(material.role(path) is Role.SOURCE for path in ranking.above()):
        return
    top = [path for path in material.of_role(Role.DOCS) if "/" not in path]
    if material.task_type in IN_CHANGELOG:
        for path in top:
            if CHANGELOG_NAME.match(path):
                ranking.raise_to(path, THRESHOLD + 0.05, "every change that users see is listed here")
    if material.task_type in IN_PAGES:
        for path in top:
            if README_NAME.match(path) and (new_part or ranking.scores.get(path, 0.0) >= README_SCORE):
                ranking.raise_to(path, THRESHOLD + 0.02, "introduces what users can do")
        for path in telling_pages(material, ranking.signals[SignalName.CONTENT]):
            ranking.raise_to(path, THRESHOLD + 0.08, "documents what the request changes")


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
