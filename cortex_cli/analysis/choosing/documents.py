"""Documents that a request calls by their names: `the README`, `the change log`, `CONTRIBUTING`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from cortex_cli.analysis.choosing.relevance import DIGITS, Material, Ranking
from cortex_cli.analysis.commit.roles import CHANGELOG_NAME, README_NAME
from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.named_paths import read_paths
from cortex_cli.analysis.terms import path_terms, stem
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

NAMED = 0.9
BELOW = 0.9
"""The share of the threshold that the best file gets which a request for a named document does not name."""
_GUIDE = r"\bcontributing\b(?! to)|\bcontribut(?:or|ion)s? (?:guide|guidelines)\b"
TITLES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\breadme\b", re.I), README_NAME),
    (re.compile(r"\bchange[- ]?log\b|\bNEWS\b|\bCHANGES\b|\brelease notes\b", re.I), CHANGELOG_NAME),
    (re.compile(_GUIDE, re.I), re.compile(r"^contributing\b", re.I)),
    (re.compile(r"\bcode[- ]of[- ]conduct\b", re.I), re.compile(r"^code[-_]of[-_]conduct\b", re.I)),
    (re.compile(r"\bSECURITY\b|\bsecurity policy\b"), re.compile(r"^security\b", re.I)),
    (re.compile(r"\bLICEN[CS]E\b|\blicen[cs]e (?:file|text)\b"), re.compile(r"^licen[cs]e\b", re.I)),
    (re.compile(r"\bAUTHORS\b"), re.compile(r"^authors\b", re.I)),
)
"""How a request calls a document, and what its file is called."""

GENERIC = frozenset(map(stem, ("docs", "doc", "documentation", "fix", "typo", "src", "readme")))
"""Words of a request that tell no place."""

EXTENSIONS = frozenset(("", "md", "rst", "txt", "adoc", "markdown"))


def named_documents(request: str, documents: Collection[str], files: Collection[str]) -> tuple[str, ...]:
    """The documents that a request names, by title or path, sorted.

    A title means the file nearest to the top, and another place's file where the request names that place too.
    Translations, such as `README_fr.md`, are meant only by their full names.
    """
    found: set[str] = set()
    named = read_paths(read_parts(request), files)
    said = request
    for path in (*named.new, *named.missing):
        said = said.replace(path, "")
    for title, name in TITLES:
        if title.search(said):
            found.update(_of_title(said, [path for path in documents if _is_called(path, name)]))
    return tuple(sorted(found | {path for path in named.known if path in set(documents)}))


def _is_called(path: str, name: re.Pattern[str]) -> bool:
    plain, _, extension = path.rpartition("/")[2].partition(".")
    return name.fullmatch(plain) is not None and extension.lower() in EXTENSIONS


def _of_title(request: str, paths: Sequence[str]) -> list[str]:
    if not paths:
        return []
    said = {stem(word) for word in re.findall(r"[A-Za-z]{2,}", request)} - GENERIC
    told = {path: len(said.intersection(path_terms(path.rpartition("/")[0] + "/"))) for path in paths if "/" in path}
    most = max(told.values(), default=0)
    if most:
        return [path for path in told if told[path] == most]
    top = min(path.count("/") for path in paths)
    return [path for path in sorted(paths) if path.count("/") == top]


def choose_named(material: Material, ranking: Ranking) -> tuple[str, ...]:
    """Lift the documents that the request names, and return them.

    Where it asks for nothing else, all other files go below the threshold.
    """
    parts = read_parts(material.query.text)
    text = material.query.text
    documents = named_documents(text, material.of_role(Role.DOCS), material.files)
    named = read_paths(parts, material.files)
    by_title = any(part.task_type is TaskType.DOCS for part in parts)
    wanted = tuple(path for path in documents if by_title or (path in named.known and not _is_reference(path, text)))
    for path in wanted:
        ranking.raise_to(path, NAMED, "the request names it")
    put_below(ranking, [path for path in named.known if path in documents and path not in wanted])
    only_documents = all(material.role(path) is Role.DOCS for path in named.known)
    if (wanted or named.new) and only_documents and all(part.task_type is TaskType.DOCS for part in parts):
        kept = {*wanted, *named.known}
        put_below(ranking, [path for path in ranking.scores if path not in kept])
    return wanted


def put_below(ranking: Ranking, paths: Iterable[str]) -> None:
    """Give the files that reach the cut-off a score below it."""
    for path in paths:
        score = ranking.scores.get(path, 0.0)
        if score >= ranking.cut_off:
            ranking.scores[path] = round(BELOW * ranking.cut_off * score, DIGITS)


def _is_reference(path: str, request: str) -> bool:
    """Whether the request only points to a document: `see docs/dates.md`."""
    name = re.escape(path.rpartition("/")[2])
    return (
        re.search(rf"\b(?:see|per|according to|described in|documented in|like|as in) [`\"']?\S*{name}", request)
        is not None
    )
