"""Where a cycle stands, from its events alone: phase, percent, activity, elapsed and remaining time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cortex_cli.model.clock import Clock
from cortex_cli.model.events import (
    Activity,
    AttemptChanged,
    CycleCompleted,
    Event,
    GateEnded,
    GateStarted,
    ObjectiveChanged,
    ObjectivesCreated,
    Phase,
    PhaseCompleted,
    PhaseStarted,
    RunChanged,
    WaveCompleted,
    WavesCreated,
    WaveStarted,
    WorkerOutput,
)
from cortex_cli.model.plan import Plan, Wave
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.pipeline.estimate import ENDED, share_done, time_left

UNPLACED = -1
"""The wave of an objective of which only its name is known so far."""


@dataclass(frozen=True, slots=True)
class ObjectiveStatus:
    """`activity` is the last thing it did, in words; `seconds` how long it has been worked on so far."""

    id: str
    title: str
    wave: int
    state: ObjectiveState = ObjectiveState.PENDING
    worker: str | None = None
    activity: str = ""
    seconds: float = 0.0
    estimate: float | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """`percent` is of the current phase and never goes back within it; times are seconds.

    `remaining` is None while there is nothing to estimate it from; `wave` is the one at work.
    """

    phase: Phase | None
    percent: float
    activity: str
    elapsed: float
    remaining: float | None
    wave: int | None
    waves: tuple[Wave, ...]
    objectives: tuple[ObjectiveStatus, ...]
    run_state: RunState | None


class Progress:
    """A listener that keeps a Status; events and readers may come from different threads."""

    def __init__(self, clock: Clock, plan: Plan | None = None) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._begun = clock.elapsed()
        self._phase: Phase | None = None
        self._percent = 0.0
        self._activity = ""
        self._wave: int | None = None
        self._run_state: RunState | None = None
        self._objectives: dict[str, ObjectiveStatus] = {}
        self._started: dict[str, float] = {}
        if plan is not None:
            self.follow(plan)

    def follow(self, plan: Plan) -> None:
        """Take titles, waves and estimates from `plan`; what is known of its objectives so far stays."""
        with self._lock:
            known = self._objectives
            self._objectives = {
                item.id: replace(
                    known.get(item.id, ObjectiveStatus(item.id, item.title, item.wave)),
                    title=item.title,
                    wave=item.wave,
                    estimate=item.estimate,
                )
                for item in plan.objectives
            }

    def __call__(self, event: Event) -> None:
        """Learn from `event`; kinds that tell nothing about progress are ignored."""
        with self._lock:
            if event.objective is None:
                self._learn(event)
            else:
                self._learn_of(event.objective, event)

    def status(self) -> Status:
        """The present state; its times are of this moment."""
        with self._lock:
            now = self._clock.elapsed()
            objectives = tuple(self._timed(item, now) for item in self._objectives.values())
            self._percent = max(self._percent, self._share(objectives))
            return Status(
                self._phase,
                self._percent,
                self._activity,
                now - self._begun,
                time_left(objectives) if self._phase is Phase.EXECUTION else None,
                self._wave,
                _waves(objectives),
                objectives,
                self._run_state,
            )

    def _share(self, objectives: tuple[ObjectiveStatus, ...]) -> float:
        return 100.0 * share_done(objectives) if self._phase is Phase.EXECUTION else 0.0

    def _timed(self, item: ObjectiveStatus, now: float) -> ObjectiveStatus:
        started = self._started.get(item.id)
        return item if started is None else replace(item, seconds=item.seconds + now - started)

    def _learn(self, event: Event) -> None:
        match event.data:
            case PhaseStarted(phase):
                self._phase, self._percent, self._activity = phase, 0.0, ""
            case PhaseCompleted():
                self._percent = 100.0
            case Activity(text, percent):
                self._activity = text
                self._percent = max(self._percent, min(percent or 0.0, 100.0))
            case ObjectivesCreated(objectives):
                self._meet(dict.fromkeys(objectives, UNPLACED))
            case WavesCreated(waves):
                self._meet({name: wave.number for wave in waves for name in wave.objectives})
            case WaveStarted(wave, objectives):
                self._wave, self._activity = wave, ""
                self._meet(dict.fromkeys(objectives, wave))
            case WaveCompleted(wave, commit, reason):
                self._activity = f"wave {wave} {'integrated' if commit else reason or 'rolled back'}"
            case GateStarted(gate):
                self._activity = f"gate {gate}"
            case GateEnded(result):
                self._activity = f"gate {result.gate} {'passed' if result.passed else 'failed'}"
            case RunChanged(_, state) | CycleCompleted(_, state):
                self._run_state = state
            case _:
                pass

    def _learn_of(self, name: str, event: Event) -> None:
        self._meet({name: UNPLACED})
        match event.data:
            case ObjectiveChanged(state, reason):
                self._change_state(name, state, reason)
            case AttemptChanged(state, worker, reason):
                again = f"attempt {event.attempt}" if (event.attempt or 1) > 1 else "started"
                words = again if state is AttemptState.RUNNING else reason or ""
                self._update(name, worker=worker, activity=words)
            case WorkerOutput(line):
                self._update(name, activity=line)
            case Activity(text):
                self._update(name, activity=text)
            case GateStarted(gate):
                self._update(name, activity=f"gate {gate}")
            case GateEnded(result):
                self._update(name, activity=f"gate {result.gate} {'passed' if result.passed else 'failed'}")
            case _:
                pass

    def _change_state(self, name: str, state: ObjectiveState, reason: str | None) -> None:
        if state is ObjectiveState.RUNNING:
            self._started.setdefault(name, self._clock.elapsed())
        elif state in ENDED or state is ObjectiveState.READY:
            item = self._timed(self._objectives[name], self._clock.elapsed())
            self._started.pop(name, None)
            self._objectives[name] = replace(item, activity="")
        self._update(name, state=state, activity=reason)

    def _update(
        self,
        name: str,
        *,
        state: ObjectiveState | None = None,
        worker: str | None = None,
        activity: str | None = None,
    ) -> None:
        item = self._objectives[name]
        self._objectives[name] = replace(
            item,
            state=state or item.state,
            worker=worker or item.worker,
            activity=activity or item.activity,
        )

    def _meet(self, waves: Mapping[str, int]) -> None:
        for name, wave in waves.items():
            item = self._objectives.get(name, ObjectiveStatus(name, name, wave))
            self._objectives[name] = replace(item, wave=item.wave if wave == UNPLACED else wave)


def _waves(objectives: Iterable[ObjectiveStatus]) -> tuple[Wave, ...]:
    members: dict[int, list[str]] = {}
    for item in objectives:
        if item.wave != UNPLACED:
            members.setdefault(item.wave, []).append(item.id)
    return tuple(Wave(number, tuple(names)) for number, names in sorted(members.items()))
