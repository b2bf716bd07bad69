"""The children of a node in a pattern tree, such that those who share a name with another node's are found quickly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import product

from cortex_cli.model.affix_index import AffixIndex
from cortex_cli.model.pattern_tree import Node
from cortex_cli.model.segment import Glob, Key, may_meet, meeting_steps
from cortex_cli.model.steps import Budget

FEW = 16
"""So many comparisons are made without looking anything up."""


class Kin:
    """Children behind wildcards of which each meets whom one meets: they have stars, and begin and end alike.

    A child without a star is alone.
    """

    __slots__ = ("_owners", "children", "glob", "has_star")

    def __init__(self, glob: Glob) -> None:
        self.glob = glob
        self.has_star = glob.has_star
        self.children: list[tuple[Glob, Node]] = []
        self._owners: set[int] | None = None

    @property
    def owners(self) -> set[int]:
        """Who owns a path that ends at one of them."""
        if self._owners is None:
            self._owners = {owner for _, child in self.children for owner in child.here}
        return self._owners

    @property
    def deep(self) -> list[Node]:
        """Those that lead on."""
        return [child for _, child in self.children if not child.is_leaf]


class WildChildren:
    """What `node` of a finished tree leads to; whatever is compared is taken from `steps`, perhaps below none."""

    def __init__(self, node: Node, steps: Budget) -> None:
        self._node = node
        self._steps = steps
        self._places: dict[Kin, int] = {kin: place for place, kin in enumerate(self._kin())}
        steps.left -= len(node.globs)

    def _kin(self) -> list[Kin]:
        found: dict[object, Kin] = {}
        for glob, child in self._node.globs.items():
            ends: object = (glob.parts[0], glob.parts[-1]) if glob.has_star else glob
            if ends not in found:
                found[ends] = Kin(glob)
            found[ends].children.append((glob, child))
        return list(found.values())

    @cached_property
    def _globs(self) -> AffixIndex[Kin]:
        return AffixIndex((kin.glob, kin) for kin in self._places)

    @cached_property
    def _names(self) -> AffixIndex[tuple[str, Node]]:
        self._steps.left -= len(self._node.names)
        return AffixIndex((name, (name, child)) for name, child in self._node.names.items())

    def by_globs(self, other: WildChildren) -> Iterator[tuple[Kin, Kin]]:
        """Children that share a name with children of `other`, each pair once, also where that is this very node."""
        for left, right in self._near(other):
            if self is other and self._places[left] > self._places[right]:
                continue
            if self._steps.left <= 0:
                return
            if left is right or left.has_star == right.has_star:
                if left is right or self._share(left.glob, right.glob):
                    yield left, right
            elif left.has_star:
                yield self._fitting(left, right.glob), right
            else:
                yield left, self._fitting(right, left.glob)

    def _near(self, other: WildChildren) -> Iterator[tuple[Kin, Kin]]:
        if len(self._places) * len(other._places) <= FEW:
            yield from product(self._places, other._places)
        elif len(self._places) <= len(other._places):
            yield from ((kin, near) for kin in self._places for _, near in other._globs.near(kin.glob))
        else:
            yield from ((near, kin) for kin in other._places for _, near in self._globs.near(kin.glob))

    def _fitting(self, starred: Kin, glob: Glob) -> Kin:
        """Those of `starred` that share a name with `glob`."""
        fitting = Kin(starred.glob)
        for each, child in starred.children:
            if self._share(each, glob):
                fitting.children.append((each, child))
        return fitting

    def by_names(self, other: WildChildren) -> Iterator[tuple[Node, Node]]:
        """Children behind wildcards with children of `other` behind names that match."""
        for glob, child, name, twin in self._near_names(other):
            if self._steps.left <= 0:
                return
            if self._share(glob, name):
                yield child, twin

    def _near_names(self, other: WildChildren) -> Iterator[tuple[Glob, Node, str, Node]]:
        names = other._node.names
        if len(names) * len(self._node.globs) <= FEW:
            near = product(self._node.globs.items(), names.items())
            yield from ((glob, child, name, twin) for (glob, child), (name, twin) in near)
        elif len(names) <= len(self._places):
            for name, twin in names.items():
                for _, kin in self._globs.near(name):
                    yield from ((glob, child, name, twin) for glob, child in kin.children)
        else:
            for kin in self._places:
                for _, (name, twin) in other._names.near(kin.glob):
                    yield from ((glob, child, name, twin) for glob, child in kin.children)

    def _share(self, one: Key, other: Key) -> bool:
        self._steps.left -= meeting_steps(one, other)
        return may_meet(one, other)
