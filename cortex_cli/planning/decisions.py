"""What planning decided, as sentences for the plan's notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cortex_cli.model.text import clean, counted
from cortex_cli.planning.merging import Merging
from cortex_cli.planning.names import shown
from cortex_cli.planning.waves.moves import Move, MoveReason


def decisions(merging: Merging, given_up: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What was merged, what was moved, which (waiting, needed) pairs of drafts were given up."""
    ids = merging.layout.ids
    for merged, parts in merging.parts.items():
        *most, last = map(shown, parts)
        yield f"merged {', '.join(most)} and {last} into {ids[merged]}: each would only wait for the other"
    yield from moved(merging.layout.moves, ids)
    for waiting, needed in given_up:
        one, other = ids[merging.name_of(waiting)], ids[merging.name_of(needed)]
        if one != other:
            yield f"{one} uses {other} but does not wait for it: they would wait for each other"


def moved(moves: Sequence[Move], ids: Mapping[str, str]) -> Iterator[str]:
    """Why objectives run later than their dependencies ask; those for want of hands are only counted."""
    for move in moves:
        if move.reason is not MoveReason.CAPACITY:
            yield _moved(move, ids)
    late = sum(move.reason is MoveReason.CAPACITY for move in moves)
    if late:
        yield f"{counted(late, 'objective')} could run earlier if the team took more at once"


def _moved(move: Move, ids: Mapping[str, str]) -> str:
    where = f"{ids[move.objective]} runs in wave {move.wave} instead of {move.earliest}"
    if move.reason is MoveReason.SCOPE:
        place = "in a way that took too long to decide" if move.witness is None else f"at {clean(move.witness)}"
        return f"{where}: it meets {ids[move.meets or move.objective]} {place}"
    if move.reason is MoveReason.RESOURCE:
        return f"{where}: {move.resource} is in use there"
    return f"{where}, beside work that takes as long"
