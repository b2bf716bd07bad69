"""The paths of a union of patterns as an automaton that reads one code point at a time.

Patterns share the states of their common beginnings, so that two unions are compared where they agree, not pair by
pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from cortex_cli.model.characters import ANY, LAST, Characters
from cortex_cli.model.pattern import Pattern, parse_all
from cortex_cli.model.segment import Atom, Glob, Segment, Wild
from cortex_cli.model.spelling import FIRST_JOINING, joins

EVERYTHING = 0
"""The state that any further text, which must only make the path valid, keeps accepting."""


class State:
    """What can be read at a place: `text` by character, `sets` of characters, and any character to `loop`.

    `free` states follow without reading; `star` and `skip` are those of a `*` and of a `**` at this place.
    """

    __slots__ = ("accepts", "free", "loop", "sets", "skip", "star", "text")

    def __init__(self) -> None:
        self.text: dict[str, int] = {}
        self.sets: dict[Characters, int] = {}
        self.loop: int | None = None
        self.free: list[int] = []
        self.star: int | None = None
        self.skip: int | None = None
        self.accepts = False


class Moves:
    """What a state and its free followers read: `text` by character, `sets` with the states they lead to."""

    __slots__ = ("_targets", "accepts", "kinds", "sets", "text")

    def __init__(self, text: dict[str, tuple[int, ...]], sets: Sequence[tuple[Characters, int]], accepts: bool) -> None:
        self.text = text
        self.sets = sets
        self.kinds = frozenset(characters for characters, _ in sets)
        self.accepts = accepts
        self._targets: dict[str, tuple[int, ...]] = {}

    def targets(self, char: str) -> tuple[int, ...]:
        """The states that `char` leads to."""
        known = self._targets.get(char)
        if known is None:
            by_set = () if char == "/" else (target for characters, target in self.sets if char in characters)
            known = self._targets[char] = (*self.text.get(char, ()), *by_set)
        return known


class Language:
    """`has_joining` says whether some pattern treats characters apart that change their neighbours' spelling."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        everything = State()
        everything.accepts = True
        everything.loop = EVERYTHING
        everything.text["/"] = EVERYTHING
        self._states = [everything]
        self._moves: dict[int, Moves] = {}
        self.start = self._new()
        self.has_patterns = False
        self.has_joining = False
        for pattern in patterns:
            if not pattern.is_void:
                self._add(pattern)

    def moves(self, state: int) -> Moves:
        """What can be read at `state`."""
        known = self._moves.get(state)
        if known is None:
            known = self._moves[state] = self._merged(self._followers(state))
        return known

    def _followers(self, state: int) -> list[int]:
        followers = [state]
        for each in followers:
            followers += [free for free in self._states[each].free if free not in followers]
        return [EVERYTHING] if EVERYTHING in followers else followers

    def _merged(self, states: Sequence[int]) -> Moves:
        text: dict[str, tuple[int, ...]] = {}
        sets: list[tuple[Characters, int]] = []
        for state in map(self._states.__getitem__, states):
            for char, target in state.text.items():
                text[char] = (*text.get(char, ()), target)
            sets += state.sets.items()
            if state.loop is not None:
                sets.append((ANY, state.loop))
        return Moves(text, sets, any(self._states[state].accepts for state in states))

    def _new(self) -> int:
        self._states.append(State())
        return len(self._states) - 1

    def _add(self, pattern: Pattern) -> None:
        self.has_patterns = True
        at = self.start
        *inner, last = pattern.segments
        for segment in inner:
            at = self._skip(at) if segment is Wild.SEGMENTS else self._read("/", self._segment(segment, at))
        if last is Wild.SEGMENTS:
            self._states[at].free.append(EVERYTHING)
            return
        at = self._segment(last, at)
        if not pattern.directory:
            self._states[at].accepts = True
        if pattern.literal:
            self._states[self._read("/", at)].free.append(EVERYTHING)

    def _segment(self, segment: Segment, at: int) -> int:
        for atom in segment.atoms if isinstance(segment, Glob) else (segment,):
            self.has_joining = self.has_joining or _tells_joining(atom)
            if isinstance(atom, Characters):
                at = self._states[at].sets.get(atom) or self._states[at].sets.setdefault(atom, self._new())
            elif atom is Wild.STAR:
                at = self._star(at)
            elif isinstance(atom, str):
                for char in atom:
                    at = self._read(char, at)
        return at

    def _read(self, char: str, at: int) -> int:
        text = self._states[at].text
        return text.get(char) or text.setdefault(char, self._new())

    def _star(self, at: int) -> int:
        """The state that reads any text inside a segment, from `at` on."""
        here = self._states[at]
        if here.star is None:
            here.star = self._new()
            here.free.append(here.star)
            self._states[here.star].loop = here.star
        return here.star

    def _skip(self, at: int) -> int:
        """The state that stands before any of the segments from `at` on."""
        here = self._states[at]
        if here.skip is None:
            here.skip = self._new()
            here.free.append(here.skip)
            inside = self._new()
            self._states[here.skip].loop = inside
            self._states[inside].loop = inside
            self._states[inside].text["/"] = here.skip
        return here.skip


def _tells_joining(atom: Atom) -> bool:
    if isinstance(atom, str):
        return not atom.isascii() and any(map(joins, atom))
    if isinstance(atom, Characters):
        return any(first >= FIRST_JOINING or FIRST_JOINING <= last < LAST for first, last in atom.spans)
    return False


@lru_cache(maxsize=512)
def language_of(patterns: tuple[str, ...], fold_case: bool) -> Language:
    """The language of these patterns, whose states are worked out as they are needed."""
    return Language(parse_all(patterns, fold_case))
