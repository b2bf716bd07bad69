"""Waves against the optimum, found by trying every set of objectives as the next wave."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Resource, Team
from cortex_cli.planning.capabilities import able_workers
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.capacity import capacity_of
from tests.unit.planning.builders import objective, team_of, worker

INSTANCES = 150
LARGEST = 9
RESOURCES = (Resource(id="database"), Resource(id="device", capacity=2))
FILES = ("a.py", "b.py", "c.py", "d.py", "lib/x.py", "lib/y.py", "lib/z.py")
PATTERNS = (*FILES, "lib/", "*.py", "lib/x*")
TEAMS = (
    team_of(),
    team_of(worker("a", at_once=9), parallel=9),
    team_of(worker("a", at_once=3), parallel=2),
    team_of(worker("a", at_once=2), worker("b", "docs"), parallel=4),
    team_of(worker("a", "test"), worker("b", "docs", "code"), worker("c", at_once=2), parallel=3),
)


@dataclass(frozen=True)
class Case:
    """Objectives in an order that their dependencies allow; `owned` are the files that each may write."""

    objectives: tuple[Objective, ...]
    owned: tuple[frozenset[str], ...]
    team: Team

    def seats(self, members: Sequence[Objective]) -> bool:
        """Whether some way to give each member a worker overloads none."""
        if not self.team.enabled:
            return True
        room = {each.id: each.max_concurrent for each in self.team.enabled}
        choices = [able_workers(self.team, each.task_type) or self.team.enabled for each in members]
        return any(
            all([each.id for each in seated].count(name) <= size for name, size in room.items())
            for seated in itertools.product(*choices)
        )

    def may_share(self, numbers: Sequence[int]) -> bool:
        """The rules of a wave, told once more without any of the planner's code for them."""
        members = [self.objectives[number] for number in numbers]
        width = min(self.team.limits.max_parallel, sum(each.max_concurrent for each in self.team.enabled))
        if self.team.enabled and len(members) > width:
            return False
        if any(self.owned[a] & self.owned[b] for a, b in itertools.combinations(numbers, 2)):
            return False
        for resource in RESOURCES:
            if sum(resource.id in each.resources for each in members) > resource.capacity:
                return False
        return self.seats(members)


def owned_by(patterns: Sequence[str]) -> frozenset[str]:
    """The files of `FILES` that the few patterns of these cases mean."""
    meanings = {
        "lib/": {path for path in FILES if path.startswith("lib/")},
        "*.py": {path for path in FILES if "/" not in path},
        "lib/x*": {"lib/x.py"},
    }
    return frozenset(path for pattern in patterns for path in meanings.get(pattern, {pattern}))


def make_case(seed: int) -> Case:
    rng = random.Random(seed)
    size = rng.randint(3, LARGEST)
    density = rng.choice([0.0, 0.1, 0.3])
    found: list[Objective] = []
    for number in range(size):
        touch = [*rng.sample(PATTERNS, rng.choice([0, 1, 1, 2])), f"own/{number}.txt"]
        made = objective(
            f"N{number}",
            *touch,
            after=" ".join(f"N{other}" for other in range(number) if rng.random() < density),
            seconds=rng.choice([10.0, 30.0, 60.0, 90.0, 200.0]),
            kind=rng.choice([TaskType.FEATURE, TaskType.DOCS, TaskType.TEST]),
        )
        resources = tuple(each.id for each in RESOURCES if rng.random() < 0.2)
        found.append(replace(made, resources=resources))
    owned = tuple(owned_by(each.scope.touch or ()) for each in found)
    return Case(tuple(found), owned, replace(rng.choice(TEAMS), resources=RESOURCES))


def optimum(case: Case) -> tuple[int, float]:
    """Fewest waves, then least seconds: of everything left to do, every set that may be next is tried."""
    size = len(case.objectives)
    place = {each.id: number for number, each in enumerate(case.objectives)}
    wanted = [sum(1 << place[name] for name in each.depends_on) for each in case.objectives]
    sets = [[number for number in range(size) if mask >> number & 1] for mask in range(1 << size)]
    longest = [max((case.objectives[n].estimate or 0.0 for n in each), default=0.0) for each in sets]
    allowed = [case.may_share(each) for each in sets]
    best: list[tuple[int, float]] = [(0, 0.0)]
    for left in range(1, 1 << size):
        ready = sum(1 << number for number in sets[left] if not wanted[number] & left)
        found = (size + 1, 0.0)
        chosen = ready
        while chosen:
            if allowed[chosen]:
                waves, seconds = best[left ^ chosen]
                found = min(found, (waves + 1, seconds + longest[chosen]))
            chosen = (chosen - 1) & ready
        best.append(found)
    return best[-1]


def test_small_plans_have_the_fewest_waves_and_then_the_least_time() -> None:
    """At least 95 of 100 are optimal, and none is more than one wave worse."""
    best = 0
    for seed in range(INSTANCES):
        case = make_case(seed)
        capacity = capacity_of(case.team, case.objectives)
        found = assign_waves(case.objectives, capacity)
        waves, seconds = optimum(case)
        placed = {each.id: each.wave for each in found.objectives}
        assert all(placed[name] < each.wave for each in found.objectives for name in each.depends_on), seed
        for wave in range(1, found.waves + 1):
            assert case.may_share([n for n, each in enumerate(found.objectives) if each.wave == wave]), seed
        assert waves <= found.waves <= waves + 1, seed
        assert found.floor.waves <= waves, seed
        assert found.waves == waves or not found.optimal, seed
        assert found.seconds == seconds or not found.fastest, seed
        best += (found.waves, found.seconds) == (waves, seconds)
    assert best >= 0.95 * INSTANCES
