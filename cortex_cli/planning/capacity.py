"""How much of a plan can run at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cortex_cli.model.plan import Objective
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.capabilities import able_workers


@dataclass(frozen=True)
class Capacity:
    """At most `limit` objectives at a time (None: any number), and `slots` of them for each worker.

    `able` gives the workers that may do an objective; one that is not listed takes no slot.
    """

    limit: int | None = None
    slots: Mapping[str, int] = field(default_factory=dict)
    able: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fits(self, names: Sequence[str]) -> bool:
        """Whether these objectives can all run at once, each with a worker that may do it."""
        if self.limit is not None and len(names) > self.limit:
            return False
        seated: dict[str, list[str]] = {}
        return all(self._seat(name, seated, set()) for name in names if name in self.able)

    def least_waves(self, names: Sequence[str]) -> int:
        """A number of waves below which these objectives cannot be done, for want of hands."""
        bounds = [1 if names else 0]
        if self.limit is not None:
            bounds.append(_divide(len(names), self.limit))
        for worker, slots in self.slots.items():
            bound_to = sum(self.able.get(name) == (worker,) for name in names)
            bounds.append(_divide(bound_to, slots))
        return max(bounds)

    def _seat(self, name: str, seated: dict[str, list[str]], tried: set[str]) -> bool:
        """Give `name` a free slot, moving others to their next choice where that helps."""
        for worker in self.able[name]:
            if worker in tried:
                continue
            tried.add(worker)
            there = seated.setdefault(worker, [])
            if len(there) < self.slots[worker]:
                there.append(name)
                return True
            for place, other in enumerate(there):
                if self._seat(other, seated, tried):
                    there[place] = name
                    return True
        return False


def capacity_of(team: Team, objectives: Sequence[Objective], kind: TaskType | None = None) -> Capacity:
    """What the enabled workers of `team` can do of `objectives` at once; with none enabled, everything.

    `kind` is the task type of objectives that have none of their own. Where no worker is able, any may be
    asked.
    """
    if not team.enabled:
        return Capacity()
    slots = {worker.id: max(1, worker.max_concurrent) for worker in team.enabled}
    able = {}
    for objective in objectives:
        fit = able_workers(team, objective.task_type or kind) or team.enabled
        able[objective.id] = (objective.worker,) if objective.worker in slots else tuple(worker.id for worker in fit)
    return Capacity(min(max(1, team.limits.max_parallel), sum(slots.values())), slots, able)


def _divide(count: int, size: int) -> int:
    return -(-count // size)
