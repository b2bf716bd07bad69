"""What planning decided, as sentences for the plan's notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cortex_cli.model.text import clean, counted
from cortex_cli.planning.waves import Assignment, Move, MoveReason


def decisions(assignment: Assignment, given_up: Sequence[tuple[str, str]], ids: Mapping[str, str]) -> Iterator[str]:
    """Why there are so many waves, what was moved, which (waiting, needed) pairs were given up."""
    if assignment.waves > 1:
        yield _bound(assignment)
    for move in assignment.moves:
        if move.reason is not MoveReason.CAPACITY:
            yield _moved(move, ids)
    late = sum(move.reason is MoveReason.CAPACITY for move in assignment.moves)
    if late:
        yield f"{counted(late, 'objective')} could run earlier if the team took more at once"
    for waiting, needed in given_up:
        yield f"{ids[waiting]} uses {ids[needed]} but does not wait for it: they would wait for each other"


def _bound(assignment: Assignment) -> str:
    waves = counted(assignment.waves, "wave")
    if assignment.optimal:
        return f"{waves}: dependencies, scopes and the team allow no fewer"
    return f"{waves}; no plan could have fewer than {assignment.lower_bound}"


def _moved(move: Move, ids: Mapping[str, str]) -> str:
    moved = f"{ids[move.objective]} runs in wave {move.wave} instead of {move.earliest}"
    if move.reason is MoveReason.SCOPE:
        place = "in a way that took too long to decide" if move.witness is None else f"at {clean(move.witness)}"
        return f"{moved}: it meets {ids[move.meets or move.objective]} {place}"
    return f"{moved}, beside work that takes as long"
