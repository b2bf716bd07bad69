"""The objectives of a wave that could write the same path: found together, proven pair by pair."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.meetings import Meetings, Pair
from cortex_cli.model.membership import names_of, union_of
from cortex_cli.model.path_search import Budget
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import PatternTree, tree_of
from cortex_cli.model.proofs import Writes, clash, common_path

WAVE_BUDGETS = 20
"""How many times the budget of one pair a whole wave may take, to find the pairs and again to prove them."""

REMEMBERED = 16


def meeting_pairs(
    writes: Sequence[Writes], *, existing: Sequence[str], fold_case: bool, budget: int
) -> list[tuple[int, int, str | None]]:
    """Each pair that shares or clashes at a path, ascending, with that path; None where it stayed undecided.

    Raises ProofBudgetExceeded where more than two million pairs could meet.
    """
    tree = tree_of(parse_all(each.touch, fold_case) for each in writes)
    found = Meetings(tree, fold_case, WAVE_BUDGETS * budget)
    pairs = sorted(found.pairs | found.undecided)
    known = _existing_paths(pairs, writes, tree, existing, fold_case)
    prover = _Prover(writes, existing, fold_case, budget)
    proven: list[tuple[int, int, str | None]] = []
    for a, b in pairs:
        try:
            witness = known.get((a, b)) or prover.witness(a, b)
        except ProofBudgetExceeded:
            proven.append((a, b, None))
        else:
            if witness is not None:
                proven.append((a, b, witness))
    return proven


def _existing_paths(
    pairs: Sequence[Pair],
    writes: Sequence[Writes],
    tree: PatternTree,
    existing: Sequence[str],
    fold_case: bool,
) -> dict[Pair, str]:
    """The first path of `existing`, shortest first, that both of a pair may write."""
    found: dict[Pair, str] = {}
    open_pairs: dict[int, set[int]] = {}
    for a, b in pairs:
        open_pairs.setdefault(a, set()).add(b)
    for path in sorted(set(existing), key=lambda path: (len(path), path)) if pairs else ():
        writers = _writers(path, writes, tree, fold_case)
        for a in writers & open_pairs.keys():
            met = open_pairs[a] & writers
            open_pairs[a] -= met
            found.update(((a, b), path) for b in met)
    return found


def _writers(path: str, writes: Sequence[Writes], tree: PatternTree, fold_case: bool) -> set[int]:
    """The indices of `writes` that have `path`."""
    names = names_of(path, fold_case)
    owners = set(tree.owners(names)) if names else set()
    if names is None or len(owners) < 2:
        return set()
    forbidden: dict[tuple[str, ...], bool] = {(): False}
    for forbid in {writes[owner].forbid for owner in owners}:
        forbidden[forbid] = bool(union_of(forbid, fold_case).owners(names))
    return {owner for owner in owners if not forbidden[writes[owner].forbid]}


class _Prover:
    """Proves pairs one after the other within one budget; equal pairs are proven once."""

    def __init__(self, writes: Sequence[Writes], existing: Sequence[str], fold_case: bool, budget: int) -> None:
        self._writes = writes
        self._existing = existing
        self._fold_case = fold_case
        self._budget = budget
        self._left = WAVE_BUDGETS * budget
        self._kinds: dict[Writes, int] = {}
        self._kind = [self._kinds.setdefault(each, len(self._kinds)) for each in writes]
        self._known: dict[Pair, str | None] = {}
        self._recent: deque[str] = deque(maxlen=REMEMBERED)

    def witness(self, a: int, b: int) -> str | None:
        """The path where the two meet, None where they do not; ProofBudgetExceeded where it stays undecided."""
        pair = (self._kind[a], self._kind[b])
        if pair not in self._known:
            self._known[pair] = found = self._prove(self._writes[a], self._writes[b])
            if found is not None and found not in self._recent:
                self._recent.append(found)
        return self._known[pair]

    def _prove(self, a: Writes, b: Writes) -> str | None:
        allowed = min(self._budget, self._left)
        steps = Budget(allowed)
        try:
            shared = common_path(a, b, self._fold_case, steps)
            return clash(a, b, self._existing, self._fold_case, steps) if shared is None else shared
        except ProofBudgetExceeded:
            shared = next((path for path in self._recent if self._share(a, b, path)), None)
            if shared is None:
                raise
            return shared
        finally:
            self._left -= allowed - max(steps.left, 0)

    def _share(self, a: Writes, b: Writes, path: str) -> bool:
        return a.has(path, self._fold_case) and b.has(path, self._fold_case)
