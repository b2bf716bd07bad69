"""Scopes: what an objective may write, and exact answers about what two of them share.

Paths are relative to the top of the repository, with `/` between names. `*`, `?` and classes stay inside one name;
`**` stands for any number of names; a pattern without special characters covers what it names and everything below.
Comparison is on NFC, and on folded case where `fold_case` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from cortex_cli.model.membership import EVERY_PATH, Membership, Writes, names_of, union_of
from cortex_cli.model.pattern import escape as escape
from cortex_cli.model.pattern import is_literal as is_literal
from cortex_cli.model.pattern import require_valid
from cortex_cli.model.proofs import STEP_BUDGET as STEP_BUDGET
from cortex_cli.model.proofs import any_path, first_of, left_over, shared_path
from cortex_cli.model.steps import Budget
from cortex_cli.model.wave_proof import meeting_pairs


@dataclass(frozen=True)
class Scope:
    """Three pattern sets; lists are stored as tuples, and ScopeError names the first pattern that is no good.

    `touch` None is every path that is not forbidden, empty is none. `read` is advice and no part of membership.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    touch: tuple[str, ...] | None = None
    read: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.touch is not None:
            object.__setattr__(self, "touch", require_valid("touch", self.touch))
        object.__setattr__(self, "read", require_valid("read", self.read))
        object.__setattr__(self, "forbid", require_valid("forbid", self.forbid))

    def matches(self, path: str, *, fold_case: bool = False) -> bool:
        """Whether the scope lets `path` be written: in touch and not in forbid."""
        return (self._folded if fold_case else self._exact).has(path)

    @cached_property
    def _exact(self) -> Membership:
        return Membership(_writes(self), fold_case=False)

    @cached_property
    def _folded(self) -> Membership:
        return Membership(_writes(self), fold_case=True)

    def with_forbid(self, patterns: Iterable[str]) -> Scope:
        """This scope without what `patterns` match; ScopeError where that makes too many, or one is invalid."""
        more = tuple(pattern for pattern in patterns if pattern not in self.forbid)
        return replace(self, forbid=(*self.forbid, *more)) if more else self


def covers(patterns: Iterable[str], path: str, *, fold_case: bool = False) -> bool:
    """Whether some pattern matches `path`, or names a directory above it; ScopeError for an invalid pattern."""
    names = names_of(path, fold_case)
    return names is not None and union_of(tuple(patterns), fold_case).has(names)


def matches_nothing(pattern: str) -> bool:
    """Whether no path can match, as with a slash after wildcards (`src/*/`); ScopeError for an invalid pattern."""
    return any_path(Writes((pattern,), ())) is None


def overlap(
    a: Scope,
    b: Scope,
    *,
    existing: Sequence[str] = (),
    fold_case: bool = False,
    budget: int = STEP_BUDGET,
) -> str | None:
    """A path that both scopes may write, None where there is none; the same for `overlap(b, a)`.

    It is the shortest of those in `existing`, the first in order among equals, else the shortest there is. A literal
    pattern that names a directory above what the other may write is an overlap as well, with the path below it as
    witness: one could make a file where the other needs the directory.

    Raises ProofBudgetExceeded where `budget` steps do not decide it.
    """
    return shared_path(_writes(a), _writes(b), existing=existing, fold_case=fold_case, budget=budget)


def includes(a: Scope, b: Scope, *, fold_case: bool = False, budget: int = STEP_BUDGET) -> bool:
    """Whether `a` may write every path that `b` may; ProofBudgetExceeded where `budget` steps do not decide it."""
    return left_over(_writes(b), _writes(a), fold_case=fold_case, budget=budget) is None


def beyond(
    a: Scope,
    b: Scope,
    *,
    existing: Sequence[str] = (),
    fold_case: bool = False,
    budget: int = STEP_BUDGET,
) -> str | None:
    """A path that `b` may write and `a` may not, the shortest of `existing` if there is one; None where there is none.

    Raises ProofBudgetExceeded where neither `existing` nor `budget` steps decide it.
    """
    inner, outer = ((scope._folded if fold_case else scope._exact) for scope in (b, a))
    looks = Budget(budget)
    known = first_of(existing, lambda path, steps: inner.has(path, steps) and not outer.has(path, steps), looks)
    return known or left_over(_writes(b), _writes(a), fold_case=fold_case, budget=budget)


def conflicts(
    scopes: Sequence[Scope],
    *,
    existing: Sequence[str] = (),
    fold_case: bool = False,
    budget: int = STEP_BUDGET,
) -> list[tuple[int, int, str | None]]:
    """Each pair of `scopes` (as indices, ascending) that overlaps, with a witness as short as that of `overlap`.

    The cost follows what could meet: scopes in different directories are not compared. `budget` bounds each pair, and a
    few times that all together. When those steps are used up, any path that both may write is a witness, and None
    stands for a pair that stayed undecided. Raises ProofBudgetExceeded where more than a million pairs could meet.
    """
    writes = [_writes(scope) for scope in scopes]
    return meeting_pairs(writes, existing=existing, fold_case=fold_case, budget=budget)


def _writes(scope: Scope) -> Writes:
    return Writes(EVERY_PATH if scope.touch is None else scope.touch, scope.forbid)
