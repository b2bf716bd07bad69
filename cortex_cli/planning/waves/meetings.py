"""Which objectives could write the same path, each pair with a path where they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import conflicts

Meetings = Mapping[tuple[str, str], str | None]
"""Pairs of ids, in the order of the objectives, with a witness; None where that is undecided, or is everything."""


def meetings_of(
    objectives: Sequence[Objective],
    *,
    global_forbid: Sequence[str] = (),
    fold_case: bool = False,
    existing: Sequence[str] = (),
) -> Meetings:
    """The pairs of `objectives` that must not share a wave; one that may write everywhere meets all others."""
    scopes = [objective.scope.with_forbid(global_forbid) for objective in objectives]
    met = conflicts(scopes, existing=existing, fold_case=fold_case)
    found = {(objectives[a].id, objectives[b].id): witness for a, b, witness in met}
    for a, one in enumerate(objectives):
        for b, other in enumerate(objectives) if one.scope.touch is None else ():
            if a != b:
                found.setdefault((one.id, other.id) if a < b else (other.id, one.id), None)
    return found


def pair_of(meetings: Meetings, one: str, other: str) -> tuple[str, str] | None:
    """The key of the two in `meetings`; None where they do not meet."""
    return next((pair for pair in ((one, other), (other, one)) if pair in meetings), None)


def met_again(
    meetings: Meetings,
    objectives: Sequence[Objective],
    changed: Iterable[str],
    *,
    global_forbid: Sequence[str] = (),
    fold_case: bool = False,
    existing: Sequence[str] = (),
) -> Meetings:
    """The meetings of `objectives` after the scopes of `changed` lost something, or came in place of what others lost.

    Only what one of them met before is compared again.
    """
    names = frozenset(changed)
    near = {name for pair in meetings if not names.isdisjoint(pair) for name in pair} | names
    again = meetings_of(
        [objective for objective in objectives if objective.id in near],
        global_forbid=global_forbid,
        fold_case=fold_case,
        existing=existing,
    )
    kept = {pair: witness for pair, witness in meetings.items() if names.isdisjoint(pair)}
    return {**kept, **{pair: witness for pair, witness in again.items() if not names.isdisjoint(pair)}}
