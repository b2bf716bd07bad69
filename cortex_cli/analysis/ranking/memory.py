"""What past commits say: messages like the request, how often and how lately a file changed, what moves together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from cortex_cli.analysis.ranking.ground import K1, Ground, Scores, rarity
from cortex_cli.analysis.ranking.wording import Wording
from cortex_cli.analysis.request.query import WEAK_WORDS

SWEEPING = 25
"""A commit that changes more files than this says nothing about one of them."""
HALF_LIFE = 2 * 365 * 86_400
"""Seconds in which a past commit loses half its voice, where age counts."""
LIKEST = 30
"""How many of the commits most like the request are asked."""
MESSAGE_B = 0.5


@dataclass(frozen=True, slots=True)
class PastScores:
    """By file; `examples` are the positions of the most telling commit."""

    messages: Scores
    likest: Scores
    covered: Scores
    changes: Scores
    lately: Scores
    examples: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Memory:
    """Which telling commits changed each file, and the files of each commit, by position in the past."""

    commits: Mapping[int, tuple[int, ...]]
    files: Mapping[int, tuple[int, ...]]
    size: Mapping[int, int]

    def together(self, file: int) -> dict[int, int]:
        """How often each other file changed in the same commit."""
        counts: dict[int, int] = defaultdict(int)
        for commit in self.commits.get(file, ()):
            for other in self.files[commit]:
                counts[other] += 1
        counts.pop(file, None)
        return counts


def remember(ground: Ground) -> Memory:
    """Index the commits that are no sweeps over the files that still exist."""
    commits: dict[int, list[int]] = defaultdict(list)
    files: dict[int, tuple[int, ...]] = {}
    size: dict[int, int] = {}
    for position, past in enumerate(ground.snapshot.past):
        if 0 < len(past.paths) <= SWEEPING:
            known = tuple(ground.number[path] for path in past.paths if path in ground.number)
            if known:
                files[position], size[position] = known, len(past.paths)
                for file in known:
                    commits[file].append(position)
    return Memory({file: tuple(found) for file, found in commits.items()}, files, size)


def past_scores(ground: Ground, wording: Wording, memory: Memory) -> PastScores:
    """Messages scored by BM25 vote for the files that the commits changed; `ground` as for `memory`."""
    scores = _messages(ground, wording.terms, memory)
    shared: dict[int, float] = defaultdict(float)
    best: dict[int, tuple[float, int]] = {}
    for position, score in scores.items():
        share = score / memory.size[position]
        for file in memory.files[position]:
            shared[file] += share
            if share > best.get(file, (0.0, 0))[0]:
                best[file] = (share, position)
    fresh = _freshness(ground)
    return PastScores(
        messages=dict(shared),
        likest=_likest(scores, memory),
        covered=_covered(ground, wording.terms, memory),
        changes={file: log1p(len(commits)) for file, commits in memory.commits.items()},
        lately={file: log1p(sum(fresh[each] for each in commits)) for file, commits in memory.commits.items()},
        examples={file: position for file, (_, position) in best.items()},
    )


def _likest(scores: Mapping[int, float], memory: Memory) -> Scores:
    """Votes of the few commits whose messages are most like the request, by the square of their likeness."""
    votes: dict[int, float] = defaultdict(float)
    ranked = sorted(scores, key=lambda position: (-scores[position], position))[:LIKEST]
    for position in ranked:
        for file in memory.files[position]:
            votes[file] += (scores[position] / scores[ranked[0]]) ** 2 / memory.size[position] ** 0.5
    return dict(votes)


def _messages(ground: Ground, weights: Mapping[str, float], memory: Memory) -> dict[int, float]:
    past = ground.snapshot.past
    average = sum(past[each].words for each in memory.files) / (len(memory.files) or 1) or 1.0
    scores: dict[int, float] = defaultdict(float)
    for term, weight in weights.items():
        postings = [(position, count) for position, count in ground.lookups.messages(term) if position in memory.files]
        scale = weight * rarity(len(postings), len(memory.files)) * (K1 + 1.0)
        for position, count in postings:
            norm = K1 * (1.0 - MESSAGE_B + MESSAGE_B * past[position].words / average)
            scores[position] += scale * count / (count + norm)
    return scores


def _covered(ground: Ground, weights: Mapping[str, float], memory: Memory) -> Scores:
    """By file, the best share of the telling terms, weighted by rarity and squared, that one message holds."""
    masses: dict[int, float] = defaultdict(float)
    whole = 0.0
    for term, weight in weights.items():
        if term not in WEAK_WORDS:
            positions = [position for position, _ in ground.lookups.messages(term) if position in memory.files]
            mass = weight * rarity(len(positions), len(memory.files)) if positions else 0.0
            whole += mass
            for position in positions:
                masses[position] += mass
    best: dict[int, float] = defaultdict(float)
    for position, mass in masses.items():
        share = (mass / whole) ** 2 / memory.size[position] ** 0.25
        for file in memory.files[position]:
            best[file] = max(best[file], share)
    return dict(best)


def _freshness(ground: Ground) -> Sequence[float]:
    """1 for the newest commit, half for one a half-life older."""
    past = ground.snapshot.past
    newest = max((each.time for each in past), default=0)
    return [0.5 ** ((newest - each.time) / HALF_LIFE) for each in past]
