"""The shortest repository path that two languages share and others lack, found best first.

The languages are multiplied lazily: name by name where one of the two asks for a name as a whole, else character by
character. The search is A* (Hart, Nilsson and Raphael, 1968): places are visited in the order of the length that a
path through them has at least, which each language knows for itself. For the first two languages a place is one
state each; for those to be lacked it is the set of all states that its text may have reached, since none of them may
accept. A place is left out when an earlier one, no farther on, reached the same two states with no more restrictions
on what may follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cortex_cli.model.automaton import NEVER, State
from cortex_cli.model.language import EVERYWHERE, Fork, Language, Stop
from cortex_cli.model.name_reader import ENDS, INSIDE, START, NameReader
from cortex_cli.model.path_places import Crossing, Goal, Naming, Place, Trail, text_of
from cortex_cli.model.path_queue import PathQueue
from cortex_cli.model.steps import Budget

LETTERS_A_STEP = 2
"""How many letters of patterns are laid out in the time that one step takes."""

RESTRICTIONS_A_STEP = 32
"""How many states are compared in the time that one step takes."""


def shortest_path(
    one: Language, other: Language, lacking: Iterable[Language] = (), *, fold_case: bool, budget: Budget
) -> str | None:
    """The shortest path, spelled for comparison, of `one` and `other` that no `lacking` one has; None for none.

    Raises ProofBudgetExceeded when `budget` is used up before that is known.
    """
    without = [language for language in dict.fromkeys(lacking) if not language.is_empty]
    joining = any(language.has_joining for language in (one, other, *without))
    search = _Search(NameReader(fold_case, joining, budget), budget)
    return search.run(Crossing(one.start, other.start, frozenset(language.start for language in without), 0, None))


class _Search:
    def __init__(self, reader: NameReader, budget: Budget) -> None:
        self._reader = reader
        self._budget = budget
        self._queue = PathQueue()
        self._crossings: dict[tuple[Fork, Fork], list[Crossing]] = {}
        self._places: dict[tuple[State[Stop], State[Stop]], list[Place]] = {}
        self._laid_out: set[tuple[Fork, int]] = set()

    def run(self, start: Crossing) -> str | None:
        self._find_crossing(start)
        while True:
            match self._queue.next():
                case Place() as place:
                    self._read(place)
                case Crossing() as crossing:
                    self._cross(crossing)
                case Naming() as naming:
                    self._name(naming)
                case Goal(trail):
                    return text_of(trail)
                case None:
                    return None

    def _cross(self, here: Crossing) -> None:
        """Read a name that both ask for, and wait to read another that one asks for, or to begin one by character."""
        one, other = here.one, here.other
        for left, right in one.wild_starts(other, going_back=bool(here.lacking)):
            self._lay_out((one, other), here.lacking)
            lacking = frozenset(fork.all for fork in here.lacking)
            self._find_place(Place(left, right, lacking, START, "", here.length, here.trail))
        self._budget.spend(min(len(one.names), len(other.names)) // LETTERS_A_STEP)
        for name in one.shared_names(other):
            self._pass(here, name, one.named(name), other.named(name))
        for asks_one in (True, False):
            self._find_naming(Naming(here, asks_one, 0))

    def _lay_out(self, read: Iterable[Fork], lacking: Iterable[Fork]) -> None:
        weights = [(fork, fork.wild_weight) for fork in read]
        weights += [(fork, fork.wild_weight + fork.names_weight) for fork in lacking]
        for each in weights:
            if each not in self._laid_out:
                self._laid_out.add(each)
                self._budget.spend(each[1] // LETTERS_A_STEP)

    def _find_naming(self, found: Naming) -> None:
        names = found.asking.nearest_names if found.matching.is_wild else ()
        if found.number < len(names):
            self._queue.add(found.here.length + names[found.number][0], found)

    def _name(self, naming: Naming) -> None:
        name = naming.asking.nearest_names[naming.number][1]
        self._budget.spend(naming.matching.matching_steps(name))
        self._pass(naming.here, name, naming.asking.named(name), naming.matching.matched(name))
        self._find_naming(naming._replace(number=naming.number + 1))

    def _pass(self, here: Crossing, name: str, one: Sequence[Stop], other: Sequence[Stop]) -> None:
        """Read a whole name, which leads to these stops."""
        if one and other:
            self._budget.spend(sum(fork.matching_steps(name) for fork in here.lacking))
            lacking = [stop for fork in here.lacking for stop in (*fork.named(name), *fork.matched(name))]
            self._stop(one, other, lacking, here.length + len(name), (here.trail, name))

    def _read(self, here: Place) -> None:
        """End a name if it may end, and read one more character of it."""
        if here.name in ENDS and here.one.ends and here.other.ends:
            lacking = [stop for state in here.lacking for stop in state.ends]
            self._stop(here.one.ends, here.other.ends, lacking, here.length, here.trail)
        for char, lacking_after, name, tail in self._reader.following(here):
            trail = (here.trail, char)
            for one in here.one.targets(char):
                for other in here.other.targets(char):
                    self._find_place(Place(one, other, lacking_after, name, tail, here.length + 1, trail))

    def _stop(
        self, one: Sequence[Stop], other: Sequence[Stop], lacking: Sequence[Stop], length: int, trail: Trail
    ) -> None:
        """A name is complete: a path may end with it, and may go on."""
        self._budget.spend(len(one) * len(other) + len(lacking))
        if _ends(one) and _ends(other) and not _ends(lacking):
            self._queue.add(length, Goal(trail))
        left, right = _forks(one), _forks(other)
        if left and right:
            without = frozenset(_forks(lacking))
            for mine in left:
                for its in right:
                    self._find_crossing(Crossing(mine, its, without, length + 1, (trail, "/")))

    def _find_crossing(self, found: Crossing) -> None:
        missing = found.missing
        if missing >= NEVER or EVERYWHERE in found.lacking:
            return
        earlier = self._crossings.setdefault((found.one, found.other), [])
        self._budget.spend(1 + len(earlier) * (1 + len(found.lacking)) // RESTRICTIONS_A_STEP)
        if not any(each.allows(found) for each in earlier):
            earlier.append(found)
            self._queue.add(found.length + missing, found)

    def _find_place(self, found: Place) -> None:
        missing = found.missing
        if missing >= NEVER:
            return
        earlier = self._places.setdefault((found.one, found.other), [])
        self._budget.spend(1 + len(earlier) * (1 + len(found.lacking)) // RESTRICTIONS_A_STEP)
        for each in earlier:
            if (
                each.length <= found.length
                and each.name in (found.name, INSIDE)
                and each.tail in (found.tail, "")
                and each.lacking <= found.lacking
            ):
                return
        earlier.append(found)
        self._queue.add(found.length + missing, found)


def _ends(stops: Iterable[Stop]) -> bool:
    return any(stop.ends for stop in stops)


def _forks(stops: Iterable[Stop]) -> list[Fork]:
    return [stop.fork() for stop in stops if stop.going_on < NEVER]
