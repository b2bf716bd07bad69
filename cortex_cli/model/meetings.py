"""Which owners of a pattern tree could meet: the tree multiplied with itself, segment by segment.

Only places that two owners can both reach are visited, so the cost follows what could meet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import product

from cortex_cli.model.affix_index import AffixIndex, Key
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.language import Language
from cortex_cli.model.path_search import Budget, shortest_path
from cortex_cli.model.pattern import Pattern
from cortex_cli.model.pattern_tree import MANY, Node, PatternTree
from cortex_cli.model.segment import Glob, may_meet

MOST_PAIRS = 2_000_000
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
        self._waiting: list[tuple[Node, Node]] = []
        self._seen: set[tuple[Node, Node]] = set()
        self._indices: dict[tuple[Node, bool], AffixIndex[Node]] = {}
        self._together(tree.root, tree.root)
        while self._waiting and self._steps > 0:
            self._visit(*self._waiting.pop())
        if self._waiting:
            self._give_up()

    def _together(self, one: Node, other: Node) -> None:
        """The two nodes are reached by the same segments."""
        if one.sole == other.sole != MANY or (one, other) in self._seen or (other, one) in self._seen:
            return
        self._seen.add((one, other))
        self._waiting.append((one, other))

    def _visit(self, one: Node, other: Node) -> None:
        self._steps -= 1
        self._meet(self.pairs, one.here, other.here)
        if one.below:
            self._meet(self.pairs, one.below, self._owners_below(other))
        if other.below:
            self._meet(self.pairs, other.below, self._owners_below(one))
        for left, right in ((one, other), (other, one)):
            if left.skip is not None:
                self._together(left.skip, right)
            if left.skips:
                self._stay(left, right)
        self._read_names(one, other)
        if one.globs or other.globs:
            self._read_globs(one, other)

    def _stay(self, skipping: Node, other: Node) -> None:
        for child in other.children():
            self._steps -= 1
            self._together(skipping, child)

    def _read_names(self, one: Node, other: Node) -> None:
        few, many = sorted((one.names, other.names), key=len)
        self._steps -= len(few)
        for name, child in few.items():
            if name in many:
                self._together(child, many[name])

    def _read_globs(self, one: Node, other: Node) -> None:
        """Go on to the children that share a name, at least one of which has wildcards."""
        self._read_kinds(one, True, other, True)
        self._read_kinds(one, True, other, False)
        if one is not other:
            self._read_kinds(one, False, other, True)

    def _read_kinds(self, one: Node, globs: bool, other: Node, other_globs: bool) -> None:
        for (left, child), (right, twin) in self._nearest(one, globs, other, other_globs):
            self._steps -= 1
            if self._share_name(left, right):
                self._together(child, twin)

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

    def _meet(self, pairs: set[Pair], one: Collection[int], other: Iterable[int]) -> None:
        if not one:
            return
        pairs.update((a, b) if a < b else (b, a) for a, b in product(one, other) if a != b)
        if len(pairs) > MOST_PAIRS:
            raise ProofBudgetExceeded(
                f"undecided: more than {MOST_PAIRS:,} pairs of scopes could meet",
                mend="write narrower touch patterns, or plan fewer objectives for one wave",
            )

    def _give_up(self) -> None:
        """Whoever owns something beyond the places not visited may meet there."""
        owners: dict[Node, frozenset[int]] = {}
        rows: dict[frozenset[int], set[int]] = {}
        for one, other in self._waiting:
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
