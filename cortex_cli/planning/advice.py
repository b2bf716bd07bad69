"""Whether several workers are worth it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cortex_cli.model.analysis import Approach, CoordinationAction, CoordinationPoint, Strategy
from cortex_cli.model.plan import Advice, Objective
from cortex_cli.model.schedule import PER_WAVE
from cortex_cli.model.text import clean, counted, duration
from cortex_cli.planning.contracts import Territory
from cortex_cli.planning.graph import critical_path, graph_of
from cortex_cli.planning.wave_lengths import wave_lengths
from cortex_cli.planning.waves.moves import Move

WORTHWHILE = 1.2
"""The least speed-up for which several workers are recommended: below it they save less than a sixth of the time."""


@dataclass(frozen=True)
class Place:
    """A file in which the work of `objectives` meets, so that they cannot all run at the same time."""

    path: str
    objectives: frozenset[str]


def advise(objectives: Sequence[Objective], strategy: Strategy | None, places: Sequence[Place] = ()) -> Advice:
    """One worker that does `objectives`, at least one, one after another and integrates once, against their waves.

    Where the strategy of an analysis is for one worker, its reason counts. `places` are the files that put
    objectives in an order. What only fixes interfaces is work that one worker would not have.
    """
    serial = round(sum(each.estimate or 0.0 for each in _without_fixing(objectives)) + PER_WAVE, 1)
    longest = wave_lengths((objective.wave, objective.estimate or 0.0) for objective in objectives)
    parallel = round(sum(seconds + PER_WAVE for seconds in longest.values()), 1)
    if len(objectives) == 1:
        return Advice("solo", serial, parallel, "all of the work is one objective")
    if strategy is not None and strategy.approach is Approach.SOLO:
        return Advice("solo", serial, parallel, strategy.reason)
    speedup = serial / parallel
    if speedup < WORTHWHILE:
        return Advice("solo", serial, parallel, _why_not(objectives, serial, parallel, places))
    work = f"{counted(len(objectives), 'objective')} in {counted(len(longest), 'wave')}"
    reason = f"{work} are {speedup:.1f} times as fast as one worker"
    return Advice("parallel", serial, parallel, reason)


def places_of(points: Sequence[CoordinationPoint], territory: Territory, moves: Iterable[Move]) -> tuple[Place, ...]:
    """The files that put objectives in an order: coordination points, and witnesses of conflicts."""
    found: dict[str, frozenset[str]] = {}
    for point in points:
        owner = territory.owner(point.path)
        if owner is not None and point.action is not CoordinationAction.OWN:
            found[point.path] = found.get(point.path, frozenset()) | territory.sides(point) | {owner}
    for witness in (move.witness for move in moves):
        if witness is not None:
            fold = territory.fold_case
            writers = {each.id for each in territory.objectives if each.scope.matches(witness, fold_case=fold)}
            found[witness] = found.get(witness, frozenset()) | writers
    return tuple(Place(path, names) for path, names in found.items())


def _without_fixing(objectives: Sequence[Objective]) -> Sequence[Objective]:
    return [objective for objective in objectives if not objective.interfaces] or objectives


def _why_not(objectives: Sequence[Objective], serial: float, parallel: float, places: Sequence[Place]) -> str:
    """What keeps the waves, `parallel` seconds in all, from being worth it against the `serial` ones of one worker."""
    waves = len({objective.wave for objective in objectives})
    work = parallel - waves * PER_WAVE
    if serial - PER_WAVE >= WORTHWHILE * work:
        return _too_little(serial, parallel, waves)
    path = critical_path(graph_of(objectives), {objective.id: objective.estimate or 0.0 for objective in objectives})
    chain = " -> ".join(path.names)
    if len(path.names) == len(objectives):
        return f"each objective waits for the one before it, {chain}: use one worker"
    busiest = max(places, key=lambda place: len(place.objectives), default=Place("", frozenset()))
    if 2 * len(busiest.objectives) > len(objectives):
        meeting = f"{len(busiest.objectives)} of {len(objectives)} objectives meet in `{clean(busiest.path)}`"
        return f"{meeting}: use one worker"
    if len(path.names) > 1 and 2 * path.seconds >= work:
        return f"the chain {chain} takes most of the time"
    return _too_little(serial, parallel, waves)


def _too_little(serial: float, parallel: float, waves: int) -> str:
    """Why waves that save time, or would but for what each costs besides its work, are not worth it."""
    if parallel < serial:
        return f"several workers would save only {duration(serial - parallel)}, less than a sixth: one is simpler"
    each = "the wave costs" if waves == 1 else f"each of {waves} waves cost"
    return f"integration and gates after {each} more time than working side by side saves"
