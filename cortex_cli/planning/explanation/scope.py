"""Why an objective may write what it may write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.explanation import ScopeReason, Taken, TouchReason
from cortex_cli.model.membership import names_of
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import tree_of
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope, overlap
from cortex_cli.planning.names import unescaped

EVERYTHING = ("**",)
PROVEN = 50
"""For so many forbid patterns that match no existing file it is proven whether they take anything at all."""


def explain_scope(objective: Objective, plan: Plan, existing: Sequence[str]) -> ScopeReason:
    """The scope of `objective` pattern by pattern; `existing` are the files that there are."""
    scope = objective.scope
    touch = EVERYTHING if scope.touch is None else scope.touch
    forbid = (*scope.forbid, *(each for each in plan.global_forbid if each not in scope.forbid))
    touched = _matched(touch, existing, plan.fold_case)
    inside = sorted({path for paths in touched for path in paths})
    taken = _matched(forbid, inside, plan.fold_case)
    told, rest = _evidence(touch, objective.context)
    return ScopeReason(
        reason=objective.reason,
        files=len(inside) - len({path for paths in taken for path in paths}),
        touch=None
        if scope.touch is None
        else tuple(
            TouchReason(pattern, len(paths), paths[0] if paths else None, told.get(pattern, ()))
            for pattern, paths in zip(touch, touched, strict=True)
        ),
        taken=_taken(touch, forbid, taken, plan.fold_case, len(scope.forbid)),
        read=scope.read,
        context=rest,
    )


def _matched(patterns: Sequence[str], paths: Iterable[str], fold_case: bool) -> list[list[str]]:
    """The paths that each pattern matches, sorted."""
    tree = tree_of([parse_all((pattern,), fold_case) for pattern in patterns])
    found: list[list[str]] = [[] for _ in patterns]
    for path in sorted(paths):
        names = names_of(path, fold_case)
        for at in set(tree.owners(names)) if names else ():
            found[at].append(path)
    return found


def _taken(
    touch: tuple[str, ...], forbid: Sequence[str], matched: Sequence[Sequence[str]], fold_case: bool, own: int
) -> tuple[Taken, ...]:
    """The forbid patterns that take something away; the first `own` of them are the objective's."""
    found, proofs = [], 0
    for at, (pattern, paths) in enumerate(zip(forbid, matched, strict=True)):
        example = paths[0] if paths else None
        if not paths and proofs < PROVEN:
            proofs += 1
            example = _common(touch, pattern, fold_case)
        if example is not None:
            found.append(Taken(pattern, at >= own, len(paths), example))
    return tuple(found)


def _common(touch: tuple[str, ...], pattern: str, fold_case: bool) -> str | None:
    try:
        return overlap(Scope(touch=touch), Scope(touch=(pattern,)), fold_case=fold_case)
    except ProofBudgetExceeded:
        return None


def _evidence(touch: Sequence[str], context: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """What the lines of the context say about each touch pattern, and the lines that are about none."""
    heads = {f"{unescaped(pattern)}: ": pattern for pattern in touch}
    heads |= {f"new files in {pattern}: ": pattern for pattern in touch}
    told: dict[str, tuple[str, ...]] = {}
    rest = []
    for line in context:
        head = next((head for head in heads if line.startswith(head)), None)
        if head is None:
            rest.append(line)
        else:
            told[heads[head]] = (*told.get(heads[head], ()), line.removeprefix(head))
    return told, tuple(rest)
