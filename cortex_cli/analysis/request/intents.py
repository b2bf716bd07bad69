"""The separate pieces of work in a request, each with its kind."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.analysis.request.clause_type import POLITE, PREFIX, PREFIXED, judge_clause
from cortex_cli.analysis.request.clauses import cut
from cortex_cli.model.analysis import RequestPart
from cortex_cli.model.task_type import TaskType

MOST_PARTS = 20
"""A request with more pieces keeps the rest in its last part."""
ACCOMPANYING = frozenset({TaskType.TEST, TaskType.DOCS, TaskType.CHORE})
"""Kinds of work that usually come along with other work."""


def read_parts(request: str) -> tuple[RequestPart, ...]:
    """The parts of a request in its own order and words; one part for a request that asks for one thing.

    Names (`search and replace`), lists of things of one verb and conditions of one piece are not divided.
    """
    pieces = cut(request)
    if len(pieces) > MOST_PARTS:
        pieces = (*pieces[: MOST_PARTS - 1], "; ".join(pieces[MOST_PARTS - 1 :]))
    parts = []
    for number, piece in enumerate(pieces):
        verdict = judge_clause(piece)
        text = piece if number == 0 else POLITE.sub("", piece, count=1)
        parts.append(RequestPart(text or piece, verdict.task_type, verdict.confidence))
    return tuple(parts)


def main_part(parts: Sequence[RequestPart]) -> RequestPart:
    """The part that the others come along with: the first that is more than tests, documents or upkeep.

    A conventional prefix of the first part speaks for the whole.
    """
    first = parts[0]
    if first.confidence >= PREFIXED and PREFIX.match(first.text):
        return first
    return next((part for part in parts if part.task_type not in ACCOMPANYING), first)
