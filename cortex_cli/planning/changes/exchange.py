"""Some objectives of a plan exchanged for ones that were planned anew, beside those that are kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import covers, escape, is_literal, overlap
from cortex_cli.planning.changes.staleness import moved_in
from cortex_cli.planning.given_up import gives_up
from cortex_cli.planning.names import unescaped, writable
from cortex_cli.planning.patterns import MOST_PATTERNS

OWNER = re.compile(r"(?<= belongs to )\S+(?=, do not change it)")
"""Where a constraint names another objective of its own plan; see `briefing`."""


@dataclass(frozen=True)
class Exchange:
    """The `affected` objectives of `plan` give way to those of `fresh`, a plan for the same request at HEAD.

    A fresh objective comes in where it shares a file or a touch pattern with an affected one, or where it has
    something that no kept objective may write. It comes without what kept ones own, and without what was `declined`:
    files and patterns that an analysis offered before and the plan does not have. `tracked` are the files of HEAD,
    `renames` what has become of others.
    """

    plan: Plan
    fresh: Plan
    affected: frozenset[str]
    tracked: tuple[str, ...]
    renames: Mapping[str, str]
    declined: frozenset[str] = frozenset()

    @cached_property
    def kept(self) -> tuple[Objective, ...]:
        return tuple(each for each in self.plan.objectives if each.id not in self.affected)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The kept objective that has each file; whoever only fixes interfaces owns nothing."""
        working = [each for each in self.kept if not each.interfaces]
        files = written_by(self.plan, working, self.tracked)
        return {path: each.id for each in reversed(working) for path in files[each.id]}

    @cached_property
    def offered(self) -> tuple[Objective, ...]:
        """The fresh objectives without what they may not have, as far as something is left of them.

        One that may write everything, because nothing fits the request any more, has no place beside others.
        """
        taken = self.owners.keys() | self.declined
        working = (each for each in self.kept if not each.interfaces)
        patterns = {pattern for each in working for pattern in each.scope.touch or ()} | self.declined
        fold_case = self.plan.fold_case
        whole = (each for each in self.fresh.objectives if each.scope.touch is not None or not self.kept)
        cut = (each if each.interfaces else without(each, taken, patterns, fold_case=fold_case) for each in whole)
        return tuple(each for each in cut if each is not None)

    @cached_property
    def _offered_files(self) -> Mapping[str, frozenset[str]]:
        return written_by(self.fresh, self.offered, self.tracked)

    @cached_property
    def _heirs(self) -> Mapping[str, tuple[Objective, ...]]:
        """The fresh objectives that share something with each affected one."""
        lost = [each for each in self.plan.objectives if each.id in self.affected]
        before = written_by(self.plan, lost, {*self.tracked, *self.renames})
        return {
            each.id: tuple(new for new in self.offered if self._shares(each, before[each.id], new)) for each in lost
        }

    def _shares(self, old: Objective, files: Iterable[str], new: Objective) -> bool:
        if old.interfaces != new.interfaces:
            return False
        now = {self.renames.get(path, path) for path in files}
        patterns = set(old.scope.touch or ())
        return not (now.isdisjoint(self._offered_files[new.id]) and patterns.isdisjoint(new.scope.touch or ()))

    @cached_property
    def come(self) -> tuple[Objective, ...]:
        """The fresh objectives that come in, with the ids that they have in the fresh plan."""
        inherit = {each.id for heirs in self._heirs.values() for each in heirs}
        return tuple(each for each in self.offered if each.id in inherit or self._is_new(each))

    def _is_new(self, objective: Objective) -> bool:
        if objective.interfaces:
            return False
        return bool(self._offered_files[objective.id]) or not any(self._meets(each, objective) for each in self.kept)

    def _meets(self, one: Objective, other: Objective) -> bool:
        try:
            return overlap(one.scope, other.scope, fold_case=self.plan.fold_case) is not None
        except ProofBudgetExceeded:
            return True

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The new id of each that comes in: that of the one it replaces where it is one for one, else a free one."""
        replaced: dict[str, list[str]] = {}
        for old, heirs in self._heirs.items():
            for each in heirs:
                replaced.setdefault(each.id, []).append(old)
        numbers = (f"O{number}" for number in count(1))
        used = {each.id for each in self.plan.objectives}
        free = (name for name in numbers if name not in used)
        found = {}
        for each in self.come:
            olds = replaced.get(each.id, [])
            one_for_one = len(olds) == 1 and len(self._heirs[olds[0]]) == 1
            found[each.id] = olds[0] if one_for_one else next(free)
        return found

    @cached_property
    def heirs(self) -> Mapping[str, tuple[str, ...]]:
        """The new ids of what took the place of each affected objective; of nothing where it has none."""
        return {old: tuple(self.ids[each.id] for each in heirs) for old, heirs in self._heirs.items()}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """What has become of each id of the fresh plan: the new id, else the kept objectives that have its files."""
        files = written_by(self.fresh, self.fresh.objectives, self.tracked)
        fixing = tuple(each.id for each in self.kept if each.interfaces)
        found = {}
        for each in self.fresh.objectives:
            owners = tuple(dict.fromkeys(self.owners[path] for path in sorted(files[each.id]) if path in self.owners))
            kept = fixing if each.interfaces else owners
            found[each.id] = (self.ids[each.id],) if each.id in self.ids else kept
        return found

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """The new objectives, with the dependencies they came with; what replaces nothing one for one comes last."""
        come = {self.ids[each.id]: self._spoken(each) for each in self.come}
        placed = [come.pop(each.id, None) if each.id in self.affected else each for each in self.plan.objectives]
        return (*(each for each in placed if each is not None), *come.values())

    def _spoken(self, objective: Objective) -> Objective:
        """`objective` under its new id, its constraints in the words of the new plan; who does it is open."""

        def owner(found: re.Match[str]) -> str:
            return " and ".join(self.names.get(found[0], ())) or "another objective"

        constraints = tuple(OWNER.sub(owner, line) for line in objective.constraints)
        return replace(objective, id=self.ids[objective.id], worker=None, constraints=constraints)


def written_by(plan: Plan, objectives: Iterable[Objective], paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Which of `paths` each of `objectives` may write, under the rules of `plan`; by id."""
    chosen = tuple(objectives)
    found = {each.objective: frozenset(each.written) for each in moved_in(replace(plan, objectives=chosen), paths)}
    return {each.id: found.get(each.id, frozenset()) for each in chosen}


def without(
    objective: Objective, files: Collection[str], patterns: Collection[str], *, fold_case: bool = False
) -> Objective | None:
    """`objective` less the right to write `files`, and less the touch patterns in `patterns`; None if none is left.

    What is told about them goes as well. Patterns that also match some of the files forbid those.
    """
    touch = objective.scope.touch
    if touch is None:
        return objective
    lost = [
        pattern for pattern in touch if pattern in patterns or (is_literal(pattern) and unescaped(pattern) in files)
    ]
    left = tuple(pattern for pattern in touch if pattern not in lost)
    met = [escape(path) for path in sorted(files) if writable(path) and covers(left, path, fold_case=fold_case)]
    forbid = tuple(dict.fromkeys((*objective.scope.forbid, *met)))
    if not left or len(forbid) > MOST_PATTERNS:
        return None
    gone = tuple(unescaped(pattern) for pattern in lost)
    return replace(gives_up(objective, gone), scope=replace(objective.scope, touch=left, forbid=forbid))
