"""Whether several workers are worth it."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.analysis import Approach, Strategy
from cortex_cli.model.plan import Advice, Objective
from cortex_cli.model.text import counted, duration
from cortex_cli.planning.estimates import PER_WAVE
from cortex_cli.planning.graph import critical_path, graph_of

WORTHWHILE = 1.2
"""The least speed-up for which several workers are recommended: below it their overhead is not worth it."""


def advise(objectives: Sequence[Objective], strategy: Strategy) -> Advice:
    """One worker that does `objectives` one after another and integrates once, against their waves."""
    serial = round(sum(objective.estimate or 0.0 for objective in objectives) + PER_WAVE, 1)
    longest: dict[int, float] = {}
    for objective in objectives:
        longest[objective.wave] = max(longest.get(objective.wave, 0.0), objective.estimate or 0.0)
    parallel = round(sum(longest[wave] + PER_WAVE for wave in sorted(longest)), 1)
    if len(objectives) == 1:
        return Advice("solo", serial, parallel, "all of the work is one objective")
    if strategy.approach is Approach.SOLO:
        return Advice("solo", serial, parallel, strategy.reason)
    speedup = serial / parallel
    if speedup < WORTHWHILE:
        return Advice("solo", serial, parallel, _why_not(objectives, len(longest), serial, parallel))
    work = f"{counted(len(objectives), 'objective')} in {counted(len(longest), 'wave')}"
    reason = f"{work} take about {duration(parallel)}, one worker {duration(serial)}: {speedup:.1f} times as fast"
    return Advice("parallel", serial, parallel, reason)


def _why_not(objectives: Sequence[Objective], waves: int, serial: float, parallel: float) -> str:
    graph = graph_of(objectives)
    path = critical_path(graph, {objective.id: objective.estimate or 0.0 for objective in objectives})
    if len(path.names) == len(objectives):
        cause = "each objective waits for the one before it"
    elif len(path.names) > 1 and len(path.names) == waves:
        cause = f"the chain {' -> '.join(path.names)} takes most of the time"
    else:
        cause = f"{counted(waves, 'wave')} of little work cost more than they save"
    return f"{cause}: about {duration(parallel)} in parallel, {duration(serial)} with one worker"
