"""Which objective of one plan is which of another, also where ids were given anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from cortex_cli.model.plan import Contract, Objective

LEAST_SHARE = 0.5
"""The part of all touch patterns of two objectives that both have, from which on they are taken for the same one."""

Pairs = list[tuple[int, int]]
Key = Callable[[Objective], Hashable]


def matched(before: Sequence[Objective], after: Sequence[Objective]) -> Pairs:
    """Pairs of places in `before` and `after`, in the order of `after`; each place is in one pair at most.

    First what is the same in id, title and touch, then in title and touch alone, then in id where title or touch
    still have something in common; then what has the same touch, the same title, or most touch patterns in common;
    last what has the same id and nothing else.
    """
    matching = _Matching(before, after)
    matching.by(lambda each: (each.id, each.title, each.scope.touch))
    matching.by(lambda each: (each.title, each.scope.touch))
    matching.by_id(alike=True)
    matching.by(lambda each: each.scope.touch or None)
    matching.by(lambda each: each.title)
    matching.by_share()
    matching.by_id(alike=False)
    return sorted(matching.pairs, key=lambda pair: pair[1])


def matched_contracts(before: Sequence[Contract], after: Sequence[Contract]) -> Pairs:
    """Pairs of places, as `matched` has them: the same id and place in the code, the same place, or the same id."""
    keys: tuple[Callable[[Contract], Hashable], ...] = (
        lambda each: (each.id, each.path, each.symbol),
        lambda each: (each.path, each.symbol),
        lambda each: each.id,
    )
    pairs: Pairs = []
    for key in keys:
        taken = {at for at, _ in pairs}, {at for _, at in pairs}
        pairs += _unique_pairs(
            {at: key(each) for at, each in enumerate(before) if at not in taken[0]},
            {at: key(each) for at, each in enumerate(after) if at not in taken[1]},
        )
    return sorted(pairs, key=lambda pair: pair[1])


class _Matching:
    """Pairs found so far, and what is still without a partner, by place."""

    def __init__(self, before: Sequence[Objective], after: Sequence[Objective]) -> None:
        self.pairs: Pairs = []
        self._before = dict(enumerate(before))
        self._after = dict(enumerate(after))

    def by(self, key: Key) -> None:
        """Pair what has the same key, where only one of each plan has it; a key that is None counts for nothing."""
        old = {at: key(each) for at, each in self._before.items()}
        new = {at: key(each) for at, each in self._after.items()}
        for pair in _unique_pairs(old, new):
            self._take(*pair)

    def by_id(self, *, alike: bool) -> None:
        """Pair what has the same id, only where it is `alike` or wherever it is left over."""
        places: dict[str, int] = {}
        for at, each in self._before.items():
            places.setdefault(each.id, at)
        for at, each in list(self._after.items()):
            other = places.get(each.id)
            if other in self._before and (not alike or _alike(self._before[other], each)):
                self._take(other, at)

    def by_share(self) -> None:
        """Pair what has at least LEAST_SHARE of its touch patterns in common, the most first."""
        owners: dict[str, list[int]] = {}
        for at, each in self._before.items():
            for pattern in set(each.scope.touch or ()):
                owners.setdefault(pattern, []).append(at)
        found = []
        for at, each in self._after.items():
            mine = set(each.scope.touch or ())
            common = Counter(other for pattern in mine for other in owners.get(pattern, ()))
            for other, count in common.items():
                share = count / len(mine | set(self._before[other].scope.touch or ()))
                found.append((-share, other, at))
        for share, other, at in sorted(found):
            if -share >= LEAST_SHARE and other in self._before and at in self._after:
                self._take(other, at)

    def _take(self, old: int, new: int) -> None:
        self.pairs.append((old, new))
        del self._before[old], self._after[new]


def _unique_pairs(old: dict[int, Hashable], new: dict[int, Hashable]) -> Pairs:
    repeated = {key for keys in (old, new) for key, count in Counter(keys.values()).items() if count > 1}
    places = {key: at for at, key in old.items() if key is not None and key not in repeated}
    return [(places[key], at) for at, key in new.items() if key in places and key not in repeated]


def _alike(one: Objective, other: Objective) -> bool:
    first, second = one.scope.touch, other.scope.touch
    if one.title == other.title or not (first or second):
        return True
    return not set(first or ()).isdisjoint(second or ())
