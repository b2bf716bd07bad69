"""The expression in a scope file says exactly what the scope says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.expression import expression_of
from cortex_cli.model.scope import Scope
from cortex_cli.pipeline.scope_check import matcher

PATTERNS = [
    "a", "a/", "a/b", "*", "**", "a/**", "**/b", "a/**/b", "?", "a*", "*a*b*", "[ab]", "[!a]/b", "*/", "**/a/**", "a?b",
    "\\*", "a/[[:alpha:]]*", "\u00e9", "e\u0301*", "\u00df", "A/B", "*.py", ".g*", "[a-c]x", "**/*.py", "a**b"[:1],
]  # fmt: skip
NAMES = [
    "a",
    "b",
    "ab",
    "aab",
    "x.py",
    ".git",
    ".GIT",
    "..",
    "",
    "*",
    "\u00e9",
    "e\u0301",
    "ss",
    "\u00df",
    "A",
    "B",
    "\udcff",
    "a\nb",
    "axb",
]
paths = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join)
scopes = st.lists(st.sampled_from(PATTERNS), max_size=3)


@settings(max_examples=600, deadline=None)
@given(scopes, scopes, paths, st.booleans())
def test_it_decides_as_the_scope_does(touch: list[str], forbid: list[str], path: str, fold_case: bool) -> None:
    allows = matcher(expression_of(touch, fold_case), expression_of(forbid, fold_case), fold_case)
    assert allows(path) is Scope(touch=tuple(touch), forbid=tuple(forbid)).matches(path, fold_case=fold_case)


def test_many_stars_do_not_explode() -> None:
    pattern = "*a" * 30 + "b"
    assert not matcher(expression_of([pattern]), expression_of([]), False)("a" * 200)


def test_a_pattern_outside_the_language_is_refused() -> None:
    with pytest.raises(ScopeError):
        expression_of(["../x"])
