"""Pairs of scopes of which it is known whether they meet, and what each rule says about them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from benchmarks.scope_rules import AUTOMATA, RULES, by_automata
from cortex_cli.model.scope import Scope, overlap
from tests.unit.model import oracle

CORTEX = "Cortex"


@dataclass(frozen=True)
class Case:
    """Two patterns, and a path that both match; None where they are disjoint."""

    one: str
    other: str
    path: str | None = None
    fold: bool = False


OVERLAPS = (
    Case("src", "src/user/models.py", "src/user/models.py"),
    Case("src/api/**", "src/api/users/*.py", "src/api/users/list.py"),
    Case("docs/", "docs/guide/*.md", "docs/guide/start.md"),
    Case("src/**/models.py", "src/user/*", "src/user/models.py"),
    Case("**/models.py", "src/user/models.py", "src/user/models.py"),
    Case("src/?odels.py", "src/[a-m]odels.py", "src/models.py"),
    Case("README.md", "readme.*", "README.md", fold=True),
    Case("caf\u00e9/**", "cafe\u0301/menu.md", "caf\u00e9/menu.md"),
)
DISJOINT = (
    Case("src/**/models.py", "src/**/views.py"),
    Case("src/*.py", "src/user/*.py"),
    Case("*.py", "*.md"),
    Case("docs/**", "src/*"),
)
NAMES = ("src", "user", "api", "users", "docs", "guide", "models.py", "views.py", "list.py", "a.py", "start.md", "b.md")
PATHS = tuple("/".join(names) for depth in (1, 2, 3) for names in product(NAMES, repeat=depth))


def wrong_labels() -> Iterator[Case]:
    """The cases whose label the brute-force matcher refutes; there should be none."""
    for case in OVERLAPS:
        if case.path is None or not all(_matches(pattern, case.path, case.fold) for pattern in (case.one, case.other)):
            yield case
    for case in DISJOINT:
        if any(_matches(case.one, path, case.fold) and _matches(case.other, path, case.fold) for path in PATHS):
            yield case


def _matches(pattern: str, path: str, fold: bool) -> bool:
    one, other = (unicodedata.normalize("NFC", text.lower() if fold else text) for text in (pattern, path))
    return oracle.matches(one, other)


def verdicts() -> dict[str, list[tuple[Case, bool]]]:
    """What each rule says about each case: whether the two meet."""
    said: dict[str, list[tuple[Case, bool]]] = {name: [] for name in (CORTEX, AUTOMATA, *RULES)}
    for case in (*OVERLAPS, *DISJOINT):
        one, other = ((unicodedata.normalize("NFC", text),) for text in (case.one, case.other))
        said[CORTEX].append((case, _cortex(case)))
        said[AUTOMATA].append((case, by_automata([one, other], case.fold)(one, other)))
        for name, meets in RULES.items():
            said[name].append((case, meets((case.one,), (case.other,))))
    return said


def _cortex(case: Case) -> bool:
    return overlap(Scope(touch=(case.one,)), Scope(touch=(case.other,)), fold_case=case.fold) is not None


def table() -> str:
    """How many overlaps each finds, and how many disjoint pairs it would run one after the other for nothing."""
    lines = [
        f"| rule | overlaps found of {len(OVERLAPS)} | disjoint pairs of {len(DISJOINT)} serialised for nothing |",
        "|---|---:|---:|",
    ]
    for name, said in verdicts().items():
        found = sum(meets for case, meets in said if case.path is not None)
        needless = sum(meets for case, meets in said if case.path is None)
        lines.append(f"| {name} | {found} | {needless} |")
    return "\n".join(lines) + "\n"
