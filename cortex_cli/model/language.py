"""The paths of a union of patterns, laid out to be searched segment by segment.

Where patterns ask for a name, it is read as a whole; only what has wildcards is read by character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, product

from cortex_cli.model.automaton import NEVER, Automaton, State
from cortex_cli.model.characters import LAST, Characters
from cortex_cli.model.pattern_tree import GLOBS_A_STEP, Node, PatternTree
from cortex_cli.model.segment import Atom, Glob, Key, Segment, Wild
from cortex_cli.model.spelling import FIRST_JOINING, joins

LETTERS_A_STEP = 4096
"""How many pairs of letters, of a name and of wildcards, are compared in the time that one step takes."""


class Stop:
    """The end of a name. A path may end here if it `ends`, and go on after a slash at what `fork` gives.

    `going_on` characters are missing to the nearest end further on.
    """

    __slots__ = ("ends", "fork", "going_on")

    def __init__(self, ends: bool, going_on: int, fork: Callable[[], Fork]) -> None:
        self.ends = ends
        self.going_on = going_on
        self.fork = fork


class Fork:
    """What comes after a slash, or first: the names and wildcards below `nodes`, and any name if there is a `stay`.

    `fewest` characters are missing to the nearest end.
    """

    def __init__(self, nodes: Sequence[Node], fewest: int, stop: Callable[[Node], Stop]) -> None:
        self._nodes = nodes
        self._stop = stop
        self.fewest = fewest
        self.stay: Stop | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that are asked for as a whole."""
        return tuple(dict.fromkeys(chain.from_iterable(node.names for node in self._nodes)))

    @cached_property
    def globs(self) -> tuple[tuple[Glob, Stop], ...]:
        return tuple((glob, self._stop(child)) for node in self._nodes for glob, child in node.globs.items())

    @property
    def is_wild(self) -> bool:
        """Whether a name may be read that is not asked for as a whole."""
        return self.stay is not None or bool(self.globs)

    @cached_property
    def starts(self) -> tuple[State[Stop], ...]:
        """Where names that are not asked for as a whole are read by character: those of globs, and any."""
        segments = (self.globs, [(Wild.SEGMENTS, self.stay)] if self.stay is not None else [])
        return tuple(_automaton(each) for each in segments if each)

    @cached_property
    def nearest_names(self) -> tuple[tuple[int, str], ...]:
        """The names with the characters from before them to the nearest end, in this order."""
        ends = {name: min(0 if stop.ends else stop.going_on for stop in self.named(name)) for name in self.names}
        return tuple(sorted((len(name) + after, name) for name, after in ends.items()))

    def named(self, name: str) -> list[Stop]:
        """Where `name` leads if it is asked for as a whole."""
        return [self._stop(node.names[name]) for node in self._nodes if name in node.names]

    def matched(self, name: str) -> list[Stop]:
        """Where `name` leads because wildcards match it."""
        stops = [stop for glob, stop in self.globs if glob.matches(name)]
        return stops if self.stay is None else [*stops, self.stay]

    @cached_property
    def all(self) -> State[Stop]:
        """Where all names are read by character."""
        named = ((name, stop) for name in self.names for stop in self.named(name))
        anything = [(Wild.SEGMENTS, self.stay)] if self.stay is not None else []
        return _automaton((*named, *self.globs, *anything))

    @cached_property
    def wild_weight(self) -> int:
        """How many characters the wildcards have to be compared with."""
        return sum(glob.weight for glob, _ in self.globs)

    @cached_property
    def names_weight(self) -> int:
        """How many characters the names have."""
        return sum(map(len, self.names))

    def wild_starts(self, other: Fork, *, going_back: bool) -> list[tuple[State[Stop], State[Stop]]]:
        """The starts here and there that names may be read from; with those that lead back to both forks if asked."""
        pairs = list(product(self.starts, other.starts))
        if self.stay is None or other.stay is None or going_back or (self.stay.ends and other.stay.ends):
            return pairs
        return pairs[:-1]

    def shared_names(self, other: Fork) -> list[str]:
        """The names that are asked for as a whole both here and there."""
        few, many = sorted((self, other), key=lambda fork: len(fork.names))
        return [name for name in few.names if any(name in node.names for node in many._nodes)]

    def matching_steps(self, name: str) -> int:
        """What it costs to tell where `name` leads, in steps of a proof."""
        return 1 + len(self.globs) // GLOBS_A_STEP + len(name) * self.wild_weight // LETTERS_A_STEP


def _automaton(segments: Iterable[tuple[Segment, Stop]]) -> State[Stop]:
    automaton: Automaton[Stop] = Automaton()
    for segment, stop in segments:
        automaton.add(segment, stop, 0 if stop.ends else NEVER, stop.going_on)
    return automaton.finish()


EVERYWHERE = Fork((), 1, lambda node: ANYWHERE)
"""Where any path at all may go on."""

ANYWHERE: Stop = Stop(True, 2, lambda: EVERYWHERE)
EVERYWHERE.stay = ANYWHERE


class Language:
    """`start` is where each path begins.

    `has_joining` says whether some pattern treats characters apart that change their neighbours' spelling.
    """

    def __init__(self, tree: PatternTree) -> None:
        self._fewest = _fewest(tree.nodes)
        self._forks: dict[Node, Fork] = {}
        self._stops: dict[Node, Stop] = {}
        self.start = self._fork(tree.root)
        self.is_empty = not tree.owned
        self.has_joining = any(map(_tells_joining, _keys(tree.nodes)))

    def _fork(self, node: Node) -> Fork:
        if node.below:
            return EVERYWHERE
        known = self._forks.get(node)
        if known is None:
            nodes = (node,) if node.skip is None else (node, node.skip)
            known = self._forks[node] = Fork(nodes, self._fewest[node.number], self._stop)
            if nodes[-1].skips:
                known.stay = self._stop(nodes[-1])
        return known

    def _stop(self, node: Node) -> Stop:
        known = self._stops.get(node)
        if known is None:
            known = self._stops[node] = Stop(bool(node.here), 1 + self._fewest[node.number], partial(self._fork, node))
        return known


def _fewest(nodes: Sequence[Node]) -> list[int]:
    """For each node, how many characters the shortest way from it to an end has."""
    fewest = [NEVER] * len(nodes)
    for node in reversed(nodes):
        ways = [len(name) + _after(child, fewest) for name, child in node.names.items()]
        ways += [max(glob.fewest, 1) + _after(child, fewest) for glob, child in node.globs.items()]
        if node.skip is not None:
            ways.append(fewest[node.skip.number])
        fewest[node.number] = 1 if node.below else min(ways, default=NEVER)
    return fewest


def _after(child: Node, fewest: Sequence[int]) -> int:
    return 0 if child.here else 1 + fewest[child.number]


def _keys(nodes: Iterable[Node]) -> Iterator[Key]:
    for node in nodes:
        yield from node.names
        yield from node.globs


def _tells_joining(key: Key) -> bool:
    return any(map(_atom_tells_joining, key.atoms if isinstance(key, Glob) else (key,)))


def _atom_tells_joining(atom: Atom) -> bool:
    if isinstance(atom, str):
        return not atom.isascii() and any(map(joins, atom))
    if isinstance(atom, Characters):
        return any(first >= FIRST_JOINING or FIRST_JOINING <= last < LAST for first, last in atom.spans)
    return False
