"""Why an objective is as it is: its scope, its wave, its worker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cortex_cli.model.task_type import Complexity, TaskType


@dataclass(frozen=True, slots=True)
class TouchReason:
    """A touch pattern: how many existing files it matches, the first of them, and what speaks for it."""

    pattern: str
    files: int
    example: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A forbid pattern, of the objective or of the whole plan, that takes paths away from touch.

    `files` existing ones, and `example` is such a path, which may be one that does not exist yet.
    """

    pattern: str
    whole_plan: bool
    files: int
    example: str | None


@dataclass(frozen=True, slots=True)
class ScopeReason:
    """`touch` None: everything that is not forbidden. `files` counts the existing files that may be written."""

    reason: str | None
    files: int
    touch: tuple[TouchReason, ...] | None
    taken: tuple[Taken, ...]
    read: tuple[str, ...]
    context: tuple[str, ...]


class Obstacle(StrEnum):
    """What keeps an objective out of an earlier wave.

    INTERFACES: wave 0 is for interfaces alone. DEPENDENCY: something it waits for is in that wave or later. SCOPE:
    both could write the same path. ALONE: one of the two may write everything. RESOURCE, CAPACITY and WORKER: a
    resource, the team or the worker is used up there. NONE: nothing does.
    """

    INTERFACES = "interfaces"
    DEPENDENCY = "dependency"
    SCOPE = "scope"
    ALONE = "alone"
    RESOURCE = "resource"
    CAPACITY = "capacity"
    WORKER = "worker"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EarlierWave:
    """Why the objective is not in wave `wave`: because of `objectives`.

    Only SCOPE has `witness`, a path that both could write; None where that took too long to decide. RESOURCE and
    WORKER have `share`, the id of what is used up, and `at_once`, how many it takes; CAPACITY has `at_once` where the
    whole team takes no more, and None where only those who could do the objective are at work.
    """

    wave: int
    because: Obstacle
    objectives: tuple[str, ...] = ()
    witness: str | None = None
    share: str | None = None
    at_once: int | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another objective that this one waits for, or that waits for it."""

    id: str
    title: str
    wave: int


class Passed(StrEnum):
    """Why another worker does not do the objective.

    DISABLED: it is switched off. UNABLE: it does other kinds of work only. FEWER: fewer of its words fit. TAKEN: it
    has no hand free in that wave. EQUAL: it fits as well; the one with less to do so far is taken. BETTER: it fits
    better, and the plan names another all the same.
    """

    DISABLED = "disabled"
    UNABLE = "unable"
    FEWER = "fewer"
    TAKEN = "taken"
    EQUAL = "equal"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class OtherWorker:
    """A worker of the team that was passed over; `words` are those of its capabilities that fit."""

    worker: str
    because: Passed
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkerReason:
    """`words` are the worker's capabilities that speak for it; `known` is False where the team has no such worker."""

    worker: str | None
    kind: TaskType | None
    known: bool
    words: tuple[str, ...]
    others: tuple[OtherWorker, ...]


@dataclass(frozen=True, slots=True)
class ContractPart:
    """A contract that the objective provides, or else consumes; `others` are the objectives on the other side."""

    id: str
    provides: bool
    others: tuple[str, ...]
    path: str
    symbol: str | None
    signature: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the plan and the repository say about why the objective `id` is as it is.

    `waiting` wait for it directly, `waiting_in_all` counts those that do in any way. `estimate` is seconds.
    """

    plan: str | None
    id: str
    title: str
    wave: int
    scope: ScopeReason
    depends_on: tuple[Related, ...]
    earlier: tuple[EarlierWave, ...]
    worker: WorkerReason
    contracts: tuple[ContractPart, ...]
    waiting: tuple[Related, ...]
    waiting_in_all: int
    resources: tuple[str, ...]
    complexity: Complexity
    estimate: float | None
