"""How much of a plan can run at the same time: hands, and named resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Bound
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.capabilities import able_workers


@dataclass(frozen=True)
class Bottleneck:
    """`names` have to share something that serves `size` of them at once.

    It is the worker or the resource `of`, or the team as a whole: `bound` says which.
    """

    bound: Bound
    of: str | None
    size: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Capacity:
    """At most `limit` objectives at a time (None: any number), and `slots` of them for each worker.

    `able` gives the workers that may do an objective; one that is not listed takes no slot. `uses` gives the
    resources that an objective takes one of each, `stock` how many there are; one without stock bounds nothing.
    """

    limit: int | None = None
    slots: Mapping[str, int] = field(default_factory=dict)
    able: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stock: Mapping[str, int] = field(default_factory=dict)
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def queued(self) -> Capacity:
        """The same where those of one wave wait for a hand, as execution has them do: only resources bound it."""
        return replace(self, limit=None, slots={}, able={})

    def fits(self, names: Sequence[str]) -> bool:
        """Whether these objectives can all run at once, each with a worker that may do it."""
        if self.limit is not None and len(names) > self.limit:
            return False
        if self.short_of(names) is not None:
            return False
        seated: dict[str, list[str]] = {}
        return all(self._seat(name, seated, set()) for name in names if name in self.able)

    def short_of(self, names: Sequence[str]) -> str | None:
        """A resource of which these objectives together need more than there is."""
        taken: dict[str, int] = {}
        for name in names:
            for resource in self.uses.get(name, ()):
                taken[resource] = taken.get(resource, 0) + 1
                if taken[resource] > self.stock.get(resource, len(names)):
                    return resource
        return None

    def bottlenecks(self, names: Sequence[str]) -> Iterator[Bottleneck]:
        """What some of these objectives have to take turns at, whoever does them."""
        if self.limit is not None:
            yield Bottleneck(Bound.CAPACITY, None, self.limit, tuple(names))
        for worker, slots in self.slots.items():
            only = tuple(name for name in names if self.able.get(name) == (worker,))
            yield Bottleneck(Bound.WORKER, worker, slots, only)
        for resource, stock in self.stock.items():
            users = tuple(name for name in names if resource in self.uses.get(name, ()))
            yield Bottleneck(Bound.RESOURCE, resource, stock, users)

    def _seat(self, name: str, seated: dict[str, list[str]], tried: set[str]) -> bool:
        """Give `name` a free slot, moving others to their next choice where that helps.

        One augmenting path of bipartite matching (Kuhn 1955).
        """
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
    """What the enabled workers of `team` and its resources can do of `objectives` at once.

    `kind` is the task type of objectives that have none of their own. Where no worker is able, any may be
    asked; with none enabled, only resources bound anything.
    """
    stock = {resource.id: max(1, resource.capacity) for resource in team.resources}
    uses = {each.id: tuple(dict.fromkeys(each.resources)) for each in objectives if each.resources}
    if not team.enabled:
        return Capacity(stock=stock, uses=uses)
    slots = {worker.id: max(1, worker.max_concurrent) for worker in team.enabled}
    able = {}
    for objective in objectives:
        fit = able_workers(team, objective.task_type or kind) or team.enabled
        able[objective.id] = (objective.worker,) if objective.worker in slots else tuple(worker.id for worker in fit)
    return Capacity(min(max(1, team.limits.max_parallel), sum(slots.values())), slots, able, stock, uses)
