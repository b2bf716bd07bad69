"""Rules that need not hold for every plan, and that a case may ask for by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from cortex_cli.model.expectations import FurtherRule
from cortex_cli.model.scope import overlap
from cortex_cli.planning.cases.planned import Faults, Planned
from cortex_cli.planning.waves.capacity import capacity_of

MOST_TRIED = 9
"""Up to so many objectives, `fewest-waves` tries all ways to divide them into fewer waves."""


def one_owner(planned: Planned) -> Faults:
    """No file of the project may be written by two objectives, not even one after the other."""
    for path in planned.case.tree:
        writers = [objective.id for objective in planned.cast.writers(path)]
        if len(writers) > 1:
            yield f"one objective may write {path}", ", ".join(writers)


def all_staffed(planned: Planned) -> Faults:
    """Each objective has an enabled worker of the team."""
    enabled = {worker.id for worker in planned.case.team.enabled}
    for objective in planned.plan.objectives:
        if objective.worker not in enabled:
            yield f"{objective.id} has an enabled worker", objective.worker or "nobody"


def fewest_waves(planned: Planned) -> Faults:
    """No way to divide the objectives into fewer waves is valid; all of them are tried."""
    if len(planned.plan.objectives) > MOST_TRIED:
        yield f"at most {MOST_TRIED} objectives, to try all ways", str(len(planned.plan.objectives))
        return
    fewer = Division(planned, len(planned.plan.waves) - 1)
    if fewer.place(0):
        yield f"the fewest waves: {' '.join(map(str, fewer.members))}", planned.cast.waves()


class Division:
    """A search for waves, `count` of them, by backtracking: each objective in turn, in each wave that takes it."""

    def __init__(self, planned: Planned, count: int) -> None:
        plan, team = planned.plan, planned.case.team
        self.members: list[list[str]] = [[] for _ in range(count)]
        self._order = sorted(plan.objectives, key=lambda each: each.wave)
        self._where: dict[str, int] = {}
        pairs = combinations([each.id for each in plan.objectives], 2)
        self._apart = {frozenset(pair) for pair in pairs if _meet(planned, *pair)}
        declared = planned.case.declared.objectives if planned.case.declared else ()
        named = {each.id: each.worker for each in declared}
        free = [replace(each, worker=named.get(each.id)) for each in plan.objectives]
        self._capacity = capacity_of(team, free, plan.task_type)

    def place(self, at: int) -> bool:
        """Whether the objectives from position `at` on can be placed, given where those before them are."""
        if at == len(self._order):
            return True
        each = self._order[at]
        first = max((self._where[wanted] + 1 for wanted in each.depends_on), default=0)
        for number in range(first, len(self.members)):
            wave = self.members[number]
            if self._takes(wave, each.id):
                wave.append(each.id)
                self._where[each.id] = number
                if self.place(at + 1):
                    return True
                wave.pop()
        return False

    def _takes(self, wave: Sequence[str], name: str) -> bool:
        apart = any(frozenset((name, other)) in self._apart for other in wave)
        return not apart and self._capacity.fits([*wave, name])


def _meet(planned: Planned, one: str, other: str) -> bool:
    """Whether two objectives must not share a wave because of what they write."""
    alone = any(planned.plan.objective(name).scope.touch is None for name in (one, other))
    writes = planned.cast.writes
    return alone or overlap(writes[one], writes[other], fold_case=planned.plan.fold_case) is not None


FURTHER: Mapping[FurtherRule, Callable[[Planned], Faults]] = {
    FurtherRule.ONE_OWNER: one_owner,
    FurtherRule.ALL_STAFFED: all_staffed,
    FurtherRule.FEWEST_WAVES: fewest_waves,
}
