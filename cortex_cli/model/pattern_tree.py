"""Patterns of many owners merged by their segments, so that membership and collisions are looked up, not tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cortex_cli.model.pattern import Pattern
from cortex_cli.model.segment import Glob, Segment, Wild
from cortex_cli.model.steps import Budget

MANY = -1

GLOBS_A_STEP = 8
"""How many globs a name is compared with in the time that one step takes."""


class Node:
    """A place in the tree, reached by the segments read so far.

    `here` own the paths that end at this place, `below` every path that goes on from it. `skip` is where a `**`
    leads without reading anything; a node that `skips` stays where it is over any segment. `sole` is the one owner
    of everything from here on, or MANY. `number` orders the nodes of a tree.
    """

    __slots__ = ("below", "globs", "here", "names", "number", "skip", "skips", "sole")

    def __init__(self, number: int, owner: int, skips: bool = False) -> None:
        self.number = number
        self.names: dict[str, Node] = {}
        self.globs: dict[Glob, Node] = {}
        self.skip: Node | None = None
        self.skips = skips
        self.here: list[int] = []
        self.below: list[int] = []
        self.sole = owner

    @property
    def is_leaf(self) -> bool:
        """Whether nothing can be read from here on."""
        return not (self.names or self.globs or self.skip or self.skips or self.below)

    def children(self) -> Iterator[Node]:
        """The nodes that reading one segment leads to."""
        yield from self.names.values()
        yield from self.globs.values()


class PatternTree:
    """The union of the patterns of each owner, a number from 0 on; `owned` are the owners that have any.

    `nodes` are all of them, each after the one that leads to it.
    """

    def __init__(self) -> None:
        self.root = Node(0, MANY)
        self.nodes = [self.root]
        self.owned: set[int] = set()

    def add(self, pattern: Pattern, owner: int) -> None:
        """Let `owner` have what `pattern` matches; all patterns of a tree are spelled alike."""
        if pattern.is_void:
            return
        if not self.owned:
            self.root.sole = owner
        self.owned.add(owner)
        segments = pattern.segments
        goes_on = segments[-1] is Wild.SEGMENTS
        node = _shared(self.root, owner)
        for segment in segments[:-1] if goes_on else segments:
            node = _shared(self._child(node, segment, owner), owner)
        if not (goes_on or pattern.directory):
            node.here.append(owner)
        if goes_on or pattern.literal:
            node.below.append(owner)

    def _child(self, node: Node, segment: Segment, owner: int) -> Node:
        if isinstance(segment, str):
            return node.names.get(segment) or node.names.setdefault(segment, self._new(owner))
        if isinstance(segment, Glob):
            return node.globs.get(segment) or node.globs.setdefault(segment, self._new(owner))
        if node.skip is None:
            node.skip = self._new(owner, skips=True)
        return node.skip

    def _new(self, owner: int, skips: bool = False) -> Node:
        self.nodes.append(Node(len(self.nodes), owner, skips))
        return self.nodes[-1]

    def owners(self, names: Sequence[str], steps: Budget | None = None) -> list[int]:
        """The owners of the path with these segments, in no order and perhaps repeated.

        What that costs is taken from `steps`, perhaps below none.
        """
        found: list[int] = []
        nodes: Iterable[Node] = (self.root, self.root.skip) if self.root.skip else (self.root,)
        for name in names:
            reached: dict[Node, None] = {}
            for node in nodes:
                if node.below:
                    found += node.below
                if node.skips:
                    reached[node] = None
                if name in node.names:
                    _enter(node.names[name], reached)
                if node.globs:
                    if steps is not None:
                        steps.left -= len(node.globs) // GLOBS_A_STEP
                    for glob, child in node.globs.items():
                        if glob.matches(name):
                            _enter(child, reached)
            if not reached:
                return found
            nodes = reached
        for node in nodes:
            found += node.here
        return found


def _shared(node: Node, owner: int) -> Node:
    if node.sole != owner:
        node.sole = MANY
    return node


def _enter(node: Node, reached: dict[Node, None]) -> None:
    reached[node] = None
    if node.skip is not None:
        reached[node.skip] = None


def tree_of(sets: Iterable[Iterable[Pattern]]) -> PatternTree:
    """The tree in which the patterns of the n-th set belong to owner n."""
    tree = PatternTree()
    for owner, patterns in enumerate(sets):
        for pattern in patterns:
            tree.add(pattern, owner)
    return tree
