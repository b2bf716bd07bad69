"""Patterns of many owners merged by their segments, so that membership and collisions are looked up, not tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cortex_cli.model.pattern import Pattern
from cortex_cli.model.segment import Glob, Wild

MANY = -1


class Node:
    """A place in the tree, reached by the segments read so far.

    `here` own the paths that end at this place, `below` every path that goes on from it. `skip` is where a `**`
    leads without reading anything; a node that `skips` stays where it is over any segment. `sole` is the one owner
    of everything from here on, or MANY.
    """

    __slots__ = ("below", "globs", "here", "names", "skip", "skips", "sole")

    def __init__(self, owner: int, skips: bool = False) -> None:
        self.names: dict[str, Node] = {}
        self.globs: dict[Glob, Node] = {}
        self.skip: Node | None = None
        self.skips = skips
        self.here: list[int] = []
        self.below: list[int] = []
        self.sole = owner

    def children(self) -> Iterator[Node]:
        """The nodes that reading one segment leads to."""
        yield from self.names.values()
        yield from self.globs.values()


class PatternTree:
    """The union of the patterns of each owner, a number from 0 on."""

    def __init__(self) -> None:
        self.root = Node(MANY)
        self.is_empty = True

    def add(self, pattern: Pattern, owner: int) -> None:
        """Let `owner` have what `pattern` matches; all patterns of a tree are spelled alike."""
        if pattern.is_void:
            return
        if self.is_empty:
            self.root.sole, self.is_empty = owner, False
        before = node = _shared(self.root, owner)
        for segment in pattern.segments:
            before, node = node, _shared(_child(node, segment, owner), owner)
        if pattern.segments[-1] is Wild.SEGMENTS:
            before.below.append(owner)
        elif not pattern.directory:
            node.here.append(owner)
        if pattern.literal:
            node.below.append(owner)

    def owners(self, names: Sequence[str]) -> list[int]:
        """The owners of the path with these segments, in no order and perhaps repeated."""
        found: list[int] = []
        nodes = {self.root: None}
        if self.root.skip is not None:
            nodes[self.root.skip] = None
        for name in names:
            reached: dict[Node, None] = {}
            for node in nodes:
                found += node.below
                if node.skips:
                    reached[node] = None
                _read(node, name, reached)
            if not reached:
                return found
            nodes = reached
        for node in nodes:
            found += node.here
        return found


def _child(node: Node, segment: object, owner: int) -> Node:
    if isinstance(segment, str):
        return node.names.get(segment) or node.names.setdefault(segment, Node(owner))
    if isinstance(segment, Glob):
        return node.globs.get(segment) or node.globs.setdefault(segment, Node(owner))
    if node.skip is None:
        node.skip = Node(owner, skips=True)
    return node.skip


def _shared(node: Node, owner: int) -> Node:
    if node.sole != owner:
        node.sole = MANY
    return node


def _read(node: Node, name: str, reached: dict[Node, None]) -> None:
    """Add to `reached` the nodes that `name` leads to from `node`."""
    child = node.names.get(name)
    if child is not None:
        _enter(child, reached)
    for glob, child in node.globs.items():
        if glob.matches(name):
            _enter(child, reached)


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
