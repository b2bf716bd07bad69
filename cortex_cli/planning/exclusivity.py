"""Who could write where: the conflicts within each wave, and what is odd about the patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import Scope, conflicts, escape, includes, is_literal, matches_nothing
from cortex_cli.model.text import counted
from cortex_cli.planning.names import unescaped


def wave_conflicts(plan: Plan, *, existing: Sequence[str] = ()) -> tuple[Conflict, ...]:
    """Each pair of objectives of one wave whose effective write sets meet, with the path where they do.

    The effective set is touch without the authored forbid and without the plan's global forbid; what a prompt
    forbids because others touch it never enters. A witness from `existing` is preferred.
    """
    found = []
    for number, members in _waves(plan):
        scopes = [objective.scope.with_forbid(plan.global_forbid) for objective in members]
        for a, b, witness in conflicts(scopes, existing=existing, fold_case=plan.fold_case):
            found.append(Conflict(number, (members[a].id, members[b].id), witness))
    return tuple(found)


def wave_problems(plan: Plan, found: Sequence[Conflict]) -> Iterator[Problem]:
    """Undecided pairs (`undecided`), and objectives that must run alone but do not (`not_alone`)."""
    for conflict in found:
        if conflict.witness is None:
            first, second = conflict.objectives
            yield Problem(
                "undecided",
                f"wave {conflict.wave}: whether {first} and {second} can meet took too long to decide",
                objective=second,
                mend=f"use fewer wildcards in their touch patterns, or put {second} into another wave",
            )
    for number, members in _waves(plan):
        for objective in members:
            if objective.scope.touch is None and len(members) > 1:
                yield Problem(
                    "not_alone",
                    f"{objective.id} has no scope.touch, so may write everywhere, yet shares wave {number}",
                    objective=objective.id,
                    mend=f"list what {objective.id} may write in scope.touch, or give it a wave of its own",
                )


def scope_warnings(plan: Plan, *, existing: Sequence[str] = ()) -> Iterator[Problem]:
    """Patterns that probably do not say what was meant.

    Kinds: matches_nothing, class_pattern, nothing_left, reads_while_written.
    """
    paths = frozenset(existing)
    for objective in plan.objectives:
        yield from _pattern_warnings(objective, paths)
        yield from _nothing_left(plan, objective)
    for number, members in _waves(plan):
        yield from _read_warnings(plan, number, members, existing)


def _waves(plan: Plan) -> list[tuple[int, list[Objective]]]:
    waves: dict[int, list[Objective]] = {}
    for objective in plan.objectives:
        waves.setdefault(objective.wave, []).append(objective)
    return sorted(waves.items())


def _pattern_warnings(objective: Objective, paths: frozenset[str]) -> Iterator[Problem]:
    scope = objective.scope
    for pattern in dict.fromkeys((*(scope.touch or ()), *scope.read, *scope.forbid)):
        if _is_empty(pattern):
            message = f"{objective.id}: no path can match the pattern {pattern}"
            yield Problem("matches_nothing", message, objective=objective.id)
        elif pattern in paths and not is_literal(pattern):
            yield Problem(
                "class_pattern",
                f"{objective.id}: {pattern} is a file, but as a pattern it means other paths",
                objective=objective.id,
                mend=f"write {escape(pattern)} for that file",
            )


def _is_empty(pattern: str) -> bool:
    """Whether no path can match; only classes, and directories named by wildcards, are worth a proof."""
    if is_literal(pattern) or not ("[" in pattern or pattern.endswith("/")):
        return False
    try:
        return matches_nothing(pattern)
    except ProofBudgetExceeded:
        return False


def _nothing_left(plan: Plan, objective: Objective) -> Iterator[Problem]:
    if objective.scope.touch == () and objective.must_change:
        yield Problem(
            "nothing_left",
            f"{objective.id} may write nothing, yet fails if it changes nothing",
            objective=objective.id,
            mend="write `must_change: false` for an objective that only reads",
        )
    elif objective.scope.touch and _is_forbidden(plan, objective.scope.touch, objective.scope.forbid):
        yield Problem(
            "nothing_left",
            f"{objective.id} may write nothing: everything it touches is forbidden",
            objective=objective.id,
            mend="change its touch patterns, or write `touch: []` for an objective that only reads",
        )


def _is_forbidden(plan: Plan, touch: Sequence[str], authored: Sequence[str]) -> bool:
    """Whether nothing of `touch` is left; one path that is allowed decides it without a proof."""
    if not (plan.global_forbid or authored):
        return False
    forbidden = Scope(touch=(*plan.global_forbid, *authored))
    below = (f"{unescaped(pattern).rstrip('/')}/x" for pattern in touch if is_literal(pattern))
    if not all(forbidden.matches(path, fold_case=plan.fold_case) for path in below):
        return False
    try:
        return includes(forbidden, Scope(touch=tuple(touch)), fold_case=plan.fold_case)
    except ProofBudgetExceeded:
        return False


def _read_warnings(plan: Plan, number: int, members: Sequence[Objective], existing: Sequence[str]) -> Iterator[Problem]:
    """What one objective reads while another writes it.

    Every distinct read pattern is compared once, however many objectives share it.
    """
    readers: dict[str, list[Objective]] = {}
    for objective in members:
        for pattern in dict.fromkeys(objective.scope.read):
            readers.setdefault(pattern, []).append(objective)
    if not readers or len(members) < 2:
        return
    scopes = [objective.scope.with_forbid(plan.global_forbid) for objective in members]
    reads = [Scope(touch=(pattern,)) for pattern in readers]
    shared = list(readers.values())
    told: dict[str, dict[str, str]] = {}
    for a, b, witness in conflicts([*scopes, *reads], existing=existing, fold_case=plan.fold_case):
        writer, read = min(a, b), max(a, b) - len(scopes)
        if read >= 0 and writer < len(scopes) and witness is not None:
            for reader in shared[read]:
                if reader is not members[writer]:
                    told.setdefault(reader.id, {}).setdefault(members[writer].id, witness)
    for reader_id, writers in sorted(told.items()):
        yield _read_while_written(number, reader_id, writers)


def _read_while_written(number: int, reader: str, writers: Mapping[str, str]) -> Problem:
    """One warning for a reader, however many others write what it reads."""
    writer, witness = min(writers.items())
    more = f", and {counted(len(writers) - 1, 'other')} write what it reads" if len(writers) > 1 else ""
    return Problem(
        "reads_while_written",
        f"wave {number}: {reader} reads {witness} while {writer} may write it{more}",
        objective=reader,
        mend=f"let {reader} depend on {writer} if it needs the new text",
    )
