"""A plan before and after it was arranged, on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.cli.console import Face
from cortex_cli.cli.layout import bullets, lines, part, rest, sentence
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.text import counted
from cortex_cli.pipeline.arrange import Arrangement
from cortex_cli.planning.arrange import Arranged
from cortex_cli.planning.rearrangement import moved_from, placed_later
from cortex_cli.reporting.schedule_words import named, schedule_sentences, split_sentence, times

LINES_SHOWN = 40


def print_arrangement(face: Face, arrangement: Arrangement, made: Arranged) -> None:
    """The waves and conflicts there were, the waves there are, and each thing that was done."""
    plan, conflicts = arrangement.declared.plan, arrangement.found.conflicts
    face.out.print(sentence(f"before: {_before(arrangement)}"))
    first, *others = schedule_sentences(made.plan) or (counted(len(made.plan.waves), "wave"),)
    for line in (f"after:  {first}", *others):
        face.out.print(sentence(line))
    _print_list(face, "Conflicts before", [_met(conflict, arrangement) for conflict in conflicts])
    unplaced = arrangement.declared.unplaced
    _print_list(face, "Moved", list(moved_from(plan.objectives, unplaced, made.plan.objectives, made.moves)))
    _print_list(face, "Not in the first wave they could have", list(placed_later(unplaced, made.moves)))
    _print_list(face, "Shared files", [split_sentence(split) for split in made.splits])
    _print_list(face, "Dependencies left out", _left_out(made))
    _print_list(face, "Resources", _equipped(plan, made.plan))
    if made.advice is not None:
        spent = times(made.plan, made.advice, "as arranged")
        part(face.out, "Advice", lines([f"{made.advice.recommend}: {made.advice.reason}", spent]))
    face.out.print()


def _before(arrangement: Arrangement) -> str:
    """The waves that were declared, those left out taken for the first."""
    plan, unplaced = arrangement.declared.plan, arrangement.declared.unplaced
    conflicts = counted(len(arrangement.found.conflicts), "conflict")
    if len(unplaced) == len(plan.objectives):
        return f"no waves, and {conflicts} if all ran at once"
    waves = counted(len(plan.waves), "wave")
    return (
        f"{waves}, {conflicts}; {counted(len(unplaced), 'objective')} in none" if unplaced else f"{waves}, {conflicts}"
    )


def _met(conflict: Conflict, arrangement: Arrangement) -> str:
    one, other = conflict.objectives
    unplaced = arrangement.declared.unplaced.intersection(conflict.objectives)
    where = "" if unplaced else f"wave {conflict.wave}: "
    if conflict.witness is None:
        return f"{where}whether {one} and {other} overlap is undecided"
    return f"{where}{one} and {other} could both write {conflict.witness}"


def _left_out(made: Arranged) -> list[str]:
    left: dict[str, list[str]] = {}
    for objective, dependency in made.left_out:
        left.setdefault(objective, []).append(dependency)
    return [f"{name} need not name {named(names)}: it waits for what waits for them" for name, names in left.items()]


def _equipped(before: Plan, after: Plan) -> list[str]:
    had = {objective.id: objective.resources for objective in before.objectives}
    return [
        f"{objective.id} uses {name}, by the paths that it may write"
        for objective in after.objectives
        for name in objective.resources
        if name not in had.get(objective.id, ())
    ]


def _print_list(face: Face, name: str, texts: Sequence[str]) -> None:
    if texts:
        part(face.out, name, bullets(texts[:LINES_SHOWN]))
        more = rest(len(texts), LINES_SHOWN, "the plan file has all")
        if more:
            face.out.print(sentence(f"  {more}", "dim"))
