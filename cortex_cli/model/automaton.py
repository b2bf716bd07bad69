"""Names as an automaton that reads a character at a time.

Segments share the states of their common beginnings, so that two unions are compared where they agree, not pair by
pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from cortex_cli.model.characters import ANY, Characters
from cortex_cli.model.segment import Glob, Segment, Wild

NEVER = 1 << 40
"""So many characters are missing where there is no way."""

End = TypeVar("End")


class State(Generic[End]):
    """A place in a name: `ends` are what it leads to if it is complete.

    `to_end` and `to_fork` count the characters that are missing at least: until a path ends with this name, and until
    it ends after more names. `text` and `sets` tell what is read next; `star` may be read on from as well, and is a
    state that `loops`: any character leads back to it. What can be read from here can also be read from `better`.
    """

    __slots__ = (
        "_kinds", "_named", "_targets", "better", "ends", "loops", "sets", "star", "text", "to_end", "to_fork"
    )  # fmt: skip

    def __init__(self, loops: bool = False) -> None:
        self.text: dict[str, State[End]] = {}
        self.sets: dict[Characters, State[End]] = {}
        self.star: State[End] | None = None
        self.loops = loops
        self.ends: tuple[End, ...] = ()
        self.to_end = self.to_fork = NEVER
        self.better: State[End] | None = None
        self._targets: dict[str, tuple[State[End], ...]] = {}
        self._named: frozenset[str] | None = None
        self._kinds: frozenset[Characters] | None = None

    def targets(self, char: str) -> tuple[State[End], ...]:
        """The states that `char` leads to, without those that read no more than another of them."""
        known = self._targets.get(char)
        if known is None:
            known = self._targets[char] = _best(self._read(char))
        return known

    def _read(self, char: str) -> list[State[End]]:
        found = [self.text[char]] if char in self.text else []
        found += [state for characters, state in self.sets.items() if char in characters]
        if self.loops:
            found.append(self)
        return found if self.star is None else [*found, *self.star._read(char)]

    @property
    def following(self) -> list[State[End]]:
        """The states that one character leads to, but for this one."""
        return [*self.text.values(), *self.sets.values()]

    @property
    def named(self) -> frozenset[str]:
        """The characters that are told from all others."""
        if self._named is None:
            self._named = frozenset(self.text if self.star is None else {*self.text, *self.star.named})
        return self._named

    @property
    def kinds(self) -> frozenset[Characters]:
        """The sets of characters that are told from others."""
        if self._kinds is None:
            more = self.star.kinds if self.star is not None else ()
            self._kinds = frozenset((*self.sets, *((ANY,) if self.loops else ()), *more))
        return self._kinds


def _best(states: Iterable[State[End]]) -> tuple[State[End], ...]:
    found = dict.fromkeys(
        state.star if state.star is not None and state.better is state.star else state for state in states
    )
    for state in tuple(found):
        better = state.better
        while better is not None and better not in found:
            better = better.better
        if better is not None:
            del found[state]
    return tuple(found)


def _next_star(state: State[End]) -> State[End] | None:
    """The star that every name has to reach which is read on from `state`, if nothing else can be read up to there."""
    while state.better is None or state.better is not state.star:
        if state.ends or state.star is not None or len(state.following) != 1:
            return None
        (state,) = state.following
    return state.star


class Automaton(Generic[End]):
    """Made by adding segments with what their names lead to, then finished."""

    def __init__(self) -> None:
        self._states: list[State[End]] = [State()]

    def add(self, segment: Segment, end: End, to_end: int, to_fork: int) -> None:
        """Let the names of `segment`, any name for `**`, lead to `end`, which is so far from the end of a path."""
        at = self._states[0]
        for atom in segment.atoms if isinstance(segment, Glob) else (segment,):
            if isinstance(atom, Wild):
                at = self._star(at)
            elif isinstance(atom, Characters):
                at = at.sets.get(atom) or at.sets.setdefault(atom, self._new())
            else:
                for char in atom:
                    at = at.text.get(char) or at.text.setdefault(char, self._new())
        at.ends = (*at.ends, end)
        at.to_end, at.to_fork = min(at.to_end, to_end), min(at.to_fork, to_fork)

    def _star(self, at: State[End]) -> State[End]:
        if at.star is None:
            at.star = self._new(loops=True)
        return at.star

    def _new(self, loops: bool = False) -> State[End]:
        self._states.append(State(loops))
        return self._states[-1]

    def finish(self) -> State[End]:
        """The first state, now that each can know its ends, how far the nearest is, and which state is better."""
        for state in reversed(self._states):
            following = state.following
            if state.star is not None and not following and not state.ends:
                state.better = state.star
            elif state.loops and not state.ends and len(following) == 1:
                state.better = _next_star(following[0])
            for each in following:
                state.to_end, state.to_fork = min(state.to_end, each.to_end + 1), min(state.to_fork, each.to_fork + 1)
            if state.star is not None:
                star = state.star
                state.ends = (*state.ends, *star.ends)
                state.to_end, state.to_fork = min(state.to_end, star.to_end), min(state.to_fork, star.to_fork)
        return self._states[0]
