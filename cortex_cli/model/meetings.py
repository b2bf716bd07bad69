"""Which owners of a pattern tree could meet: the tree multiplied with itself, segment by segment.

Only places that two owners can both reach are visited, so the cost follows what could meet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, combinations, combinations_with_replacement, product

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.pattern_tree import MANY, Node, PatternTree
from cortex_cli.model.segment import Glob, may_meet
from cortex_cli.model.steps import Budget
from cortex_cli.model.wild_children import WildChildren

MOST_PAIRS = 1_000_000
PAIRS_A_STEP = 16
"""How many pairs of owners are recorded in the time that one step takes."""

Pair = tuple[int, int]


class Meetings:
    """The pairs of owners, the lower number first, whose patterns share a path.

    `pairs` may have a few that meet only where no repository has paths; it never lacks one. `undecided` are those
    that were left when `budget` steps were used up. Raises ProofBudgetExceeded past MOST_PAIRS.
    """

    def __init__(self, tree: PatternTree, budget: int) -> None:
        self.pairs: set[Pair] = set()
        self.undecided: set[Pair] = set()
        self._steps = Budget(budget)
        self._seen: set[Pair] = set()
        self._wild: dict[Node, WildChildren] = {}
        self._open: list[tuple[Node, Node, Iterator[tuple[Node, Node]]]] = []
        self._together(tree.root, tree.root)
        every = len(tree.owned) * (len(tree.owned) - 1) // 2
        while self._open and self._steps.left > 0 and len(self.pairs) < every:
            self._go_on()
        if self._open and len(self.pairs) < every:
            self._give_up()

    def _go_on(self) -> None:
        """Visit the next place after the newest that has one, which is done when it has none and steps are left."""
        after = next(self._open[-1][2], None)
        if after is not None:
            self._together(*after)
        elif self._steps.left > 0:
            self._open.pop()

    def _together(self, one: Node, other: Node) -> None:
        """The two nodes are reached by the same segments."""
        if one.sole == other.sole != MANY:
            return
        self._steps.left -= 1
        if one.here and other.here:
            self._meet(self.pairs, one.here, other.here)
        if one.is_leaf or other.is_leaf:
            return
        key = (one.number, other.number) if one.number < other.number else (other.number, one.number)
        if key in self._seen:
            return
        self._seen.add(key)
        if one.below:
            self._meet(self.pairs, one.below, self._owners_below(other))
        if other.below:
            self._meet(self.pairs, other.below, self._owners_below(one))
        self._open.append((one, other, self._following(one, other)))

    def _following(self, one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
        """Pairs of nodes that the same segment leads to, as far as the steps go."""
        for left, right in ((one, other), (other, one)):
            if left.skip is not None:
                yield left.skip, right
            if left.skips:
                for child in right.children():
                    yield left, child
        if one.names and other.names:
            few, many = sorted((one.names, other.names), key=len)
            self._steps.left -= len(few) // 2
            yield from ((child, many[name]) for name, child in few.items() if name in many)
        if one.globs and other.globs:
            yield from self._by_globs(one, other)
        if one.globs and other.names:
            yield from self._wild_children(one).by_names(self._wild_children(other))
        if one.names and other.globs and one is not other:
            yield from self._wild_children(other).by_names(self._wild_children(one))

    def _by_globs(self, one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
        """Children that lead on and share a name, all of them with wildcards; those that end are noted at once."""
        for left, right in self._wild_children(one).by_globs(self._wild_children(other)):
            self._meet(self.pairs, left.owners, right.owners)
            if left is right:
                yield from combinations_with_replacement(left.deep, 2)
            else:
                yield from product(left.deep, right.deep)

    def _wild_children(self, node: Node) -> WildChildren:
        known = self._wild.get(node)
        if known is None:
            known = self._wild[node] = WildChildren(node, self._steps)
        return known

    def _owners_below(self, node: Node) -> set[int]:
        """Everybody who owns a path that goes on from `node`."""
        owners = set(node.below)
        waiting = [*node.children(), *([node.skip] if node.skip else [])]
        for here in waiting:
            self._steps.left -= 1
            owners.update(here.here, here.below)
            waiting += here.children()
            if here.skip is not None:
                waiting.append(here.skip)
        return owners

    def _meet(self, pairs: set[Pair], one: Collection[int], other: Collection[int]) -> None:
        if len(one) == len(other) == 1:
            (a,), (b,) = one, other
            if a != b:
                pairs.add((a, b) if a < b else (b, a))
        elif one and other:
            left, right = set(one), set(other)
            most = len(left) * len(right)
            self._steps.left -= most // PAIRS_A_STEP
            if most > 2 * MOST_PAIRS + len(left):
                raise _too_many()
            if left == right:
                pairs.update(combinations(sorted(left), 2))
            else:
                pairs.update((a, b) if a < b else (b, a) for a, b in product(left, right) if a != b)
        if len(pairs) > MOST_PAIRS:
            raise _too_many()

    def _give_up(self) -> None:
        """Whoever owns something beyond the places that are not done may meet there."""
        owners: dict[Node, frozenset[int]] = {}
        rows: dict[frozenset[int], set[int]] = {}
        for node in chain.from_iterable((one, other) for one, other, _ in self._open):
            if node not in owners:
                owners[node] = frozenset(self._owners_below(node).union(node.here))
        for one, other, _ in self._open:
            rows.setdefault(owners[one], set()).update(owners[other])
        for left, right in rows.items():
            self._meet(self.undecided, left, right)
        self.undecided -= self.pairs


def _too_many() -> ProofBudgetExceeded:
    return ProofBudgetExceeded(
        f"undecided: more than {MOST_PAIRS:,} pairs of scopes could meet",
        mend="write narrower touch patterns, or plan fewer objectives for one wave",
    )


def globs_meet(one: Glob, other: Glob, fold_case: bool) -> bool:
    """Whether some name matches both."""
    return may_meet(one, other)
