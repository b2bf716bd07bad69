"""Whether paths are in a union of patterns: compiled once, then a walk over the names of each path."""

from __future__ import annotations

import re
from functools import lru_cache

from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import PatternTree, tree_of
from cortex_cli.model.spelling import spell

_NO_PATH = re.compile(r"(?:^|/)(?:\.{0,2}|\.[gG][iI][tT])(?:/|\Z)")


def names_of(path: str, fold_case: bool) -> list[str] | None:
    """The segments of `path`, spelled for comparison.

    None where no repository has such a path: absolute, an empty, `.` or `..` segment, or anything in `.git`.
    """
    text = spell(path, fold_case)
    if ("/." in text or "//" in text or text[:1] in ("", ".", "/") or text[-1] == "/") and _NO_PATH.search(text):
        return None
    return text.split("/")


@lru_cache(maxsize=1024)
def union_of(patterns: tuple[str, ...], fold_case: bool) -> PatternTree:
    """The tree of one union of patterns; ScopeError where one of them is invalid."""
    return tree_of([parse_all(patterns, fold_case)])


def is_writable(path: str, touch: tuple[str, ...] | None, forbid: tuple[str, ...], fold_case: bool) -> bool:
    """Whether `path` is in `touch`, where None is every path, and not in `forbid`."""
    names = names_of(path, fold_case)
    if names is None or not (touch is None or union_of(touch, fold_case).owners(names)):
        return False
    return not (forbid and union_of(forbid, fold_case).owners(names))
