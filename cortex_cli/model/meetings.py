"""Which owners of a pattern tree could meet: the tree multiplied with itself, segment by segment.

Only places that two owners can both reach are visited, so the cost follows what could meet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import product

from cortex_cli.model.affix_index import AffixIndex, Key
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.language import Language
from cortex_cli.model.path_search import Budget, shortest_path
from cortex_cli.model.pattern import Pattern
from cortex_cli.model.pattern_tree import MANY, Node, PatternTree
from cortex_cli.model.segment import Glob, may_meet

MOST_PAIRS = 1_000_000
GLOB_BUDGET = 2_000
GLOB_STEPS = 50
FEW = 16

Pair = tuple[int, int]
Child = tuple[Key, Node]


class Meetings:
    """The pairs of owners, the lower number first, whose patterns share a path.

    `pairs` may have a few that meet only where no repository has paths; it never lacks one. `undecided` are those
    that were left when `budget` steps were used up. Raises ProofBudgetExceeded past MOST_PAIRS.
    """

    def __init__(self, tree: PatternTree, fold_case: bool, budget: int) -> None:
        self.pairs: set[Pair] = set()
        self.undecided: set[Pair] = set()
        self._fold_case = fold_case
        self._steps = budget
        self._seen: set[tuple[Node, Node]] = set()
        self._indices: dict[tuple[Node, bool], AffixIndex[Node]] = {}
        self._open: list[tuple[Node, Node, Iterator[tuple[Node, Node]]]] = []
        self._together(tree.root, tree.root)
        every = len(tree.owned) * (len(tree.owned) - 1) // 2
        while self._open and self._steps > 0 and len(self.pairs) < every:
            self._go_on()
        if self._open and len(self.pairs) < every:
            self._give_up()

    def _go_on(self) -> None:
        """Visit the next place after the newest that has one, which is done when it has none and steps are left."""
        after = next(self._open[-1][2], None)
        if after is not None:
            self._together(*after)
        elif self._steps > 0:
            self._open.pop()

    def _together(self, one: Node, other: Node) -> None:
        """The two nodes are reached by the same segments."""
        if one.sole == other.sole != MANY or (one, other) in self._seen or (other, one) in self._seen:
            return
        self._seen.add((one, other))
        self._meet(self.pairs, one.here, other.here)
        if one.below:
            self._meet(self.pairs, one.below, self._owners_below(other))
        if other.below:
            self._meet(self.pairs, other.below, self._owners_below(one))
        self._open.append((one, other, self._following(one, other)))

    def _following(self, one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
        """Pairs of nodes that the same segment leads to, as far as the steps go."""
        self._steps -= 1
        for left, right in ((one, other), (other, one)):
            if left.skip is not None:
                yield left.skip, right
            if left.skips:
                for child in right.children():
                    self._steps -= 1
                    yield left, child
        few, many = sorted((one.names, other.names), key=len)
        self._steps -= len(few)
        for name, child in few.items():
            if name in many:
                yield child, many[name]
        if one.globs or other.globs:
            yield from self._by_globs(one, other)

    def _by_globs(self, one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
        """Children that share a name, at least one of which has wildcards."""
        kinds = [(True, True), (True, False), *([(False, True)] if one is not other else [])]
        for globs, other_globs in kinds:
            for (left, child), (right, twin) in self._nearest(one, globs, other, other_globs):
                if self._steps <= 0:
                    return
                if one is other and other_globs and child.number > twin.number:
                    continue
                self._steps -= 1
                if self._share_name(left, right):
                    yield child, twin

    def _nearest(self, one: Node, globs: bool, other: Node, other_globs: bool) -> Iterable[tuple[Child, Child]]:
        """Every pair of children that may share a name, and few others."""
        left, right = _children(one, globs), _children(other, other_globs)
        if not left or not right:
            return ()
        if len(left) * len(right) <= FEW:
            return product(left, right)
        if len(left) <= len(right):
            index = self._index(other, other_globs)
            return ((child, near) for child in left for near in index.near(child[0]))
        index = self._index(one, globs)
        return ((near, child) for child in right for near in index.near(child[0]))

    def _index(self, node: Node, globs: bool) -> AffixIndex[Node]:
        known = self._indices.get((node, globs))
        if known is None:
            known = self._indices[node, globs] = AffixIndex(_children(node, globs))
        return known

    def _share_name(self, left: Key, right: Key) -> bool:
        if isinstance(left, str):
            return isinstance(right, Glob) and right.matches(left)
        if isinstance(right, str):
            return left.matches(right)
        self._steps -= 1
        sure = left == right or may_meet(left, right)
        if sure is not None:
            return sure
        self._steps -= GLOB_STEPS
        return globs_meet(left, right, self._fold_case)

    def _owners_below(self, node: Node) -> set[int]:
        """Everybody who owns a path that goes on from `node`."""
        owners = set(node.below)
        waiting = [*node.children(), *([node.skip] if node.skip else [])]
        while waiting:
            self._steps -= 1
            here = waiting.pop()
            owners.update(here.here, here.below)
            waiting += here.children()
            if here.skip is not None:
                waiting.append(here.skip)
        return owners

    def _meet(self, pairs: set[Pair], one: Collection[int], other: Collection[int]) -> None:
        if not one or not other:
            return
        left, right = set(one), set(other)
        if len(left) * len(right) <= 2 * MOST_PAIRS + len(left):
            pairs.update((a, b) if a < b else (b, a) for a, b in product(left, right) if a != b)
            if len(pairs) <= MOST_PAIRS:
                return
        raise ProofBudgetExceeded(
            f"undecided: more than {MOST_PAIRS:,} pairs of scopes could meet",
            mend="write narrower touch patterns, or plan fewer objectives for one wave",
        )

    def _give_up(self) -> None:
        """Whoever owns something beyond the places that are not done may meet there."""
        owners: dict[Node, frozenset[int]] = {}
        rows: dict[frozenset[int], set[int]] = {}
        for one, other, _ in self._open:
            for node in (one, other):
                if node not in owners:
                    owners[node] = frozenset(self._owners_below(node).union(node.here))
            rows.setdefault(owners[one], set()).update(owners[other])
        for left, right in rows.items():
            self._meet(self.undecided, left, right)
        self.undecided -= self.pairs


@lru_cache(maxsize=65_536)
def globs_meet(one: Glob, other: Glob, fold_case: bool) -> bool:
    """Whether some name matches both; True as well where GLOB_BUDGET steps do not decide it."""
    left, right = (Language([Pattern("", (glob,), literal=False, directory=False)]) for glob in (one, other))
    try:
        found = shortest_path(left, right, Language(()), fold_case=fold_case, budget=Budget(GLOB_BUDGET))
    except ProofBudgetExceeded:
        return True
    return found is not None


def _children(node: Node, globs: bool) -> Collection[Child]:
    return node.globs.items() if globs else node.names.items()
