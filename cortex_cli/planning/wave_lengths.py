"""How long waves take: each as long as its longest objective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def wave_lengths(estimates: Iterable[tuple[int, float]]) -> Mapping[int, float]:
    """The seconds of each wave, in the order of their numbers, from the wave and the seconds of each objective.

    Their sum is the makespan: waves run one after another.
    """
    longest: dict[int, float] = {}
    for wave, seconds in estimates:
        longest[wave] = max(longest.get(wave, 0.0), seconds)
    return {wave: longest[wave] for wave in sorted(longest)}
