"""What past commits say about a request: who was changed for the like of it, and what moves together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.bm25 import bm25
from cortex_cli.analysis.reading import TermCounter, TermCounts
from cortex_cli.vcs.history import PastCommit

SWEEPING = 25
"""A commit that changes more files than this says nothing about any two of them."""
FEWEST_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class History:
    """By path: numbers of the telling `commits` that changed it, `votes` for the request, an example."""

    commits: Mapping[str, frozenset[int]]
    votes: Mapping[str, float]
    examples: Mapping[str, str]

    def together(self, one: str, other: str) -> int:
        """In how many commits both were changed."""
        return len(self.commits.get(one, frozenset()) & self.commits.get(other, frozenset()))

    def changes(self, path: str) -> int:
        return len(self.commits.get(path, frozenset()))


def read_votes(past: Iterable[PastCommit], present: Collection[str], weights: Mapping[str, float]) -> History:
    """Index past commits over the files that still exist, and score their messages against the query."""
    telling = [commit for commit in past if 0 < len(commit.paths) <= SWEEPING]
    changed: dict[str, set[int]] = defaultdict(set)
    counter = TermCounter(weights)
    messages: dict[str, TermCounts] = {}
    for number, commit in enumerate(telling):
        messages[str(number)] = counter.count(commit.message)
        for path in commit.paths:
            if path in present:
                changed[path].add(number)
    votes: dict[str, float] = defaultdict(float)
    examples: dict[str, tuple[float, str]] = {}
    for name, score in bm25(messages, weights).items():
        commit = telling[int(name)]
        share = score / len(commit.paths)
        for path in commit.paths:
            if path in present:
                votes[path] += share
                if share > examples.get(path, (0.0, ""))[0]:
                    examples[path] = (share, commit.message.partition("\n")[0])
    commits = {path: frozenset(numbers) for path, numbers in changed.items()}
    return History(commits, dict(votes), {path: example for path, (_, example) in examples.items()})


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
