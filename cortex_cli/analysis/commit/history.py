"""What past commits tell of files: what was changed together, and what is brought along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cortex_cli.analysis.creating.fragments import FragmentHabit, fragment_habit

SWEEPING = 25
"""A commit that changes more files than this says nothing about any two of them."""
FEWEST_TOGETHER = 2


class Change(Protocol):
    """A past commit, as far as it matters here."""

    @property
    def paths(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class History:
    """By path: numbers of the telling `commits` that changed it.

    `fragments` is the habit of bringing a change log fragment along, if there is one. `past` has the paths of each
    telling commit, newest first, also those that are gone: the numbers in `commits` are positions in it.
    """

    commits: Mapping[str, frozenset[int]]
    fragments: FragmentHabit | None = None
    past: Sequence[Sequence[str]] = ()

    def together(self, one: str, other: str) -> int:
        """In how many commits both were changed."""
        return len(self.commits.get(one, frozenset()) & self.commits.get(other, frozenset()))

    def changes(self, path: str) -> int:
        return len(self.commits.get(path, frozenset()))


def read_past(past: Iterable[Change], present: Collection[str]) -> History:
    """Index past commits, newest first, over the files that still exist."""
    telling = [tuple(commit.paths) for commit in past if 0 < len(commit.paths) <= SWEEPING]
    changed: dict[str, set[int]] = defaultdict(set)
    for number, paths in enumerate(telling):
        for path in paths:
            if path in present:
                changed[path].add(number)
    commits = {path: frozenset(numbers) for path, numbers in changed.items()}
    return History(commits, fragment_habit(telling), tuple(telling))


def companions_of(history: History, seeds: Mapping[str, float], paths: Iterable[str]) -> dict[str, tuple[float, str]]:
    """For each path how strongly it moves with the seeds (path to weight), and with which most."""
    found: dict[str, tuple[float, str]] = {}
    for path in paths:
        if not history.changes(path):
            continue
        shares = [
            (weight * together / history.changes(path), seed)
            for seed, weight in sorted(seeds.items())
            if seed != path and (together := history.together(path, seed)) >= FEWEST_TOGETHER
        ]
        if shares:
            found[path] = max(shares)
    return found
