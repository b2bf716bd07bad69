"""Sets in which everyone is at odds with everyone else."""

from __future__ import annotations

from collections.abc import Sequence

CLIQUE_STARTS = 64
"""Sets are grown from so many members; the largest of all would take too long to find."""


def cliques_of(exclusive: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Some large sets of numbers that all exclude one another, not every such set.

    Bit j of entry i of `exclusive` says that i and j do. Greedy, by degree, from those with the most of it.
    """
    by_degree = sorted(range(len(exclusive)), key=lambda i: (-exclusive[i].bit_count(), i))
    grown = (_grown(exclusive, by_degree, start) for start in by_degree[:CLIQUE_STARTS])
    return tuple(dict.fromkeys(tuple(sorted(clique)) for clique in grown))


def _grown(exclusive: Sequence[int], by_degree: Sequence[int], start: int) -> list[int]:
    candidates, members = exclusive[start], [start]
    for index in by_degree:
        if not candidates:
            break
        if candidates >> index & 1:
            candidates &= exclusive[index]
            members.append(index)
    return members
