"""How good the waves of objectives are, measured against what they could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Bound, Schedule
from cortex_cli.planning.graph import CriticalPath, Graph, critical_path, graph_of
from cortex_cli.planning.wave_lengths import wave_lengths
from cortex_cli.planning.waves.assignment import Assignment


def schedule_of(objectives: Sequence[Objective], best: Assignment) -> Schedule:
    """The waves that `objectives` have, beside `best`: the ones that planning would give them.

    The two may differ, for a person may have chosen the waves.
    """
    graph = graph_of(objectives)
    path = _longest(graph, objectives)
    seconds = seconds_of(objectives)
    waves = len({each.wave for each in objectives})
    as_fast = waves == best.waves and seconds <= round(best.seconds, 1)
    chained = best.floor.bound is Bound.DEPENDENCIES and len(path.names) == best.floor.waves
    return Schedule(
        waves=waves,
        least_waves=best.floor.waves,
        bound=best.floor.bound,
        optimal=waves == best.floor.waves,
        fastest=best.fastest and as_fast and all(each.estimate is not None for each in objectives),
        seconds=seconds,
        critical_path=path.names,
        critical_seconds=round(path.seconds, 1),
        profile=graph.profile(),
        bound_by=path.names if chained else best.floor.names,
        share=best.floor.share,
        at_once=best.floor.at_once,
    )


def _longest(graph: Graph, objectives: Sequence[Objective]) -> CriticalPath:
    """The critical path; without any estimates the chain of most objectives, in no time."""
    if any(each.estimate for each in objectives):
        return critical_path(graph, {each.id: each.estimate or 0.0 for each in objectives})
    return replace(critical_path(graph, dict.fromkeys(graph.dependencies, 1.0)), seconds=0.0)


def seconds_of(objectives: Sequence[Objective]) -> float:
    """The estimate for all waves one after another, each as long as its longest objective."""
    return round(sum(wave_lengths((each.wave, each.estimate or 0.0) for each in objectives).values()), 1)
