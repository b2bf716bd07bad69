"""Instances of placing objectives in waves, by numbers."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.planning.graph import graph_of
from cortex_cli.planning.waves.capacity import Capacity
from cortex_cli.planning.waves.instance import Instance, instance_of
from tests.unit.planning.builders import objective


def numbers_instance(
    wanted: Sequence[Sequence[int]],
    apart: Sequence[tuple[int, int]],
    seconds: Sequence[float],
    limit: int | None = None,
    capacity: Capacity | None = None,
) -> Instance:
    """Objectives N0, N1, …, each with the smaller numbers it depends on; pairs that may not share a wave."""
    objectives = [
        objective(f"N{number}", after=" ".join(f"N{need}" for need in needs), seconds=seconds[number])
        for number, needs in enumerate(wanted)
    ]
    pairs = [(f"N{one}", f"N{other}") for one, other in apart]
    return instance_of(objectives, graph_of(objectives), pairs, capacity or Capacity(limit))
