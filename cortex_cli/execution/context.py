"""What every step of a run works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cortex_cli.dispatch.workspace import Workshop
from cortex_cli.journal.journal import Journal
from cortex_cli.model.clock import Clock
from cortex_cli.model.events import Emit
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.run import Change, RunRecord
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import Team
from cortex_cli.vcs.manifest import WalkLimits
from cortex_cli.vcs.repository import Identity, Repository
from cortex_cli.workers.base import Worker

MakeMessage = Callable[[Plan, RunRecord, tuple[Change, ...]], str]
ExtraFiles = Callable[[Plan, RunRecord, tuple[Change, ...]], Mapping[str, bytes]]


@dataclass(frozen=True)
class Ports:
    """What a run needs from the layers above: the words of its commit, and reports that belong in it."""

    commit_message: MakeMessage
    committed_reports: ExtraFiles


@dataclass(frozen=True)
class Options:
    """`keep_going` runs what does not depend on a failed objective; `keep_partial` publishes a failed run's work."""

    keep_going: bool = False
    keep_partial: bool = False


@dataclass
class Stop:
    """How a user stops a run: `drain` lets running attempts end and starts nothing new."""

    drain: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class RunContext:
    """One run in its repository; `directory` is the clone's own directory of Cortex, `author` signs the commits."""

    run_id: str
    plan: Plan
    base: str
    repository: Repository
    team: Team
    workers: Mapping[str, Worker]
    journal: Journal
    clock: Clock
    emit: Emit
    ports: Ports
    options: Options
    stop: Stop
    author: Identity
    environment: Mapping[str, str]
    directory: Path
    workspaces: Path

    @cached_property
    def shop(self) -> Workshop:
        return Workshop(
            repository=self.repository,
            settings=self.team.workspace,
            directory=self.workspaces / self.run_id,
            environment=self.environment,
            author=self.author,
            limits=self.limits,
        )

    @cached_property
    def limits(self) -> WalkLimits:
        return WalkLimits(self.team.limits.max_file_mb * 1_000_000, object_format=self.repository.object_format)

    @cached_property
    def global_forbid(self) -> tuple[str, ...]:
        """What nobody may touch: as planned, and as the team says today."""
        return tuple(dict.fromkeys((*self.plan.global_forbid, *self.team.global_forbid)))

    @property
    def logs(self) -> Path:
        return self.directory / "runs" / self.run_id

    def scope(self, objective: Objective) -> Scope:
        """The objective's scope with the global forbids."""
        return objective.scope.with_forbid(self.global_forbid)

    def ref(self, name: str) -> str:
        return f"refs/cortex/{self.run_id}/{name}"

    def mark(self, name: str) -> str:
        """The mark of processes started for `name`, an objective or a gate."""
        return f"{self.run_id}/{name}"
