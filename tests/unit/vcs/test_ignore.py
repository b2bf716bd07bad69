"""The ignore rules of a commit decide as git does."""

from __future__ import annotations

import pytest
from pathspec import GitIgnoreSpec

from cortex_cli.vcs.ignore import IgnoreRules

RULES = IgnoreRules(
    {
        "": GitIgnoreSpec.from_lines(["*.log", "build/", "/top.txt", "!keep.log"]),
        "sub": GitIgnoreSpec.from_lines(["!wanted.log", "local.cfg", "build2/"]),
    }
)


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("x.log", True),
        ("deep/x.log", True),
        ("keep.log", False),
        ("top.txt", True),
        ("sub/top.txt", False),
        ("build/anything/at/all", True),
        ("sub/build/x", True),
        ("sub/wanted.log", False),
        ("sub/deep/wanted.log", False),
        ("sub/x.log", True),
        ("sub/local.cfg", True),
        ("local.cfg", False),
        ("build/keep.log", True),
        ("src/a.py", False),
    ],
)
def test_the_deepest_rule_that_speaks_decides_and_an_ignored_parent_stays_closed(path: str, ignored: bool) -> None:
    assert RULES.ignores(path) is ignored
