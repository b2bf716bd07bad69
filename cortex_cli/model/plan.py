"""Waves of objectives, the contracts between them, and the digest that binds them to a base commit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import ClassVar

from cortex_cli.model.certificate import WaveCertificate
from cortex_cli.model.encoding import canonical_digest, essence
from cortex_cli.model.schedule import Schedule, Split
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import Complexity, TaskType

STRICT: dict[str, str] = {"extra": "forbid"}


class ContractKind(StrEnum):
    SYMBOL = "symbol"
    FILE = "file"


@dataclass(frozen=True)
class Contract:
    """Something one objective provides and others consume.

    An `agreed` one is a promise: the provider delivers the symbol so that whoever calls it by `signature` is right.
    One that is not agreed is the symbol as it was found: it may change, as long as the consumers' uses fit it.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    kind: ContractKind
    provider: str
    consumers: tuple[str, ...]
    path: str
    symbol: str | None = None
    signature: str | None = None
    agreed: bool = True


@dataclass(frozen=True)
class Objective:
    """A unit of work for one worker; `timeout` and `estimate` are seconds.

    `contracts` are ids of the plan's contracts that it provides or consumes. An objective with `must_change`
    fails when its worker leaves the tree as it was. `resources` are ids of the team's: a wave takes no more of one
    than it has. `wave` 0 is for `interfaces` alone: objectives that only fix what later waves implement against.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    title: str
    wave: int
    scope: Scope
    depends_on: tuple[str, ...] = ()
    worker: str | None = None
    task_type: TaskType | None = None
    complexity: Complexity = Complexity.MEDIUM
    contracts: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    acceptance: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    must_change: bool = True
    timeout: float | None = None
    estimate: float | None = None
    reason: str | None = None
    resources: tuple[str, ...] = ()
    interfaces: bool = False


@dataclass(frozen=True)
class Wave:
    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    number: int
    objectives: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """Whether several workers are worth it: estimated seconds of one worker against the plan's waves."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    recommend: str
    serial_seconds: float
    parallel_seconds: float
    reason: str


@dataclass(frozen=True)
class Uncovered:
    """A candidate file above the threshold that no objective may touch, and why."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    path: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """`objectives[].wave` is the truth, `waves` follows from it, and so does `certificate` from the scopes.

    `statistics` is the digest of what finished runs said, None where they had no say.
    `base_commit` and `digest` are None in a plan written by hand: both are fixed when it is executed.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    request: str
    objectives: tuple[Objective, ...]
    base_commit: str | None = None
    task_type: TaskType | None = None
    global_forbid: tuple[str, ...] = ()
    fold_case: bool = False
    contracts: tuple[Contract, ...] = ()
    advice: Advice | None = None
    uncovered: tuple[Uncovered, ...] = ()
    notices: tuple[str, ...] = ()
    schedule: Schedule | None = None
    splits: tuple[Split, ...] = ()
    analysis: str | None = None
    statistics: str | None = None
    certificate: tuple[WaveCertificate, ...] | None = None
    id: str | None = None
    digest: str | None = None

    @property
    def waves(self) -> tuple[Wave, ...]:
        """The objectives by wave number, each wave in the order of the plan."""
        ordered = sorted(self.objectives, key=lambda objective: objective.wave)
        return tuple(
            Wave(number, tuple(objective.id for objective in members))
            for number, members in groupby(ordered, key=lambda objective: objective.wave)
        )

    def objective(self, identifier: str) -> Objective:
        """The objective with that id; KeyError where there is none."""
        for objective in self.objectives:
            if objective.id == identifier:
                return objective
        raise KeyError(identifier)

    def content_digest(self) -> str:
        """`sha256:…` over everything a run follows: not the id, the digest itself, or what is derived.

        Values that are the default do not count, so that a key that is new in a later version changes no digest.
        """
        return self._content_digest

    @cached_property
    def _content_digest(self) -> str:
        return canonical_digest(essence(replace(self, id=None, digest=None, certificate=None)))


def dependants(plan: Plan, roots: Iterable[str]) -> set[str]:
    """The objectives that depend, directly or not, on any of `roots`, without the roots themselves."""
    reached, frontier = set(roots), set(roots)
    while frontier:
        frontier = {
            objective.id
            for objective in plan.objectives
            if objective.id not in reached and frontier.intersection(objective.depends_on)
        }
        reached |= frontier
    return reached - set(roots)


def fixers(plan: Plan, contract: Contract) -> tuple[str, ...]:
    """The objectives of wave 0 that fix the contract's interface, for later waves to implement and use."""
    return tuple(
        objective.id
        for objective in plan.objectives
        if objective.interfaces and (contract.id in objective.contracts or contract.provider == objective.id)
    )
