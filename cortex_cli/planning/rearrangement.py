"""What arranging did to the waves that a plan file had."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cortex_cli.model.plan import Objective
from cortex_cli.model.text import clean
from cortex_cli.planning.waves.moves import Move, MoveReason


def moved_from(
    before: Sequence[Objective], unplaced: Collection[str], after: Sequence[Objective], moves: Sequence[Move]
) -> Iterator[str]:
    """Each objective whose wave is another one than in the file, with the reason where it runs later for one.

    The ids in `unplaced` had no wave there.
    """
    had = {each.id: each.wave for each in before if each.id not in unplaced}
    why = {move.objective: move for move in moves}
    for each in after:
        old = had.get(each.id, each.wave)
        if old != each.wave:
            reason = f", {_why(why[each.id])}" if old < each.wave and each.id in why else ""
            yield f"{each.id}: wave {old} -> {each.wave}{reason}"


def placed_later(unplaced: Collection[str], moves: Sequence[Move]) -> Iterator[str]:
    """Why objectives that had no wave in the file are not in the first one that their dependencies allow."""
    for move in moves:
        if move.objective in unplaced:
            yield f"{move.objective}: wave {move.wave}, not {move.earliest}: {_why(move)}"


def _why(move: Move) -> str:
    if move.reason is MoveReason.SCOPE:
        place = "in a way that took too long to decide" if move.witness is None else f"at {clean(move.witness)}"
        return f"it meets {move.meets} {place}"
    if move.reason is MoveReason.RESOURCE:
        return f"{move.resource} is in use before"
    if move.reason is MoveReason.CAPACITY:
        return "the team takes no more at once"
    return "beside work that takes as long"
