"""A placement in waves at once, whatever the size."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence

from cortex_cli.planning.waves.instance import Instance


def greedy(instance: Instance) -> list[int]:
    """Wave by wave, whatever is ready and fits, in the order of `ranking`; the wave of each index."""
    rank = {index: place for place, index in enumerate(instance.ranking)}
    waiting = [len(wanted) for wanted in instance.wanted]
    ready = sorted(rank[index] for index, count in enumerate(waiting) if not count)
    waves, wave = [0] * len(instance.names), 0
    while ready:
        wave += 1
        chosen = _fill(instance, [instance.ranking[place] for place in ready])
        for index in chosen:
            waves[index] = wave
            ready.remove(rank[index])
        for after in (after for index in chosen for after in instance.dependants[index]):
            waiting[after] -= 1
            if not waiting[after]:
                insort(ready, rank[after])
    return waves


def _fill(instance: Instance, ready: Sequence[int]) -> list[int]:
    chosen: list[int] = []
    taken = 0
    for index in ready:
        if len(chosen) == instance.capacity.limit:
            break
        if not instance.apart[index] & taken and instance.together([*chosen, index]):
            chosen.append(index)
            taken |= 1 << index
    return chosen
