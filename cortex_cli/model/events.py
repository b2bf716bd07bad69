"""Everything a phase or a run tells while it works: typed bodies in one envelope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from cortex_cli.model.analysis import CoordinationPoint
from cortex_cli.model.plan import Wave
from cortex_cli.model.run import AttemptState, GateRun, ObjectiveState, RunState
from cortex_cli.model.task_type import TaskType


class Phase(StrEnum):
    ANALYSIS = "analysis"
    PLANNING = "planning"
    EXECUTION = "execution"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    kind: ClassVar[str] = "phase_start"
    phase: Phase


@dataclass(frozen=True, slots=True)
class Activity:
    """What is being done now, in words; `percent` of the phase where it is known."""

    kind: ClassVar[str] = "activity"
    text: str
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class TaskTypeDetermined:
    kind: ClassVar[str] = "task_type_determined"
    task_type: TaskType
    confidence: float


@dataclass(frozen=True, slots=True)
class CoordinationPointsFound:
    kind: ClassVar[str] = "coordination_points"
    points: tuple[CoordinationPoint, ...]


@dataclass(frozen=True, slots=True)
class ScopeStrategyChosen:
    kind: ClassVar[str] = "scope_strategy"
    approach: str
    reason: str


@dataclass(frozen=True, slots=True)
class ObjectivesCreated:
    kind: ClassVar[str] = "objectives_created"
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WavesCreated:
    kind: ClassVar[str] = "waves_created"
    waves: tuple[Wave, ...]


@dataclass(frozen=True, slots=True)
class ScopeValidated:
    kind: ClassVar[str] = "scope_validated"
    valid: bool
    conflicts: int


@dataclass(frozen=True, slots=True)
class PhaseCompleted:
    """`report` is the file with the phase's report, where one was written."""

    kind: ClassVar[str] = "phase_complete"
    phase: Phase
    report: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class CycleCompleted:
    kind: ClassVar[str] = "cycle_complete"
    run: str
    state: RunState
    branch: str | None
    commit: str | None


@dataclass(frozen=True, slots=True)
class RunChanged:
    kind: ClassVar[str] = "run_state"
    run: str
    state: RunState
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class WaveStarted:
    kind: ClassVar[str] = "wave_start"
    wave: int
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaveCompleted:
    """`commit` is the integrated commit; None where the wave was rolled back."""

    kind: ClassVar[str] = "wave_complete"
    wave: int
    commit: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveChanged:
    kind: ClassVar[str] = "objective_state"
    state: ObjectiveState
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptChanged:
    kind: ClassVar[str] = "attempt_state"
    state: AttemptState
    worker: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class WorkerOutput:
    """One line of a worker's output, cleaned of control sequences."""

    kind: ClassVar[str] = "worker_output"
    line: str


@dataclass(frozen=True, slots=True)
class GateStarted:
    kind: ClassVar[str] = "gate_start"
    gate: str


@dataclass(frozen=True, slots=True)
class GateEnded:
    kind: ClassVar[str] = "gate_end"
    result: GateRun


EventBody = (
    PhaseStarted
    | Activity
    | TaskTypeDetermined
    | CoordinationPointsFound
    | ScopeStrategyChosen
    | ObjectivesCreated
    | WavesCreated
    | ScopeValidated
    | PhaseCompleted
    | CycleCompleted
    | RunChanged
    | WaveStarted
    | WaveCompleted
    | ObjectiveChanged
    | AttemptChanged
    | WorkerOutput
    | GateStarted
    | GateEnded
)


@dataclass(frozen=True, slots=True)
class Event:
    """`seq` counts from 1 and orders; `at` is for reading."""

    seq: int
    at: datetime
    kind: str
    objective: str | None
    attempt: int | None
    data: EventBody


class Emit(Protocol):
    """The port through which every layer tells what it does."""

    def __call__(self, body: EventBody, objective: str | None = None, attempt: int | None = None) -> None: ...


def silent(body: EventBody, objective: str | None = None, attempt: int | None = None) -> None:
    """An Emit for callers that do not listen."""
