"""The objectives of a wave that could write the same path: found together, proven pair by pair."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.meetings import Meetings, Pair
from cortex_cli.model.membership import Membership, names_of
from cortex_cli.model.path_search import Budget, undecided
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import PatternTree, tree_of
from cortex_cli.model.proofs import Writes, any_path, clash, common_path

WAVE_BUDGETS = 10
"""How many times the budget of one pair a whole wave may take, to find the pairs and again to prove them."""

PAIR_STEPS = 20
REMEMBERED = 16


def meeting_pairs(
    writes: Sequence[Writes], *, existing: Sequence[str], fold_case: bool, budget: int
) -> list[tuple[int, int, str | None]]:
    """Each pair that shares or clashes at a path, ascending, with that path; None where it stayed undecided.

    Raises ProofBudgetExceeded where more than a million pairs could meet.
    """
    tree = tree_of(parse_all(each.touch, fold_case) for each in writes)
    found = Meetings(tree, fold_case, WAVE_BUDGETS * budget)
    pairs = sorted(found.pairs | found.undecided)
    members = [Membership(each.touch, each.forbid, fold_case) for each in writes] if pairs else []
    known = _existing_paths(pairs, members, tree, existing, fold_case)
    prover = _Prover(writes, members, existing, fold_case, budget)
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
    members: Sequence[Membership],
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
        if len(found) == len(pairs):
            break
        names = names_of(path, fold_case)
        owners = set(tree.owners(names)) if names else set()
        if names and any(not owners.isdisjoint(open_pairs[a]) for a in owners & open_pairs.keys()):
            writers = {owner for owner in owners if not members[owner].forbids(names)}
            for a in writers & open_pairs.keys():
                met = open_pairs[a] & writers
                open_pairs[a] -= met
                found.update(((a, b), path) for b in met)
    return found


class _Prover:
    """Proves pairs one after the other within one budget; equal pairs are proven once."""

    def __init__(
        self,
        writes: Sequence[Writes],
        members: Sequence[Membership],
        existing: Sequence[str],
        fold_case: bool,
        budget: int,
    ) -> None:
        self._writes = writes
        self._existing = existing
        self._fold_case = fold_case
        self._budget = budget
        self._left = WAVE_BUDGETS * budget
        numbers: dict[Writes, int] = {}
        self._kind = [numbers.setdefault(each, len(numbers)) for each in writes]
        self._kinds = list(numbers)
        self._members = members
        self._lengths: dict[int, int] = {}
        self._known: dict[Pair, str | None] = {}
        self._having: dict[str, set[int]] = {}
        self._recent: deque[str] = deque(maxlen=REMEMBERED)

    def witness(self, a: int, b: int) -> str | None:
        """The path where the two meet, None where they do not; ProofBudgetExceeded where it stays undecided."""
        pair = (self._kind[a], self._kind[b])
        if pair not in self._known:
            if self._left <= 0:
                return self._another(a, b)
            self._known[pair] = self._as_short_as_can_be(a, b) or self._prove(a, b)
        return self._known[pair]

    def _as_short_as_can_be(self, a: int, b: int) -> str | None:
        """A path found before, if both have it and one of them has none that is shorter."""
        least = max(self._least(self._kind[a]), self._least(self._kind[b]))
        return next((path for path in self._recent if len(path) == least and self._share(a, b, path)), None)

    def _least(self, kind: int) -> int:
        """The length of the shortest path there is to write, 0 where that is not known."""
        if kind not in self._lengths:
            try:
                path = any_path(self._kinds[kind], fold_case=self._fold_case, budget=self._budget)
            except ProofBudgetExceeded:
                path = None
            self._lengths[kind] = len(path or "")
        return self._lengths[kind]

    def _prove(self, a: int, b: int) -> str | None:
        one, other = self._writes[a], self._writes[b]
        allowed = min(self._budget, self._left)
        self._left -= PAIR_STEPS
        steps = Budget(allowed)
        try:
            shared = common_path(one, other, self._fold_case, steps)
        except ProofBudgetExceeded:
            return self._another(a, b)
        finally:
            self._left -= allowed - max(steps.left, 0)
        if shared is None:
            return clash(one, other, self._existing, self._fold_case, steps)
        if shared not in self._recent:
            self._recent.append(shared)
        return shared

    def _another(self, a: int, b: int) -> str:
        """A path found for other pairs that proves this one as well, though it need not be the shortest."""
        for path in self._recent:
            if path not in self._having:
                self._having[path] = {index for index, each in enumerate(self._members) if each.has(path)}
            if a in self._having[path] and b in self._having[path]:
                return path
        raise undecided()

    def _share(self, a: int, b: int, path: str) -> bool:
        return self._members[a].has(path) and self._members[b].has(path)
