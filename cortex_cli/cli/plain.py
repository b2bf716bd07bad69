"""Progress where nothing can be redrawn: one line per event that matters, on stderr."""

from __future__ import annotations

import threading
from datetime import datetime

from cortex_cli.cli.console import Face
from cortex_cli.model.events import (
    Activity,
    AttemptChanged,
    CoordinationPointsFound,
    CycleCompleted,
    Event,
    EventBody,
    GateEnded,
    ObjectiveChanged,
    ObjectivesCreated,
    PhaseCompleted,
    PhaseStarted,
    RunChanged,
    ScopeStrategyChosen,
    ScopeValidated,
    TaskTypeDetermined,
    WaveCompleted,
    WavesCreated,
    WaveStarted,
    WorkerOutput,
)
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.model.text import counted, duration, one_line, shortened

CHATTER_SECONDS = 10.0
LINE_LIMIT = 100
LASTING = frozenset({RunState.PENDING, RunState.RUNNING, RunState.PAUSED})
QUIET_STATES = frozenset({ObjectiveState.PENDING, ObjectiveState.READY, ObjectiveState.RUNNING})


class PlainView:
    """A listener that prints `[  12.3s] auth: completed`; the times count from the first event.

    Activities and worker output are chatter: at most one line in ten seconds for each objective.
    """

    def __init__(self, face: Face) -> None:
        self._face = face
        self._lock = threading.Lock()
        self._begun: datetime | None = None
        self._chatted: dict[str | None, float] = {}

    def __call__(self, event: Event) -> None:
        with self._lock:
            self._begun = self._begun or event.at
            elapsed = (event.at - self._begun).total_seconds()
            words = self._words(event, elapsed)
            if words:
                whose = f"{event.objective}: " if event.objective else ""
                self._face.say(f"[{elapsed:7.1f}s] {whose}{one_line(words)}")

    def _words(self, event: Event, elapsed: float) -> str | None:
        if not isinstance(event.data, Activity | WorkerOutput):
            return important(event.data, event.attempt or 1)
        last = self._chatted.get(event.objective)
        if last is not None and elapsed - last < CHATTER_SECONDS:
            return None
        self._chatted[event.objective] = elapsed
        text = event.data.text if isinstance(event.data, Activity) else event.data.line
        return shortened(one_line(text), LINE_LIMIT)


def important(body: EventBody, attempt: int) -> str | None:
    """The words for an event that always gets its line; None for one that a reader would not miss."""
    match body:
        case PhaseStarted(phase):
            return f"{phase} started"
        case PhaseCompleted(phase, report, seconds):
            return f"{phase} done in {duration(seconds)}" + (f": {report}" if report else "")
        case RunChanged(run, state, reason):
            return f"{run} {'is ' if state in LASTING else ''}{state}" + _because(reason)
        case CycleCompleted(run, state, branch):
            return f"{run} {state}" + (f", on branch {branch}" if branch else "")
        case ObjectiveChanged(state, reason):
            return None if state in QUIET_STATES else f"{state}{_because(reason)}"
        case AttemptChanged(state, worker, reason):
            return _attempt(state, worker, reason, attempt)
        case GateEnded(result):
            verdict = "passed" if result.passed else "failed"
            return f"gate {result.gate} {verdict} in {duration(result.seconds)}{_because(result.reason)}"
        case _:
            return _planned(body)


def _planned(body: EventBody) -> str | None:
    match body:
        case TaskTypeDetermined(task_type):
            return f"task type {task_type}"
        case CoordinationPointsFound(points):
            return counted(len(points), "coordination point")
        case ScopeStrategyChosen(approach, reason):
            return f"{approach}: {reason}"
        case ObjectivesCreated(objectives):
            return counted(len(objectives), "objective")
        case WavesCreated(waves):
            return counted(len(waves), "wave")
        case ScopeValidated(valid, conflicts):
            return "scopes are disjoint" if valid else f"scopes overlap: {counted(conflicts, 'conflict')}"
        case WaveStarted(wave, objectives):
            return f"wave {wave} started: {counted(len(objectives), 'objective')}"
        case WaveCompleted(wave, commit, reason):
            return f"wave {wave} {'integrated' if commit else 'rolled back'}{_because(reason)}"
        case _:
            return None


def _attempt(state: AttemptState, worker: str, reason: str | None, attempt: int) -> str | None:
    if state is AttemptState.RUNNING:
        return f"started with {worker}" if attempt == 1 else f"attempt {attempt} with {worker}"
    if state in (AttemptState.PENDING, AttemptState.COMPLETED):
        return None
    return f"attempt {attempt} {state}{_because(reason)}"


def _because(reason: str | None) -> str:
    return f": {reason}" if reason else ""
