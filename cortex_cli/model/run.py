"""One execution of a plan, as the journal knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cortex_cli.model.team import GateStage


class RunState(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    CANCELED = "canceled"


class ObjectiveState(StrEnum):
    PENDING = "pending"
    READY = "ready"
    RUNNING = "running"
    RETRYING = "retrying"
    COMPLETED = "completed"
    FAILED = "failed"
    BLOCKED = "blocked"
    CANCELED = "canceled"


class AttemptState(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    ERROR = "error"
    CANCELED = "canceled"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Run:
    """`created_at` also dates every commit of the run, so that a resumed run makes the same ones."""

    id: str
    plan_id: str
    plan_digest: str
    request: str
    base_commit: str
    state: RunState
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    branch: str | None = None
    commit: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveRun:
    """An objective within a run; `commit` is its own captured commit, `attempts` how many were made."""

    id: str
    title: str
    wave: int
    state: ObjectiveState
    attempts: int
    worker: str | None
    reason: str | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One dispatch; `number` counts from 1 within its objective; `by_products` are discarded files."""

    objective: str
    number: int
    worker: str
    state: AttemptState
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    log: str | None = None
    answer: str | None = None
    by_products: int = 0


@dataclass(frozen=True, slots=True)
class GateRun:
    """A gate's verdict; `objective` only where it judged one objective's tree; `log` is a file of its output."""

    gate: str
    stage: GateStage
    wave: int
    objective: str | None
    passed: bool
    exit_code: int | None
    seconds: float
    reason: str | None = None
    log: str | None = None


class ChangeKind(StrEnum):
    ADDED = "added"
    MODIFIED = "modified"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between two trees; `lines` are added and removed ones, None for binary content."""

    path: str
    kind: ChangeKind
    added: int | None = None
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run consumed, in seconds: `worker_seconds` is the sum over attempts, `wall_seconds` the clock."""

    attempts: int
    worker_seconds: float
    wall_seconds: float


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All the journal knows of one run."""

    run: Run
    objectives: tuple[ObjectiveRun, ...]
    attempts: tuple[Attempt, ...]
    gates: tuple[GateRun, ...]
    usage: Usage
