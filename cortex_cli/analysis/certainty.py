"""How sure an analysis is, and what it would ask a person."""

from __future__ import annotations

from cortex_cli.analysis.relevance import Material, strength
from cortex_cli.analysis.task_type import Verdict, has_intent
from cortex_cli.model.errors import UsageError
from cortex_cli.model.task_type import TaskType

VAGUE = 0.3
CROWDED = 25


def refuse_nonsense(material: Material) -> None:
    """UsageError for a request that says neither what to do nor anything that occurs here.

    Only plain ASCII is judged: a request in another script may well mean something.
    """
    query = material.query
    known = any(count.counts for count in material.counts.values())
    if material.counts and query.text.isascii() and not known and not has_intent(query.text) and not query.paths:
        raise UsageError(
            "no word of the request says what to do or occurs in the repository",
            mend="say what to change and where, for example: cortex analyze 'Fix the dates in export.py'",
        )


def confidence_of(material: Material, verdict: Verdict, chosen: int) -> float:
    """0 to 1: how much of the request occurs here, how clear its intent is, how few files were `chosen`."""
    query = material.query
    if not query.telling:
        return round(min(VAGUE, 0.1 + 0.1 * verdict.confidence), 2)
    focus = min(1.0, CROWDED / chosen) if chosen else 0.0
    exact = 1.0 if query.names or query.paths else min(1.0, len(query.telling) / 3)
    reach = strength(query, material.counts)
    return round(0.4 * reach + 0.25 * verdict.confidence + 0.2 * exact + 0.15 * focus, 2)


def questions_for(material: Material, verdict: Verdict, chosen: int) -> tuple[str, ...]:
    """What the request leaves open; empty when it is clear."""
    query = material.query
    asked: list[str] = []
    if not query.telling:
        asked.append("What should be different afterwards? The request names no thing.")
    if not chosen and material.files:
        asked.append("Which file, module or function is this about? Nothing here fits the words of the request.")
    if asked and verdict.task_type is TaskType.BUG:
        asked.append("What happens now, and what should happen instead?")
    if verdict.confidence < VAGUE:
        asked.append("Is something to be added, repaired or rearranged? The request does not say.")
    return tuple(asked)
