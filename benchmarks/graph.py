"""What building, checking and placing a graph of objectives costs: `python -m benchmarks.graph`.

Each graph is built again for every round; of each step the best round counts. Memory is what Python allocated at most
during one round, measured apart, for measuring it takes time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import Limits, Resource, ShellWorker, Team
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.graph import Graph, critical_path, graph_of
from cortex_cli.planning.waves.assignment import place
from cortex_cli.planning.waves.capacity import capacity_of
from cortex_cli.planning.waves.meetings import Meetings, meetings_of
from cortex_cli.planning.waves.scheduling import schedule_of

SEED = 20
SIZES = (9, 14, 24, 50, 200, 1000)
TEAM = Team(
    workers=(ShellWorker(id="dev", command=("true",), max_concurrent=6), ShellWorker(id="two", command=("true",))),
    limits=Limits(max_parallel=8),
    resources=(Resource(id="database", capacity=2, paths=("migrations/**",)),),
)


@dataclass(frozen=True)
class Cost:
    """Seconds for each step with one graph, and the most bytes that one round allocated."""

    build: float
    validate: float
    meet: float
    place: float
    memory: int


def objectives_of(size: int) -> list[Objective]:
    """Objectives as plans have them: files of their own, a pattern or two that may meet, up to two dependencies."""
    rng = random.Random(SEED + size)
    return [
        Objective(
            id=f"O{number}",
            title=f"Part {number}",
            wave=1,
            scope=Scope(touch=(f"src/p{rng.randrange(size)}/m{number}.py", f"pkg/{rng.randrange(size)}/**")),
            depends_on=tuple(f"O{rng.randrange(max(0, number - 20), number)}" for _ in range(rng.choice((0, 1, 1, 2))))
            if number
            else (),
            estimate=float(rng.randrange(60, 900)),
            resources=("database",) if rng.random() < 0.1 else (),
        )
        for number in range(size)
    ]


def build(objectives: Sequence[Objective]) -> Graph:
    """The graph with everything that is known of it: order, levels, widths, critical path, fewest edges."""
    graph = graph_of(objectives)
    critical_path(graph, {objective.id: objective.estimate or 0.0 for objective in objectives})
    graph.profile()
    graph.reduced()
    return graph


def put_in_waves(objectives: Sequence[Objective], meetings: Meetings) -> None:
    assignment = place(objectives, capacity_of(TEAM, objectives), meetings)
    schedule_of(assignment.objectives, assignment)


def measure(size: int, rounds: int) -> Cost:
    """The best of `rounds` for each step with `size` objectives."""
    objectives = objectives_of(size)
    plan = Plan("measure", place(objectives, capacity_of(TEAM, objectives), meetings_of(objectives)).objectives)
    meetings = meetings_of(objectives)
    return Cost(
        build=best(partial(build, objectives), rounds),
        validate=best(partial(check_plan, plan, team=TEAM), rounds),
        meet=best(partial(meetings_of, objectives), rounds),
        place=best(partial(put_in_waves, objectives, meetings), rounds),
        memory=allocated(partial(run_once, objectives, plan)),
    )


def run_once(objectives: Sequence[Objective], plan: Plan) -> None:
    build(objectives)
    check_plan(plan, team=TEAM)
    put_in_waves(objectives, meetings_of(objectives))


def best(step: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest of `rounds`."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        step()
        found.append(time.perf_counter() - started)
    return min(found)


def allocated(step: Callable[[], object]) -> int:
    """The most bytes that were allocated at once during `step`."""
    tracemalloc.start()
    step()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def table(costs: dict[int, Cost]) -> str:
    """The costs as a Markdown table, in milliseconds and megabytes."""
    lines = [
        "| objectives | build ms | validate ms | find conflicts ms | place in waves ms | peak MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for size, cost in costs.items():
        times = " | ".join(f"{seconds * 1000:.1f}" for seconds in (cost.build, cost.validate, cost.meet, cost.place))
        lines.append(f"| {size:,} | {times} | {cost.memory / 1e6:.1f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what graphs of objectives cost.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each step runs (default: 5)")
    rounds = parser.parse_args().rounds
    costs = {size: measure(size, rounds) for size in SIZES}
    sys.stdout.write(f"Python {sys.version.split()[0]}, best of {rounds} rounds\n\n")
    sys.stdout.write(table(costs))


if __name__ == "__main__":
    main()
