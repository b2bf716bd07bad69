"""What is to blame for a number of waves that only the search has found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cortex_cli.model.schedule import Bound
from cortex_cli.planning.waves.bounds import Floor
from cortex_cli.planning.waves.capacity import Bottleneck, Capacity
from cortex_cli.planning.waves.instance import Instance
from cortex_cli.planning.waves.search import Search


def blamed(floor: Floor, instance: Instance) -> Floor:
    """`floor`, named after the worker, the resource or the team with more of which fewer waves would do.

    Nothing changes where another bound than `SEARCH` has given it, or where no single one of them is to blame.
    """
    if floor.bound is not Bound.SEARCH:
        return floor
    fewer = floor.waves - 1
    for group, roomier in _roomier(instance):
        if _fits(instance, roomier, fewer) and not (group.of is None and _fits(instance, _limited(instance), fewer)):
            return Floor(floor.waves, group.bound, group.names if group.of else (), group.of, group.size)
    return floor


def _roomier(instance: Instance) -> Iterator[tuple[Bottleneck, Capacity]]:
    """What the objectives share, each with a capacity in which they need not; the team last, as it has all workers."""
    capacity, plenty = instance.capacity, len(instance.names)
    for group in instance.bottlenecks:
        if group.bound is Bound.WORKER:
            yield group, replace(capacity, slots={**capacity.slots, str(group.of): plenty})
        elif group.bound is Bound.RESOURCE:
            yield group, replace(capacity, stock={**capacity.stock, str(group.of): plenty})
    for group in instance.bottlenecks:
        if group.bound is Bound.CAPACITY:
            yield group, capacity.queued


def _limited(instance: Instance) -> Capacity:
    """The capacity with the number of hands that the team has, whoever they are."""
    return replace(instance.capacity, slots={}, able={})


def _fits(instance: Instance, capacity: Capacity, waves: int) -> bool:
    return Search(replace(instance, capacity=capacity)).best(waves) is not None
