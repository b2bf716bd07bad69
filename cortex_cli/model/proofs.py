"""Exact answers about what two objectives may write, each with the path that proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cortex_cli.model.meetings import Meetings
from cortex_cli.model.membership import EVERY_PATH as EVERY_PATH
from cortex_cli.model.membership import Membership, names_of, union_of
from cortex_cli.model.membership import Writes as Writes
from cortex_cli.model.path_search import shortest_path
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import tree_of
from cortex_cli.model.steps import Budget

STEP_BUDGET = 200_000
"""Steps for the proof of one pair of scopes: about a second at most."""

MEETING_BUDGETS = 4
"""What part of a proof's budget is there to see whether two scopes could meet at all."""


def shared_path(a: Writes, b: Writes, *, existing: Iterable[str], fold_case: bool, budget: int) -> str | None:
    """A path of both, or one where they clash as file and directory; None where there is neither.

    Paths of `existing` come first, as far as another `budget` goes for looking at them. Raises ProofBudgetExceeded
    where `budget` steps do not decide it.
    """
    steps = Budget(budget)
    if not could_meet(a, b, fold_case, steps):
        return None
    one, other = Membership(a, fold_case), Membership(b, fold_case)
    known = first_of(existing, lambda path, looks: one.has(path, looks) and other.has(path, looks), Budget(budget))
    if known is not None:
        return known
    return shared(one, other, steps) or clash(one, other, existing, steps)


def could_meet(a: Writes, b: Writes, fold_case: bool, steps: Budget) -> bool:
    """Whether what the two touch has a path in common; True where a part of `steps` does not decide it."""
    tree = tree_of(parse_all(each.touch, fold_case) for each in (a, b))
    found = Meetings(tree, steps.left // MEETING_BUDGETS)
    return bool(found.pairs or found.undecided)


def common_path(a: Writes, b: Writes, fold_case: bool, steps: Budget) -> str | None:
    """The shortest path of both, the same for (b, a)."""
    return shared(Membership(a, fold_case), Membership(b, fold_case), steps)


def shared(a: Membership, b: Membership, steps: Budget) -> str | None:
    """The shortest path of both, the same for (b, a)."""
    if (b.writes.touch, b.writes.forbid) < (a.writes.touch, a.writes.forbid):
        a, b = b, a
    forbidden = (a.forbid.language, b.forbid.language)
    return shortest_path(a.touch.language, b.touch.language, forbidden, fold_case=a.fold_case, budget=steps)


def clash(a: Membership, b: Membership, existing: Iterable[str], steps: Budget) -> str | None:
    """The shortest path that one may write below a file that the other may make by its name."""
    found = [_below(a, b, existing, steps), _below(b, a, existing, steps)]
    return min((path for path in found if path is not None), key=_shortest, default=None)


def _below(maker: Membership, writer: Membership, existing: Iterable[str], steps: Budget) -> str | None:
    if not maker.writes.forbid or not maker.files:
        return None  # without a forbid, what lies below is the maker's as well, and no path is shared
    touch, forbid = writer.touch.language, writer.forbid.language
    found = shortest_path(touch, maker.below_files, (forbid,), fold_case=maker.fold_case, budget=steps)
    if found is None:
        return None
    return first_of(existing, lambda path, looks: _is_below(path, maker) and writer.has(path, looks), steps) or found


def _is_below(path: str, maker: Membership) -> bool:
    names = names_of(path, maker.fold_case) or []
    return any("/".join(names[:depth]) in maker.files for depth in range(1, len(names)))


def first_of(existing: Iterable[str], wanted: Callable[[str, Budget], bool], steps: Budget) -> str | None:
    """The shortest path that is wanted, the first in order among equals, as far as `steps` go."""
    for path in sorted(existing, key=_shortest):
        steps.left -= 1
        if steps.left < 0:
            return None
        if wanted(path, steps):
            return path
    return None


def _shortest(path: str) -> tuple[int, str]:
    return len(path), path


def left_over(inner: Writes, outer: Writes, *, fold_case: bool, budget: int) -> str | None:
    """A path of `inner` that `outer` lacks; ProofBudgetExceeded where `budget` steps do not decide it."""
    steps = Budget(budget)
    one, other = Membership(inner, fold_case), Membership(outer, fold_case)
    touch, left_out, every = one.touch.language, one.forbid.language, union_of(EVERY_PATH, fold_case).language
    lacking = (other.touch.language, left_out)
    found = shortest_path(touch, every, lacking, fold_case=fold_case, budget=steps)
    if found is not None:
        return found
    return shortest_path(touch, other.forbid.language, (left_out,), fold_case=fold_case, budget=steps)


def any_path(writes: Writes, *, fold_case: bool = False, budget: int = STEP_BUDGET) -> str | None:
    """The shortest path to write, None for none; ProofBudgetExceeded where `budget` steps do not decide it."""
    return shortest_of(Membership(writes, fold_case), Budget(budget))


def shortest_of(member: Membership, steps: Budget) -> str | None:
    """The shortest path to write, None for none."""
    every = union_of(EVERY_PATH, member.fold_case).language
    return shortest_path(
        member.touch.language, every, (member.forbid.language,), fold_case=member.fold_case, budget=steps
    )
