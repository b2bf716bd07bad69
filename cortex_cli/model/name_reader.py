"""How the names of paths are read by character: which ones must be tried, and which texts no name may be."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining

from cortex_cli.model.alphabet import readable, regions, representatives
from cortex_cli.model.automaton import NEVER, State
from cortex_cli.model.characters import Characters
from cortex_cli.model.language import Stop
from cortex_cli.model.path_places import Place
from cortex_cli.model.spelling import is_inert, spell
from cortex_cli.model.steps import Budget

START, INSIDE, DOT, DOTS, DOT_G, DOT_GI, DOT_GIT = range(7)
"""How far a name has come towards being `.`, `..` or `.git`, which no path may have."""

NAMES = {
    (START, "."): DOT, (DOT, "."): DOTS, (DOT, "g"): DOT_G, (DOT, "G"): DOT_G, (DOT_G, "i"): DOT_GI,
    (DOT_G, "I"): DOT_GI, (DOT_GI, "t"): DOT_GIT, (DOT_GI, "T"): DOT_GIT,
}  # fmt: skip
MENTIONED = {START: ".", INSIDE: "", DOT: ".gG", DOTS: "", DOT_G: "iI", DOT_GI: "tT", DOT_GIT: ""}
ENDS = frozenset({INSIDE, DOT_G, DOT_GI})

NAMED_A_STEP = 8
SPANS_A_STEP = 2
"""How many characters, and how many spans of new sets, are sorted in the time that one step takes."""

Lacking = frozenset[State[Stop]]


class NameReader:
    """`joining` says that some pattern treats characters apart that change their neighbours' spelling."""

    def __init__(self, fold_case: bool, joining: bool, budget: Budget) -> None:
        self._fold_case = fold_case
        self._joining = joining
        self._budget = budget
        self._lacking: dict[tuple[Lacking, str], Lacking] = {}
        self._regions: dict[frozenset[Characters], list[tuple[Characters, tuple[str, ...]]]] = {}

    def following(self, here: Place) -> Iterator[tuple[str, Lacking, int, str]]:
        """What can be read next: a character, with the `lacking`, `name` and `tail` that it leads to.

        Every other character leads only where one of these does as well.
        """
        for char in self._characters(here.one, here.other, here.lacking, here.name):
            self._budget.spend()
            tail = self._tail(here.tail, char)
            if tail is not None:
                yield char, self._read_lacking(here.lacking, char), NAMES.get((here.name, char), INSIDE), tail

    def _characters(self, one: State[Stop], other: State[Stop], lacking: Lacking, name: int) -> list[str]:
        if not one.kinds or not other.kinds:
            named = other.named if one.kinds else one.named if other.kinds else one.named & other.named
            self._budget.spend(len(named) // NAMED_A_STEP)
            return sorted(named)
        named = one.named | other.named
        avoid = named.union(MENTIONED[name], *(state.named for state in lacking))
        sets = one.kinds.union(other.kinds, *(state.kinds for state in lacking))
        self._budget.spend((len(avoid) + len(sets)) // NAMED_A_STEP)
        fresh: list[str] = []
        for region, ready in self._regions_of(sets):
            char = next((char for char in ready if char not in avoid), None)
            if char is not None:
                fresh.append(char)
            else:
                fresh += representatives(region, avoid, fold_case=self._fold_case, joining=self._joining)
        return [*fresh, *sorted(named.difference(fresh))]

    def _regions_of(self, sets: frozenset[Characters]) -> list[tuple[Characters, tuple[str, ...]]]:
        """The regions that the sets divide each other into, with a few characters of each to choose from."""
        known = self._regions.get(sets)
        if known is None:
            self._budget.spend(sum(len(each.spans) for each in sets) // SPANS_A_STEP)
            known = [(region, readable(region, self._fold_case, self._joining)) for region in regions(sets)]
            self._regions[sets] = known
        return known

    def _read_lacking(self, states: Lacking, char: str) -> Lacking:
        if not states:
            return states
        known = self._lacking.get((states, char))
        if known is None:
            known = frozenset(
                after for state in states for after in state.targets(char) if min(after.to_end, after.to_fork) < NEVER
            )
            self._lacking[states, char] = known
            self._budget.spend(len(states) + len(known))
        return known

    def _tail(self, tail: str, char: str) -> str | None:
        """The new tail; None where the text would no longer be spelled as paths are."""
        if not self._joining:
            return ""
        text = tail + char
        if spell(text, self._fold_case) != text:
            return None
        if is_inert(char):
            return ""
        return text if combining(char) else char
