"""Waves of several sizes, and what it takes to find who meets in them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.scope_rules import AUTOMATA, RULES, Meets, Touch, by_automata
from cortex_cli.model.scope import Scope, conflicts

DIFFERENT, SAME, ANYWHERE, MEETING = "different directories", "one directory", "any directory", "all meet"
SHAPES = {
    DIFFERENT: "{tag}pkg{i}/mod{j}/**/*.py",
    SAME: "{tag}src/mod{i}_{j}_*.py",
    ANYWHERE: "**/{tag}mod{i}_{j}_*.py",
    MEETING: "**/*{tag}*{i}*{j}*",
}
RULE_SCOPES, AUTOMATA_SCOPES = 200, 50
"""Of so many scopes all pairs are compared one by one; what more scopes would take is extrapolated from that."""


@dataclass(frozen=True)
class Wave:
    """So many objectives of so many patterns each."""

    objectives: int
    globs: int
    shape: str

    def touches(self, tag: str) -> list[Touch]:
        """What the objectives touch; with another `tag` nothing is known about any of the patterns yet."""
        pattern = SHAPES[self.shape]
        return [tuple(pattern.format(tag=tag, i=i, j=j) for j in range(self.globs)) for i in range(self.objectives)]

    @property
    def pairs(self) -> int:
        return self.objectives * (self.objectives - 1) // 2


PLACES = (DIFFERENT, SAME, ANYWHERE)
WAVES = (
    *(Wave(50, 20, shape) for shape in PLACES),
    *(Wave(1_000, 10, shape) for shape in PLACES),
    *(Wave(10_000, 5, shape) for shape in PLACES),
    *(Wave(objectives, globs, MEETING) for objectives, globs in ((50, 1), (50, 20), (1_000, 1), (1_000, 10))),
)


@dataclass(frozen=True)
class Cost:
    """Seconds, `extrapolated` from a part of the pairs where there are too many."""

    seconds: float
    extrapolated: bool


@dataclass(frozen=True)
class Measured:
    """A wave's conflicts, how many of them are undecided, and the seconds of Cortex and of others that were tried."""

    wave: Wave
    conflicts: int
    undecided: int
    cortex: float
    others: dict[str, Cost]


def measure(wave: Wave, rounds: int) -> Measured:
    """The best of `rounds` rounds, in each of which all take turns with patterns that are new to them."""
    found: list[tuple[int, int, str | None]] = []
    cortex: list[float] = []
    others: dict[str, list[Cost]] = {name: [] for name in (AUTOMATA, *RULES)}
    for number in range(rounds):
        touches = wave.touches(f"r{number}")
        gc.collect()
        started = time.perf_counter()
        found = conflicts([Scope(touch=touch) for touch in touches])
        cortex.append(time.perf_counter() - started)
        for name, meets in RULES.items():
            others[name].append(_pairwise(wave, touches[:RULE_SCOPES], lambda _, meets=meets: meets))
        if wave.shape != MEETING or wave.globs == 1:
            others[AUTOMATA].append(_pairwise(wave, touches[:AUTOMATA_SCOPES], by_automata))
    undecided = sum(witness is None for *_, witness in found)
    best = {name: min(costs, key=lambda cost: cost.seconds) for name, costs in others.items() if costs}
    return Measured(wave, len(found), undecided, min(cortex), best)


def _pairwise(wave: Wave, sample: Sequence[Touch], prepare: Callable[[Sequence[Touch]], Meets]) -> Cost:
    """What comparing all pairs of the wave costs, or would cost if the sample is a part of it."""
    started = time.perf_counter()
    meets = prepare(sample)
    prepared = time.perf_counter()
    pairs = sum(1 for one, other in combinations(sample, 2) if meets(one, other) or True)
    compared = time.perf_counter()
    seconds = (prepared - started) * wave.objectives / len(sample) + (compared - prepared) * wave.pairs / pairs
    return Cost(seconds, extrapolated=len(sample) < wave.objectives)


def table(measured: Sequence[Measured]) -> str:
    """Milliseconds of each, and how many times those of Cortex that is; `~` before what is extrapolated."""
    names = (AUTOMATA, *RULES)
    lines = [
        f"| objectives x globs | where | pairs | conflicts | undecided | Cortex ms | {' | '.join(names)} |",
        f"|---|---|---:|---:|---:|---:|{'---:|' * len(names)}",
    ]
    for each in measured:
        wave = each.wave
        others = " | ".join(_compared(each.others.get(name), each.cortex) for name in names)
        size = f"{wave.objectives:,} x {wave.globs} | {wave.shape} | {wave.pairs:,}"
        lines.append(f"| {size} | {each.conflicts:,} | {each.undecided:,} | {each.cortex * 1000:,.0f} | {others} |")
    return "\n".join(lines) + "\n"


def _compared(cost: Cost | None, cortex: float) -> str:
    if cost is None:
        return "not tried"
    return f"{'~' if cost.extrapolated else ''}{cost.seconds * 1000:,.0f} ({cost.seconds / cortex:,.1f} x)"
