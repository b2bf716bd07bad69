"""Who works, what decides, and what nobody may touch: the content of `team.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal

STRICT: dict[str, str] = {"extra": "forbid"}

BY_PRODUCTS = (
    "**/__pycache__/**",
    "**/*.pyc",
    "**/.pytest_cache/**",
    "**/.mypy_cache/**",
    "**/.ruff_cache/**",
    "**/.hypothesis/**",
    "**/.coverage",
    "**/node_modules/.cache/**",
    "**/.DS_Store",
)


@dataclass(frozen=True, kw_only=True)
class Worker:
    """What every worker has; `timeout` is seconds for one attempt.

    `env` values reach this worker's process alone.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    kind: str
    capabilities: tuple[str, ...] = ()
    max_concurrent: int = 1
    enabled: bool = True
    env: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 1800.0


@dataclass(frozen=True, kw_only=True)
class ShellWorker(Worker):
    """A command run in the workspace; `ok_exit` are the exit statuses that mean success."""

    command: tuple[str, ...]
    kind: Literal["shell"] = "shell"
    ok_exit: tuple[int, ...] = (0,)


@dataclass(frozen=True, kw_only=True)
class PythonWorker(Worker):
    """A function `module:name` that takes an ExecutionRequest; `search_path` is relative to the team file."""

    function: str
    kind: Literal["python"] = "python"
    search_path: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReplayWorker(Worker):
    """Writes recorded file contents, each only where its objective's scope allows it.

    `recording` is a directory relative to the team file; `pace` the seconds to spend, for an audience.
    """

    recording: str
    kind: Literal["replay"] = "replay"
    pace: float = 0.0


AnyWorker = ShellWorker | PythonWorker | ReplayWorker


class GateStage(StrEnum):
    """Where a gate decides: on one objective's tree, or on the integrated tree of a wave."""

    OBJECTIVE = "objective"
    WAVE = "wave"


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A command whose exit status decides; `timeout` is seconds."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    command: tuple[str, ...]
    on: tuple[GateStage, ...] = (GateStage.WAVE,)
    timeout: float = 900.0
    env: Mapping[str, str] = field(default_factory=dict)


class LinkMode(StrEnum):
    LINK = "link"
    COPY = "copy"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A path of the user's tree that workspaces get as a symbolic link or as a copy."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    path: str
    mode: LinkMode = LinkMode.LINK


@dataclass(frozen=True, kw_only=True)
class WorkspaceSettings:
    """How a plain checkout becomes a place to work in, for workers and gates alike."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    setup: tuple[tuple[str, ...], ...] = ()
    link: tuple[Link, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    setup_timeout: float = 900.0


@dataclass(frozen=True, kw_only=True)
class ReportsSettings:
    """`dir` is relative to the repository; None keeps reports in the git directory only."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    dir: str | None = "docs"
    commit: bool = False


class ByProductPolicy(StrEnum):
    DISCARD = "discard"
    REFUSE = "refuse"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`max_parallel` objectives at a time; `output_mb` of worker output before it is stopped."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    max_parallel: int = 4
    output_mb: int = 64
    max_file_mb: int = 100


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something that at most `capacity` objectives may use at the same time, such as a test database.

    Planning gives it to every objective that may write a path that one of `paths` matches.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    capacity: int = 1
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Team:
    """`path` is the file it was read from, None for the team a repository has before `cortex init`."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    workers: tuple[AnyWorker, ...] = ()
    gates: tuple[Gate, ...] = ()
    global_forbid: tuple[str, ...] = ()
    by_products: tuple[str, ...] = BY_PRODUCTS
    by_product_policy: ByProductPolicy = ByProductPolicy.DISCARD
    workspace: WorkspaceSettings = field(default_factory=WorkspaceSettings)
    reports: ReportsSettings = field(default_factory=ReportsSettings)
    limits: Limits = field(default_factory=Limits)
    resources: tuple[Resource, ...] = ()
    co_authors: tuple[str, ...] = ()
    path: str | None = None

    @property
    def enabled(self) -> tuple[AnyWorker, ...]:
        return tuple(worker for worker in self.workers if worker.enabled)

    def worker(self, identifier: str) -> AnyWorker:
        """The worker with that id, enabled or not; KeyError where there is none."""
        for worker in self.workers:
            if worker.id == identifier:
                return worker
        raise KeyError(identifier)
