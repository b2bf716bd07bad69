"""The second reader of the scope language against the first, which is held to git."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from cortex_cli.audit.languages import Languages
from cortex_cli.audit.patterns import read
from cortex_cli.model.errors import ScopeError
from cortex_cli.model.scope import Scope, covers
from tests.unit.model.oracle import UNIVERSE, random_pattern

ODD_PATTERNS = (
    "[]a]", "[!]a]", "[^a-]", "[a-c-e]", "[\\]]", "[\\a-\\c]", "[[:alpha:]_]", "[![:space:]]", "[[:upper:][:digit:]]", "[z-a]",
    "a\\/b", "a/[/b]", "\\*\\?", "**/a/**", "**/**/b", "a/**/**", "?", "??", "**/", "a/", "é", "e\u0301*", "[é]", "ß*", "[ß-ü]", "İ", "[[:punct:]]",
    "[\u0300-\u036f]a", "ﬁ?", ".git?", "[.]git", ".g[Ii]t/a", "[[:xdigit:]]", "[[:graph:]]", "[[:blank:]-a]", "[[:a]", "[a[:]",
)  # fmt: skip
ODD_PATHS = (
    "a", "b", "c", "]", "-", "^", "!", "_", "A", "B", "5", " ", "\t", "a/b", "*?", "a/a/a", "b/b", "é", "éa", "e", "É", "ü", "ss", "ssa", "ß",
    "i\u0307", "İ", "fix", "ﬁ", "\u0301a", "文", ".", "..", "a/../b", ".git", ".GIT/a", ".gitx", "a//b", "/a", "a/", ".git/a", "x.git", "f", "~", "[", ":", "",
)  # fmt: skip


def matched(pattern: str, paths: Sequence[str], fold_case: bool) -> list[str]:
    """Those of `paths` that are paths, and that `pattern` matches."""
    languages = Languages(fold_case)
    languages.terms.steps = 10_000_000
    term = languages.terms.all_of([languages.pattern(read(pattern, fold_case)), languages.paths])
    return [path for path in paths if languages.has(term, path)]


def valid(pattern: str) -> bool:
    try:
        Scope(touch=(pattern,))
    except ScopeError:
        return False
    return True


@pytest.mark.parametrize("fold_case", [False, True])
def test_odd_patterns_match_the_same_odd_paths(fold_case: bool) -> None:
    patterns = [pattern for pattern in ODD_PATTERNS if valid(pattern)]
    assert len(patterns) > 30
    for pattern in patterns:
        expected = [path for path in ODD_PATHS if covers((pattern,), path, fold_case=fold_case)]
        assert matched(pattern, ODD_PATHS, fold_case) == expected, pattern


def test_random_patterns_match_the_same_paths() -> None:
    random = Random(3)
    for _ in range(150):
        pattern, paths = random_pattern(random), random.sample(UNIVERSE, 60)
        assert matched(pattern, paths, False) == [path for path in paths if covers((pattern,), path)], pattern


@pytest.mark.parametrize(
    ("pattern", "prefix", "suffix", "least", "most"),
    [
        ("src/a.py", "/src/a.py/", "/", 2, float("inf")),
        ("src/", "/src/", "/", 2, float("inf")),
        ("src/*.py", "/src/", ".py/", 2, 2),
        ("src/**/a?c.py", "/src/", "c.py/", 2, float("inf")),
        ("src/**", "/src/", "/", 2, float("inf")),
        ("**/a", "/", "/a/", 1, float("inf")),
        ("*/b/c", "/", "/b/c/", 3, 3),
        ("a\\*b*", "/a*b", "/", 1, 1),
    ],
)
def test_what_is_plain_about_a_pattern(pattern: str, prefix: str, suffix: str, least: int, most: float) -> None:
    found = read(pattern, False)
    assert (found.prefix, found.suffix, found.names) == (prefix, suffix, (least, most))


def test_every_path_has_the_plain_ends_and_the_depth() -> None:
    random = Random(4)
    for _ in range(300):
        pattern = read(random_pattern(random), False)
        for path in random.sample(UNIVERSE, 40):
            if covers((pattern.text,), path):
                between = f"/{path}/"
                assert between.startswith(pattern.prefix) and between.endswith(pattern.suffix), (pattern.text, path)
                assert pattern.names[0] <= path.count("/") + 1 <= pattern.names[1], (pattern.text, path)


@pytest.mark.parametrize("text", ["a//b", "[a", "/a"])
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text, False)
