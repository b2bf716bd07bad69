"""The shortest repository path that two languages share and a third one lacks, found breadth first.

The languages are multiplied lazily. For the first two a place is one state each; for the third it is the set of
all states its text may have reached, since none of them may accept. A place is left out when an earlier one reached
the same two states with no more restrictions on what may follow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import combining

from cortex_cli.model.alphabet import regions, representatives
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.language import EVERYTHING, Language, Moves
from cortex_cli.model.spelling import is_inert, spell

START, INSIDE, DOT, DOTS, DOT_G, DOT_GI, DOT_GIT = range(7)
"""How far a segment has come towards being `.`, `..` or `.git`, which no path may have."""

NAMES = {
    (START, "."): DOT, (DOT, "."): DOTS, (DOT, "g"): DOT_G, (DOT, "G"): DOT_G, (DOT_G, "i"): DOT_GI,
    (DOT_G, "I"): DOT_GI, (DOT_GI, "t"): DOT_GIT, (DOT_GI, "T"): DOT_GIT,
}  # fmt: skip
MENTIONED = {START: ".", INSIDE: "", DOT: ".gG", DOTS: "", DOT_G: "iI", DOT_GI: "tT", DOT_GIT: ""}
ENDS = frozenset({INSIDE, DOT_G, DOT_GI})


def undecided() -> ProofBudgetExceeded:
    """The error for a proof that ran out of steps."""
    return ProofBudgetExceeded(
        "undecided: comparing these patterns takes more steps than a proof may",
        mend="use fewer wildcards in one pattern, or list the paths",
    )


@dataclass(slots=True)
class Budget:
    """Steps left for proofs; `spend` raises ProofBudgetExceeded when they are used up."""

    left: int

    def spend(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise undecided()


class Place(NamedTuple):
    """A text read so far, by what may follow it.

    `name` is how far its segment is towards a forbidden name, `tail` the end of it that a combining character
    could still change, `number` its entry among the texts.
    """

    one: int
    other: int
    lacking: frozenset[int]
    name: int
    tail: str
    number: int

    def allows(self, later: Place) -> bool:
        """Whether every text that may follow `later` may follow this one."""
        return self.name in (later.name, INSIDE) and self.tail in ("", later.tail) and self.lacking <= later.lacking


def shortest_path(one: Language, other: Language, lacking: Language, *, fold_case: bool, budget: Budget) -> str | None:
    """The shortest path, spelled for comparison, of `one` and `other` that `lacking` does not have; None for none.

    Raises ProofBudgetExceeded when `budget` is used up before that is known.
    """
    return _Search(one, other, lacking, fold_case, budget).run()


class _Search:
    def __init__(self, one: Language, other: Language, lacking: Language, fold_case: bool, budget: Budget) -> None:
        self._one = one
        self._other = other
        self._lacking = lacking
        self._fold_case = fold_case
        self._joining = one.has_joining or other.has_joining or lacking.has_joining
        self._budget = budget
        self._texts: list[tuple[int, str]] = []
        self._seen: dict[tuple[int, int], list[Place]] = {}
        self._waiting: deque[Place] = deque()
        self._lacking_moves: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def run(self) -> str | None:
        lacking = frozenset({self._lacking.start} if self._lacking.has_patterns else ())
        self._waiting.append(Place(self._one.start, self._other.start, lacking, START, "", -1))
        while self._waiting:
            place = self._waiting.popleft()
            for later in self._followers(place):
                if self._is_shared(later):
                    return self._text(later)
                self._waiting.append(later)
        return None

    def _followers(self, place: Place) -> Iterator[Place]:
        """The places one character further on that an earlier one does not make needless."""
        one, other = self._one.moves(place.one), self._other.moves(place.other)
        for char in self._characters(place, one, other):
            lacking = self._read_lacking(place.lacking, char)
            tail = self._read_tail(place.tail, char)
            self._budget.spend()
            if EVERYTHING in lacking or tail is None or (char == "/" and place.name not in ENDS):
                continue
            name = START if char == "/" else NAMES.get((place.name, char), INSIDE)
            number = len(self._texts)
            self._texts.append((place.number, char))
            for left in one.targets(char):
                for right in other.targets(char):
                    later = Place(left, right, lacking, name, tail, number)
                    if self._is_new(later):
                        yield later

    def _characters(self, place: Place, one: Moves, other: Moves) -> list[str]:
        """The characters to try, such that every other one leads to a place that one of these makes needless."""
        if not one.sets or not other.sets:
            if one.sets or other.sets:
                return sorted(other.text if one.sets else one.text)
            return sorted(one.text.keys() & other.text.keys())
        named = one.text.keys() | other.text.keys()
        lacking = [self._lacking.moves(state) for state in place.lacking]
        avoid = named.union(MENTIONED[place.name], *(moves.text for moves in lacking))
        sets = one.kinds.union(other.kinds, *(moves.kinds for moves in lacking))
        fresh = [
            char
            for region in regions(sets)
            for char in representatives(region, avoid, fold_case=self._fold_case, joining=self._joining)
        ]
        return [*fresh, *sorted(named.difference(fresh))]

    def _read_lacking(self, states: frozenset[int], char: str) -> frozenset[int]:
        if not states:
            return states
        known = self._lacking_moves.get((states, char))
        if known is None:
            known = frozenset(target for state in states for target in self._lacking.moves(state).targets(char))
            self._lacking_moves[states, char] = known
            self._budget.spend(len(states))
        return known

    def _read_tail(self, tail: str, char: str) -> str | None:
        """The new tail; None where the text would no longer be spelled as paths are."""
        if not self._joining or char == "/":
            return ""
        text = tail + char
        if spell(text, self._fold_case) != text:
            return None
        if is_inert(char):
            return ""
        return text if combining(char) else char

    def _is_new(self, place: Place) -> bool:
        earlier = self._seen.setdefault((place.one, place.other), [])
        self._budget.spend(1 + len(earlier) // 8)
        if any(each.allows(place) for each in earlier):
            return False
        earlier.append(place)
        return True

    def _is_shared(self, place: Place) -> bool:
        return (
            place.name in ENDS
            and self._one.moves(place.one).accepts
            and self._other.moves(place.other).accepts
            and not any(self._lacking.moves(state).accepts for state in place.lacking)
        )

    def _text(self, place: Place) -> str:
        chars = []
        number = place.number
        while number >= 0:
            number, char = self._texts[number]
            chars.append(char)
        return "".join(reversed(chars))
