"""Why objectives run later than what they depend on asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cortex_cli.planning.waves.instance import Instance
from cortex_cli.planning.waves.meetings import Meetings, pair_of


class MoveReason(StrEnum):
    SCOPE = "scope"
    CAPACITY = "capacity"
    RESOURCE = "resource"
    DURATION = "duration"


@dataclass(frozen=True)
class Move:
    """An objective that runs later than its dependencies ask.

    Because of SCOPE its writes meet those of `meets` at `witness` (None: undecided); because of CAPACITY
    there are too few hands earlier; because of RESOURCE others use up `resource`; because of DURATION it loses
    nothing by running beside longer work.
    """

    objective: str
    earliest: int
    wave: int
    reason: MoveReason
    meets: str | None = None
    witness: str | None = None
    resource: str | None = None


def moves(instance: Instance, waves: Sequence[int], meetings: Meetings) -> tuple[Move, ...]:
    """A move for each objective that is not in the first wave after its dependencies."""
    found = []
    members: dict[int, list[int]] = {}
    for index, wave in enumerate(waves):
        members.setdefault(wave, []).append(index)
    for index in range(len(waves)):
        earliest = 1 + max((waves[wanted] for wanted in instance.wanted[index]), default=0)
        if waves[index] > earliest:
            move = _why(instance, index, members[earliest], meetings)
            found.append(replace(move, earliest=earliest, wave=waves[index]))
    return tuple(found)


def _why(instance: Instance, index: int, there: Sequence[int], meetings: Meetings) -> Move:
    """Why an objective is not in a wave whose members are `there`."""
    name = instance.names[index]
    for other in there:
        if instance.apart[index] >> other & 1:
            met = instance.names[other]
            pair = pair_of(meetings, name, met)
            return Move(name, 0, 0, MoveReason.SCOPE, met, None if pair is None else meetings[pair])
    everyone = [*(instance.names[other] for other in there), name]
    short = instance.capacity.short_of(everyone)
    if short is not None:
        return Move(name, 0, 0, MoveReason.RESOURCE, resource=short)
    return Move(name, 0, 0, MoveReason.DURATION if instance.capacity.fits(everyone) else MoveReason.CAPACITY)
