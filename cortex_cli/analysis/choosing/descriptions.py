"""Documents that change along with the sources they describe: change log, README and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.choosing.attachments import MOST_PAGES, NO_PAGES, telling_pages, text_scores
from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.commit.history import History
from cortex_cli.analysis.commit.roles import CHANGELOG_NAME, README_NAME, role_of
from cortex_cli.analysis.terms import IDENTIFIER, parts
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import counted

IN_CHANGELOG = frozenset({TaskType.FEATURE, TaskType.BUG, TaskType.SECURITY, TaskType.PERFORMANCE})
IN_PAGES = frozenset({TaskType.FEATURE, TaskType.SECURITY})
FEWEST_COMMITS = 5
"""With fewer past commits that changed sources, history says nothing of what they bring along."""
MOST_COMMITS = 60
KEPT = 0.4
"""The share of such commits from which a change log is kept with every change; assumed where history is silent."""
SMALLEST_LOG, HEADING = 100, 3
"""In bytes and words: what is smaller and more than a heading only points to the change log."""
ABOVE_README, ABOVE_PAGE = 0.02, 0.05
OF_DOCUMENTS = re.compile(
    r"\b(?:docs|documentation|documented|document (?:it|this|that|the|how)|(?:user|how-to) guide|manual|tutorial"
    r"|readme)\b",
    re.I,
)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
FOR_MAINTAINERS = re.compile(
    r"(?:^|/)(?:\.[^/]+/|[^/]*\b(?:contributing|faq|security|support|governance|maintainers|roadmap)\b"
    r"|[^/]*(?:issue|pull_request)_template)",
    re.I,
)


def raise_documents(material: Material, snapshot: Snapshot, ranking: Ranking, new_part: bool) -> None:
    """Lift the documents where users see the change, as far as history or the request shows it.

    Nothing is lifted as long as no source file passes the threshold: there is no change to describe yet.
    """
    if not any(material.role(path) is Role.SOURCE for path in ranking.above()):
        return
    if material.task_type in IN_CHANGELOG and material.history.fragments is None:
        _raise_changelogs(material, ranking)
    if material.task_type in IN_PAGES:
        _raise_pages(material, snapshot, ranking, new_part)


def _raise_changelogs(material: Material, ranking: Ranking) -> None:
    """A change log that is made from fragments is left alone: the change brings a fragment."""
    for path in _at_top(material, CHANGELOG_NAME):
        if material.files[path].size < SMALLEST_LOG and material.counts[path].length > HEADING:
            continue
        changed, commits = kept_with_sources(material.history, path)
        if commits < FEWEST_COMMITS:
            ranking.raise_to(path, max(ranking.cut_off, KEPT), "changes that users see are listed here")
        elif changed >= KEPT * commits:
            reason = f"changed by {changed} of the last {counted(commits, 'commit')} that changed sources"
            ranking.raise_to(path, changed / commits, reason)


def kept_with_sources(history: History, changelog: str) -> tuple[int, int]:
    """How many of the latest commits that changed sources changed the change log too, and how many those are."""
    with_sources = [paths for paths in history.past if any(role_of(path) is Role.SOURCE for path in paths)]
    latest = with_sources[:MOST_COMMITS]
    return sum(changelog in paths for paths in latest), len(latest)


def _raise_pages(material: Material, snapshot: Snapshot, ranking: Ranking, new_part: bool) -> None:
    """The README and the pages that a new part or the request itself calls for, or that name what it names."""
    text = text_scores(ranking)
    wanted = new_part or OF_DOCUMENTS.search(material.query.text) is not None
    for path in _at_top(material, README_NAME) if wanted else ():
        ranking.raise_above(path, ABOVE_README, "introduces what users can do")
    for path in telling_pages(material, text) if wanted else ():
        if not FOR_MAINTAINERS.search(path):
            ranking.raise_above(path, ABOVE_PAGE, "the page that speaks most of what the request adds")
    named = pages_that_name(material, snapshot)
    for path in sorted(named, key=lambda path: (-text.get(path, 0.0), path))[:MOST_PAGES]:
        ranking.raise_above(path, ABOVE_PAGE, f"documents `{named[path]}`")


def pages_that_name(material: Material, snapshot: Snapshot) -> dict[str, str]:
    """The pages that hold an identifier of several words, or all words of an option in one place, of the request."""
    found: dict[str, str] = {}
    for name, chunks in _places_of_names(material, snapshot):
        texts = {snapshot.chunk_text[chunk] for chunk in chunks}
        for path in sorted(path for text in texts for path in snapshot.texts[text].paths):
            if path in material.files and material.role(path) is Role.DOCS and _is_page(path):
                found.setdefault(path, name)
    return found


def _places_of_names(material: Material, snapshot: Snapshot) -> Iterator[tuple[str, frozenset[int]]]:
    """Names of the request, each with the chunks that have it."""
    for name in material.query.names:
        plain = name.rpartition(".")[2]
        if IDENTIFIER.fullmatch(plain) and len(parts(plain)) > 1:
            yield plain, _chunks_with(plain.lower(), snapshot)
    for option in dict.fromkeys(OPTION.findall(material.query.text)):
        words = parts(option.strip("-").replace("-", "_"))
        yield option, frozenset.intersection(*(_chunks_with(word, snapshot) for word in words))


def _chunks_with(term: str, snapshot: Snapshot) -> frozenset[int]:
    return frozenset(chunk for chunk, _ in snapshot.content(term))


def _is_page(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not FOR_MAINTAINERS.search(path) and not any(kind.match(name) for kind in NO_PAGES)


def _at_top(material: Material, name: re.Pattern[str]) -> list[str]:
    return [path for path in material.of_role(Role.DOCS) if "/" not in path and name.match(path)]
