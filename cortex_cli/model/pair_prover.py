"""The pairs of a wave that could meet, proven one after the other within one budget for all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from cortex_cli.model.automaton import NEVER
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.language import Language
from cortex_cli.model.membership import Membership, Union
from cortex_cli.model.path_search import LETTERS_A_STEP, shortest_path
from cortex_cli.model.pattern import parse
from cortex_cli.model.proofs import clash, shared, shortest_of
from cortex_cli.model.steps import Budget

PROVING_BUDGETS = 2
"""How many times the budget of one pair a whole wave may take to prove its pairs."""

LATE_BUDGETS = 1
"""The same for finding any path at all for the pairs that are left then."""

PAIR_STEPS = 20
PATTERN_STEPS = 20
"""What starting a proof and laying out a single pattern cost."""

LATE_STEPS = 400
"""What a pair may cost that is left then."""

REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where two write sets meet, None where they do not."""

    witness: str | None
    is_decided: bool = True


APART = Outcome(None)
UNDECIDED = Outcome(None, is_decided=False)


class PairProver:
    """`budget` bounds each pair; equal pairs are proven once."""

    def __init__(self, existing: Sequence[str], budget: int) -> None:
        self._existing = existing
        self._budget = budget
        self._steps = Budget(PROVING_BUDGETS * budget)
        self._late_steps = Budget(LATE_BUDGETS * budget)
        self._fewest: dict[Membership, int] = {}
        self._known: dict[tuple[Membership, Membership], Outcome] = {}
        self._recent: deque[tuple[str, dict[Membership, bool]]] = deque(maxlen=REMEMBERED)
        self._languages: dict[str, Language] = {}

    def outcome(self, one: Membership, other: Membership) -> Outcome:
        """Where the two meet: at a shortest path as long as there are steps for that, else at any that is found."""
        known = self._known.get((one, other))
        if known is None:
            known = self._look_at(one, other) if self._steps.left > 0 else self._late(one, other)
            if known.is_decided:
                self._known[one, other] = known
        return known

    def _look_at(self, one: Membership, other: Membership) -> Outcome:
        fewest = max(self._at_least(one), self._at_least(other))
        if fewest == NEVER:
            return APART
        for path, having in self._recent:
            if len(path) == fewest and self._both_have(path, having, one, other, self._steps):
                return Outcome(path)
        return self._prove(one, other)

    def _at_least(self, member: Membership) -> int:
        """The length of the shortest path there is to write, 0 where that is not known, NEVER for none."""
        if member not in self._fewest:
            self._fewest[member] = 0
            with suppress(ProofBudgetExceeded), self._allowance(self._steps, self._budget) as steps:
                path = shortest_of(member, steps)
                self._fewest[member] = NEVER if path is None else len(path)
        return self._fewest[member]

    def _prove(self, one: Membership, other: Membership) -> Outcome:
        self._steps.left -= PAIR_STEPS
        try:
            with self._allowance(self._steps, self._budget) as steps:
                path = shared(one, other, steps)
                if path is None:
                    return Outcome(clash(one, other, self._existing, steps))
        except ProofBudgetExceeded:
            return self._late(one, other)
        if all(path != known for known, _ in self._recent):
            self._recent.append((path, {one: True, other: True}))
        return Outcome(path)

    def _late(self, one: Membership, other: Membership) -> Outcome:
        """Where the two meet, at a path found before or one that two of their patterns share."""
        if self._late_steps.left <= 0:
            found = (outcome for outcome, having in self._last if one in having and other in having)
            return next(found, UNDECIDED)
        for path, having in self._recent:
            if self._both_have(path, having, one, other, self._late_steps):
                return Outcome(path)
        if self._late_steps.left > 0:
            with suppress(ProofBudgetExceeded), self._allowance(self._late_steps, LATE_STEPS) as steps:
                for left, right in product(one.writes.touch, other.writes.touch):
                    steps.spend(PAIR_STEPS)
                    languages = self._language(left, one, steps), self._language(right, other, steps)
                    forbidden = one.forbid.language, other.forbid.language
                    shared_by_two = shortest_path(*languages, forbidden, fold_case=one.fold_case, budget=steps)
                    if shared_by_two is not None:
                        return Outcome(shared_by_two)
        return UNDECIDED

    @cached_property
    def _last(self) -> list[tuple[Outcome, frozenset[Membership]]]:
        """Paths found before, when no steps are left, with those that are known to have them."""
        known = ((path, frozenset(each for each in having if having[each])) for path, having in self._recent)
        return [(Outcome(path), having) for path, having in known if len(having) > 2]

    def _language(self, pattern: str, member: Membership, steps: Budget) -> Language:
        if pattern not in self._languages:
            steps.spend(PATTERN_STEPS + len(pattern) // LETTERS_A_STEP)
            self._languages[pattern] = Union([parse(pattern, member.fold_case)]).language
        return self._languages[pattern]

    def _both_have(
        self, path: str, having: dict[Membership, bool], one: Membership, other: Membership, steps: Budget
    ) -> bool:
        """Whether both are known to have `path`, or turn out to as far as `steps` go."""
        for member in (one, other):
            if member not in having and steps.left > 0:
                steps.left -= 1
                having[member] = member.has(path, steps)
            if not having.get(member):
                return False
        return True

    @contextmanager
    def _allowance(self, steps: Budget, most: int) -> Iterator[Budget]:
        """As many of `steps` as one proof may take."""
        allowed = Budget(min(most, steps.left))
        before = allowed.left
        try:
            yield allowed
        finally:
            steps.left -= before - allowed.left
