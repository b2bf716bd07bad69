"""Whether a plan still fits the repository: which of its scopes hold something that has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cortex_cli.model.membership import names_of
from cortex_cli.model.movement import COMMIT_ID, Movement, Relation
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import tree_of
from cortex_cli.model.plan import Plan
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import covers
from cortex_cli.model.text import clean, counted, one_line, shortened

SHOWN = 5
HASH_SHOWN = 12
LONGEST_SHOWN = 60
EVERYTHING = ("**",)


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed in the scope of one objective: `written` is in what it may write, `read` in what else it reads."""

    objective: str
    written: tuple[str, ...]
    read: tuple[str, ...]


def moved_in(plan: Plan, changed: Iterable[str]) -> tuple[Moved, ...]:
    """The objectives of `plan` in whose touch or read scope some of the `changed` paths lie, in the plan's order.

    Forbidden paths are in no touch scope.
    """
    fold_case = plan.fold_case
    scopes = [objective.scope for objective in plan.objectives]
    touches = tree_of(parse_all(EVERYTHING if each.touch is None else each.touch, fold_case) for each in scopes)
    reads = tree_of(parse_all(each.read, fold_case) for each in scopes)
    forbids = [(*each.forbid, *plan.global_forbid) for each in scopes]
    written: dict[int, list[str]] = {}
    read: dict[int, list[str]] = {}
    for path in sorted(changed):
        names = names_of(path, fold_case)
        if names is None:
            continue
        writers = {at for at in set(touches.owners(names)) if not covers(forbids[at], path, fold_case=fold_case)}
        for at in writers:
            written.setdefault(at, []).append(path)
        for at in set(reads.owners(names)) - writers:
            read.setdefault(at, []).append(path)
    return tuple(
        Moved(plan.objectives[at].id, tuple(written.get(at, ())), tuple(read.get(at, ())))
        for at in sorted({*written, *read})
    )


def staleness(plan: Plan, movement: Movement) -> str:
    """One sentence: how HEAD stands to the plan's commit, and what changed in whose scope."""
    if movement.relation is Relation.UNKNOWN:
        return f"{_where(movement)}: what changed since cannot be told"
    moved = moved_in(plan, movement.changed)
    return f"{_where(movement)}; {_what(moved) if moved else 'nothing in its scopes has changed'}"


def stale_warnings(plan: Plan, movement: Movement, mend: str) -> Iterator[Problem]:
    """The warning `stale` for a plan whose commit is not HEAD."""
    if movement.relation is not Relation.SAME:
        yield Problem("stale", staleness(plan, movement), mend=mend)


def _where(movement: Movement) -> str:
    if COMMIT_ID.fullmatch(movement.base) is None:
        named = shortened(one_line(movement.base), LONGEST_SHOWN)
        return f"base_commit of the plan is {named!r}, which is no full commit id"
    base, head = movement.base[:HASH_SHOWN], movement.head[:HASH_SHOWN]
    if movement.relation is Relation.UNKNOWN:
        return f"the plan is for commit {base}, which this clone does not have"
    commits = counted(movement.commits, "commit")
    if movement.relation is Relation.AHEAD:
        return f"the plan is for commit {base}, and HEAD is {head}, {commits} later"
    return (
        f"the plan is for commit {base}, which is no ancestor of HEAD {head} (another branch, or a rewritten history)"
    )


def _what(moved: Sequence[Moved]) -> str:
    """The first changed paths, each with the objectives that write or read it."""
    found: dict[str, list[str]] = {}
    for each in moved:
        for verb, paths in (("writes", each.written), ("reads", each.read)):
            for path in paths:
                found.setdefault(path, []).append(f"{each.objective} {verb} it")
    shown = [f"{clean(path)} ({_some(found[path])})" for path in sorted(found)[:SHOWN]]
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"changed in its scopes: {', '.join(shown)}{more}"


def _some(parts: Sequence[str]) -> str:
    more = [f"{len(parts) - SHOWN} more"] if len(parts) > SHOWN else []
    return ", ".join([*parts[:SHOWN], *more])
