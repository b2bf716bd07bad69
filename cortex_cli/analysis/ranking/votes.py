"""Small votes: tests for what they test, the best files for what they import, move with or stand beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis.commit.roles import module_name, module_tested_by
from cortex_cli.analysis.ranking.ground import Ground, Scores
from cortex_cli.analysis.ranking.memory import Memory
from cortex_cli.model.analysis import Role

VOTING_TESTS = 25
FEWEST_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class TestVotes:
    """By file; `voters` has the best test of each."""

    named: Scores
    imported: Scores
    voters: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """By file; `companions` has the best file it moves with, in how many commits, of how many of its own."""

    imported: Scores
    importing: Scores
    moving: Scores
    following: Scores
    beside: Scores
    companions: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)


def test_votes(ground: Ground, fit: Mapping[int, float]) -> TestVotes:
    """The tests that fit the request best vote for the sources they are named after, and for those they import."""
    tests = [file for file, role in enumerate(ground.roles) if role is Role.TEST and fit.get(file, 0.0) > 0.0]
    tests = sorted(tests, key=lambda file: (-fit[file], file))[:VOTING_TESTS]
    top = fit[tests[0]] if tests else 1.0
    by_name: dict[str, list[int]] = defaultdict(list)
    for file in ground.sources:
        by_name[module_name(ground.paths[file]).lower()].append(file)
    named: dict[int, float] = defaultdict(float)
    imported: dict[int, float] = defaultdict(float)
    voters: dict[int, int] = {}
    for test in tests:
        share = fit[test] / top
        owners = by_name.get(module_tested_by(ground.paths[test]) or "", ())
        for file in _nearest(test, owners, ground):
            named[file] = max(named[file], share)
            voters.setdefault(file, test)
        targets = [ground.number[path] for path in ground.graph.imports_of(ground.paths[test]) if path in ground.number]
        for file in targets:
            imported[file] += share * share / (1.0 + len(targets)) ** 0.5
            voters.setdefault(file, test)
    return TestVotes(dict(named), dict(imported), voters)


def _nearest(test: int, owners: Iterable[int], ground: Ground) -> list[int]:
    """The sources whose directories repeat most of the test's; several if they tie."""
    place = set(ground.paths[test].split("/")[:-1])
    shared = {file: len(place.intersection(ground.paths[file].split("/")[:-1])) for file in owners}
    most = max(shared.values(), default=0)
    return [file for file in shared if shared[file] == most]


def neighbours(ground: Ground, memory: Memory, seeds: Mapping[int, float]) -> Neighbours:
    """Votes of the best files; `seeds` are their shares of the best score, best first."""
    imported: dict[int, float] = defaultdict(float)
    importing: dict[int, float] = defaultdict(float)
    for seed, share in seeds.items():
        path = ground.paths[seed]
        for votes, linked in ((imported, ground.graph.imports_of(path)), (importing, ground.graph.imported_by(path))):
            for other in linked:
                if other in ground.number:
                    votes[ground.number[other]] += share / (1.0 + len(linked)) ** 0.5
    moving, following, companions = _moving(memory, seeds)
    return Neighbours(
        imported=dict(imported),
        importing=dict(importing),
        moving=moving,
        following=following,
        beside=_beside(ground, seeds),
        companions=companions,
    )


def _moving(memory: Memory, seeds: Mapping[int, float]) -> tuple[Scores, Scores, dict[int, tuple[int, int, int]]]:
    """How often a file changes when a seed does; how often the seed changes when it does."""
    moving: dict[int, float] = defaultdict(float)
    following: Scores = {}
    companions: dict[int, tuple[int, int, int]] = {}
    for seed, share in seeds.items():
        changes = len(memory.commits.get(seed, ()))
        for file, count in memory.together(seed).items():
            if count < FEWEST_TOGETHER:
                continue
            moving[file] += share * count / (changes + 2.0)
            own = len(memory.commits[file])
            if share * count / (own + 2.0) > following.get(file, 0.0):
                following[file] = share * count / (own + 2.0)
                companions[file] = (seed, count, own)
    return dict(moving), following, companions


def _beside(ground: Ground, seeds: Mapping[int, float]) -> Scores:
    """The share of the seeds' votes that a file's directory got, without its own."""
    got: dict[str, float] = defaultdict(float)
    inside: dict[str, int] = defaultdict(int)
    for file in ground.sources:
        inside[ground.paths[file].rpartition("/")[0]] += 1
    for seed, share in seeds.items():
        got[ground.paths[seed].rpartition("/")[0]] += share
    scores: Scores = {}
    for file, path in enumerate(ground.paths):
        directory = path.rpartition("/")[0]
        if vote := got.get(directory, 0.0) - seeds.get(file, 0.0):
            scores[file] = max(vote, 0.0) / (1.0 + inside[directory]) ** 0.5
    return scores
