"""Below how many waves, and how many seconds, no assignment can be, and what is to blame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cortex_cli.model.schedule import Bound
from cortex_cli.planning.waves.cliques import cliques_of
from cortex_cli.planning.waves.instance import Instance


@dataclass(frozen=True)
class Floor:
    """No assignment has fewer than `waves` waves, because of `bound`; the rest is as in `Schedule`."""

    waves: int
    bound: Bound
    names: tuple[str, ...] = ()
    share: str | None = None
    at_once: int | None = None


def floor_of(instance: Instance) -> Floor:
    """The highest of all bounds; of equal ones that of dependencies, then of conflicts, then of bottlenecks."""
    chain = _longest_chain(instance)
    found = Floor(len(chain), Bound.DEPENDENCIES, _named(instance, chain))
    bounds = (*_apart(instance, cliques_of(instance.divided)), *_scarce(instance), *_apart(instance, instance.cliques))
    for bound in bounds:
        found = bound if bound.waves > found.waves else found
    return found


def _apart(instance: Instance, cliques: Sequence[Sequence[int]]) -> Iterator[Floor]:
    for clique in cliques:
        waves = len(clique) + _outside(instance.levels, clique) + _outside(instance.heights, clique)
        yield Floor(waves, Bound.CONFLICTS, _named(instance, clique))


def _scarce(instance: Instance) -> Iterator[Floor]:
    for group in instance.bottlenecks:
        members = [instance.position[name] for name in group.names]
        names = group.names if group.of is not None else ()
        yield Floor(max(_turns(members, group.size, instance)), group.bound, names, group.of, group.size)


def least_seconds(instance: Instance) -> float:
    """No assignment has a smaller makespan: chains, sets that must be apart, and turns at a bottleneck take time."""
    seconds = instance.seconds
    found = [0.0, *tails(instance)]
    found.extend(sum(seconds[index] for index in clique) for clique in instance.cliques)
    for group in instance.bottlenecks:
        longest_first = sorted((seconds[instance.position[name]] for name in group.names), reverse=True)
        found.append(sum(longest_first[:: group.size]))
    return max(found)


def tails(instance: Instance) -> tuple[float, ...]:
    """For each objective the seconds of the longest chain that starts with it."""
    found = list(instance.seconds)
    for index in reversed(range(len(found))):
        for wanted in instance.wanted[index]:
            found[wanted] = max(found[wanted], instance.seconds[wanted] + found[index])
    return tuple(found)


def _longest_chain(instance: Instance) -> list[int]:
    levels = instance.levels
    step = max(range(len(levels)), key=lambda i: (levels[i], -i), default=None)
    chain: list[int] = []
    while step is not None:
        chain.append(step)
        step = max(instance.wanted[step], key=lambda i: (levels[i], -i), default=None)
    return chain[::-1]


def _outside(chains: Sequence[int], members: Iterable[int]) -> int:
    """Waves that must come before, or after, all of `members`: the least of their chains, less themselves."""
    return min((chains[index] for index in members), default=1) - 1


def _turns(members: Sequence[int], size: int, instance: Instance) -> Iterator[int]:
    """Waves for all of `members`, for those with long chains behind them, and for those with long ones before."""
    for one, other in ((instance.heights, instance.levels), (instance.levels, instance.heights)):
        ranked = sorted(members, key=lambda i: -one[i])
        least = accumulate((other[index] for index in ranked), min)
        for count, (index, outside) in enumerate(zip(ranked, least, strict=True), 1):
            yield -(-count // size) + one[index] - 1 + outside - 1


def _named(instance: Instance, members: Iterable[int]) -> tuple[str, ...]:
    return tuple(instance.names[index] for index in members)
