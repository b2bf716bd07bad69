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


@lru_cache(maxsize=512)
def union_of(patterns: tuple[str, ...], fold_case: bool) -> PatternTree:
    """The tree of one union of patterns; ScopeError where one of them is invalid."""
    return tree_of([parse_all(patterns, fold_case)])


class Membership:
    """Whether paths are in `touch`, where None is every path, and not in `forbid`."""

    def __init__(self, touch: tuple[str, ...] | None, forbid: tuple[str, ...], fold_case: bool) -> None:
        self._touch = None if touch is None else union_of(touch, fold_case)
        self._forbid = union_of(forbid, fold_case)
        self._fold_case = fold_case

    def has(self, path: str) -> bool:
        names = names_of(path, self._fold_case)
        if names is None or not (self._touch is None or self._touch.owners(names)):
            return False
        return not self.forbids(names)

    def forbids(self, names: list[str]) -> bool:
        """Whether the path with these segments is in `forbid`."""
        return bool(self._forbid.owned and self._forbid.owners(names))
