"""Write sets laid out for questions: whether a path is in them, and for the proofs that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cortex_cli.model.language import Language
from cortex_cli.model.pattern import Pattern, escape, parse_all
from cortex_cli.model.pattern_tree import PatternTree, tree_of
from cortex_cli.model.spelling import spell
from cortex_cli.model.steps import Budget

EVERY_PATH = ("**",)

_NO_PATH = re.compile(r"(?:^|/)(?:\.{0,2}|\.[gG][iI][tT])(?:/|\Z)")


def names_of(path: str, fold_case: bool) -> list[str] | None:
    """The segments of `path`, spelled for comparison.

    None where no repository has such a path: absolute, an empty, `.` or `..` segment, or anything in `.git`.
    """
    text = spell(path, fold_case)
    if ("/." in text or "//" in text or text[:1] in ("", ".", "/") or text[-1] == "/") and _NO_PATH.search(text):
        return None
    return text.split("/")


class Union:
    """A union of patterns, compiled as far as it is asked about."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.tree: PatternTree = tree_of([patterns])

    @cached_property
    def language(self) -> Language:
        return Language(self.tree)

    def has(self, names: list[str], steps: Budget | None = None) -> bool:
        """Whether the path with these segments is in it; the cost is taken from `steps`, perhaps below none."""
        return bool(self.tree.owned and self.tree.owners(names, steps))


@lru_cache(maxsize=512)
def union_of(patterns: tuple[str, ...], fold_case: bool) -> Union:
    """The union of these patterns; ScopeError where one of them is invalid."""
    return Union(parse_all(patterns, fold_case))


@dataclass(frozen=True, slots=True)
class Writes:
    """The effective write set: what `touch` matches and `forbid` does not."""

    touch: tuple[str, ...]
    forbid: tuple[str, ...]


class Membership:
    """What is in a write set."""

    def __init__(self, writes: Writes, fold_case: bool) -> None:
        self.writes = writes
        self.fold_case = fold_case
        self.touch = union_of(writes.touch, fold_case)
        self.forbid = union_of(writes.forbid, fold_case)

    def has(self, path: str, steps: Budget | None = None) -> bool:
        """Whether `path` may be written; the cost is taken from `steps`, perhaps below none."""
        names = names_of(path, self.fold_case)
        return names is not None and self.touch.has(names, steps) and not self.forbid.has(names, steps)

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths that may be written because a pattern names just them, and not a directory."""
        literals = (
            each for each in parse_all(self.writes.touch, self.fold_case) if each.literal and not each.directory
        )
        return frozenset(path for path in (literal.path for literal in literals) if self.has(path))

    @cached_property
    def below_files(self) -> Language:
        """What lies below the `files`."""
        patterns = (f"{escape(path)}/" for path in sorted(self.files))
        return Language(tree_of([parse_all(patterns, self.fold_case)]))
