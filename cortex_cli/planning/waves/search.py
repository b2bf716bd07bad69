"""The best placement in waves, wave by wave over what is left to do, within a number of steps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cortex_cli.planning.waves.bounds import tails
from cortex_cli.planning.waves.instance import Instance, bits

SEARCH_STEPS = 20_000
"""Choices looked at in all; counted, never timed, so that every machine gives the same plan."""

STATE_SHARE = 16
"""One state takes at most this part of the steps of its wave: others get their turn. It always gets enough for one."""


@dataclass
class _Layer:
    """What can be left after so many waves: the least seconds for each, and what was left before."""

    seconds: dict[int, float] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)


class Search:
    """Dynamic programming over what is left to do after each wave (Held and Karp 1962), as sets of bits.

    Waves worth trying are those to which nothing could be added without making them longer: whatever runs
    earlier for nothing never hurts. States that cannot be finished in time are dropped. Where the steps run out,
    the states that promise most are kept, and `cut` says that others were not.
    """

    def __init__(self, instance: Instance, steps: int = SEARCH_STEPS) -> None:
        size = len(instance.names)
        self.instance = instance
        self.cut = False
        self._steps = steps
        self._left = 0
        self._everything = (1 << size) - 1
        self._wanted = [sum(1 << wanted for wanted in each) for each in instance.wanted]
        self._rank = {index: place for place, index in enumerate(instance.ranking)}
        self._taller = [
            sum(1 << index for index, height in enumerate(instance.heights) if height > left)
            for left in range(size + 1)
        ]
        self._shared = [(instance.mask(group.names), group.size) for group in instance.bottlenecks]
        self._cliques = [sum(1 << index for index in clique) for clique in instance.cliques]
        self._tails = tails(instance)
        self._fitting: dict[int, bool] = {}
        self._rest: dict[int, float] = {0: 0.0}

    def best(self, waves: int, below: float = math.inf) -> list[int] | None:
        """The placement in as few waves as can be, at most `waves`, then with the least makespan, if under `below`.

        None where there is none, or, with `cut`, where none was found. It takes at most half of the steps that are
        left, so that there are some for another number of waves.
        """
        self.cut = False
        kept = self._steps // 2
        self._left = self._steps - kept
        layers = [_Layer({self._everything: 0.0})]
        for left in range(waves, 0, -1):
            layers.append(self._next(layers[-1], left, below))
            if not layers[-1].seconds or 0 in layers[-1].seconds:
                break
        self._steps = kept + self._left
        return self._traced(layers) if 0 in layers[-1].seconds else None

    def _next(self, layer: _Layer, left: int, below: float) -> _Layer:
        """The states after one more wave, of which there are `left` with this one."""
        found = _Layer()
        share = self._left // left
        allowance = max(share // STATE_SHARE, len(self.instance.names))
        reserve = self._left - share
        promising = sorted(layer.seconds, key=lambda state: (layer.seconds[state] + self._least(state), state))
        for state in promising:
            if self._left <= reserve:
                self.cut = True
                break
            for chosen in self._waves(state, left, max(reserve, self._left - allowance)):
                rest = state & ~chosen
                seconds = layer.seconds[state] + max(self.instance.seconds[index] for index in bits(chosen))
                worth = seconds + self._least(rest) < below and seconds < found.seconds.get(rest, math.inf)
                if worth and self._finishes(rest, left - 1):
                    found.seconds[rest], found.before[rest] = seconds, state
        return found

    def _finishes(self, rest: int, left: int) -> bool:
        """Whether nothing is known that keeps `rest` from being done in `left` waves."""
        if rest & self._taller[min(left, len(self._taller) - 1)]:
            return False
        if any((rest & clique).bit_count() > left for clique in self._cliques):
            return False
        return all((rest & shared).bit_count() <= size * left for shared, size in self._shared)

    def _least(self, rest: int) -> float:
        """Seconds below which `rest` cannot be done."""
        if rest not in self._rest:
            seconds = self.instance.seconds
            chain = max(self._tails[index] for index in bits(rest))
            apart = max((sum(seconds[index] for index in bits(rest & each)) for each in self._cliques), default=0.0)
            self._rest[rest] = max(chain, apart)
        return self._rest[rest]

    def _waves(self, state: int, left: int, reserve: int) -> Iterator[int]:
        """The next waves worth trying, by their longest objective; `reserve` steps are for other states."""
        ready = [index for index in bits(state) if not self._wanted[index] & state]
        ready.sort(key=lambda index: (-self.instance.seconds[index], self._rank[index]))
        urgent = state & self._taller[left - 1]
        for place, longest in enumerate(ready):
            shorter = sorted(ready[place + 1 :], key=self._rank.__getitem__)
            equal = [other for other in ready[:place] if self.instance.seconds[other] == self.instance.seconds[longest]]
            for chosen in self._filled(1 << longest, shorter, equal, urgent, reserve):
                if not urgent & ~chosen:
                    yield chosen
            if urgent >> longest & 1:
                return

    def _filled(
        self, chosen: int, offered: Sequence[int], spared: Sequence[int], urgent: int, reserve: int
    ) -> Iterator[int]:
        """`chosen` with all that can be added of `offered`, in every way that leaves no room for one of `spared`."""
        if self._left <= reserve:
            self.cut = True
            return
        self._left -= 1
        offered = [index for index in offered if self._room(index, chosen)]
        everything = chosen | sum(1 << index for index in offered)
        if any(self._room(index, everything) for index in spared):
            return
        if not offered:
            yield chosen
            return
        first, others = offered[0], offered[1:]
        yield from self._filled(chosen | 1 << first, others, spared, urgent, reserve)
        if not urgent >> first & 1:
            yield from self._filled(chosen, others, [*spared, first], urgent, reserve)

    def _room(self, index: int, chosen: int) -> bool:
        """Whether an objective can share a wave with those chosen."""
        if self.instance.apart[index] & chosen:
            return False
        wave = chosen | 1 << index
        if wave not in self._fitting:
            self._fitting[wave] = self.instance.together(list(bits(wave)))
        return self._fitting[wave]

    def _traced(self, layers: Sequence[_Layer]) -> list[int]:
        waves, state = [0] * len(self.instance.names), 0
        for number in range(len(layers) - 1, 0, -1):
            before = layers[number].before[state]
            for index in bits(before & ~state):
                waves[index] = number
            state = before
        return waves
