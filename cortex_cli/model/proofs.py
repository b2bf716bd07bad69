"""Exact answers about what two objectives may write, each with the path that proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.language import language_of
from cortex_cli.model.meetings import Meetings
from cortex_cli.model.membership import Membership, names_of
from cortex_cli.model.path_search import Budget, shortest_path
from cortex_cli.model.pattern import escape, parse_all
from cortex_cli.model.pattern_tree import tree_of

STEP_BUDGET = 200_000
"""Steps for the proof of one pair of scopes: about a second."""

EVERY_PATH = ("**",)


@dataclass(frozen=True, slots=True)
class Writes:
    """The effective write set: what `touch` matches and `forbid` does not."""

    touch: tuple[str, ...]
    forbid: tuple[str, ...]


def shared_path(a: Writes, b: Writes, *, existing: Iterable[str], fold_case: bool, budget: int) -> str | None:
    """A path of both, or one where they clash as file and directory; None where there is neither.

    Paths of `existing` come first. Raises ProofBudgetExceeded where `budget` steps do not decide it.
    """
    if not could_meet(a, b, fold_case, budget):
        return None
    steps = Budget(budget)
    one, other = (Membership(each.touch, each.forbid, fold_case) for each in (a, b))
    try:
        shared = common_path(a, b, fold_case, steps)
    except ProofBudgetExceeded:
        known = first_of(existing, lambda path: one.has(path) and other.has(path))
        if known is None:
            raise
        return known
    if shared is None:
        return clash(a, b, existing, fold_case, steps)
    return first_of(existing, lambda path: one.has(path) and other.has(path)) or shared


def could_meet(a: Writes, b: Writes, fold_case: bool, budget: int) -> bool:
    """Whether what the two touch has a path in common; True where `budget` steps do not decide it."""
    tree = tree_of(parse_all(each.touch, fold_case) for each in (a, b))
    found = Meetings(tree, fold_case, budget)
    return bool(found.pairs or found.undecided)


def common_path(a: Writes, b: Writes, fold_case: bool, steps: Budget) -> str | None:
    """The shortest path of both, the same for (b, a)."""
    first, second = sorted((a, b), key=lambda writes: (writes.touch, writes.forbid))
    forbid = tuple(dict.fromkeys((*first.forbid, *second.forbid)))
    one, other, lacking = (language_of(each, fold_case) for each in (first.touch, second.touch, forbid))
    return shortest_path(one, other, lacking, fold_case=fold_case, budget=steps)


def clash(a: Writes, b: Writes, existing: Iterable[str], fold_case: bool, steps: Budget) -> str | None:
    """The shortest path that one may write below a file that the other may make by its name."""
    found = [_below(a, b, existing, fold_case, steps), _below(b, a, existing, fold_case, steps)]
    return min((path for path in found if path is not None), key=_shortest, default=None)


def _below(maker: Writes, writer: Writes, existing: Iterable[str], fold_case: bool, steps: Budget) -> str | None:
    if not maker.forbid:
        return None  # then what lies below is the maker's as well, and no path is shared
    made, written = (Membership(each.touch, each.forbid, fold_case) for each in (maker, writer))
    files = frozenset(
        pattern.path
        for pattern in parse_all(maker.touch, fold_case)
        if pattern.literal and not pattern.directory and made.has(pattern.path)
    )
    if not files:
        return None
    below = language_of(tuple(f"{escape(path)}/" for path in sorted(files)), fold_case)
    touch, forbid = (language_of(each, fold_case) for each in (writer.touch, writer.forbid))
    found = shortest_path(touch, below, forbid, fold_case=fold_case, budget=steps)
    if found is None:
        return None
    known = first_of(existing, lambda path: _is_below(path, files, fold_case) and written.has(path))
    return known or found


def _is_below(path: str, files: frozenset[str], fold_case: bool) -> bool:
    names = names_of(path, fold_case) or []
    return any("/".join(names[:depth]) in files for depth in range(1, len(names)))


def first_of(existing: Iterable[str], wanted: Callable[[str], bool]) -> str | None:
    """The shortest path that is wanted, the first in order among equals."""
    return min(filter(wanted, existing), key=_shortest, default=None)


def _shortest(path: str) -> tuple[int, str]:
    return len(path), path


def left_over(inner: Writes, outer: Writes, *, fold_case: bool, budget: int) -> str | None:
    """A path of `inner` that `outer` lacks; ProofBudgetExceeded where `budget` steps do not decide it."""
    steps = Budget(budget)
    inside, every = language_of(inner.touch, fold_case), language_of(EVERY_PATH, fold_case)
    known = language_of((*outer.touch, *inner.forbid), fold_case)
    found = shortest_path(inside, every, known, fold_case=fold_case, budget=steps)
    if found is not None:
        return found
    forbidden, left_out = language_of(outer.forbid, fold_case), language_of(inner.forbid, fold_case)
    return shortest_path(inside, forbidden, left_out, fold_case=fold_case, budget=steps)


def any_path(writes: Writes, *, fold_case: bool = False, budget: int = STEP_BUDGET) -> str | None:
    """The shortest path to write, None for none; ProofBudgetExceeded where `budget` steps do not decide it."""
    touch, every, forbid = (language_of(each, fold_case) for each in (writes.touch, EVERY_PATH, writes.forbid))
    return shortest_path(touch, every, forbid, fold_case=fold_case, budget=Budget(budget))
