"""What a repository and a machine offer to a first team file; every text is made ready to stand in YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cortex_cli.model.team import BY_PRODUCTS


class Role(StrEnum):
    """What a gate looks at."""

    TEST = "test"
    LINT = "lint"
    TYPES = "types"
    CHECK = "check"


@dataclass(frozen=True)
class DetectedGate:
    """A command that the project judges itself by: `reason` says why, `obstacle` what keeps it from use."""

    id: str
    role: Role
    command: tuple[str, ...]
    reason: str
    obstacle: str | None = None
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def command_text(self) -> str:
        return as_yaml(self.command)

    @property
    def env_text(self) -> str | None:
        return as_yaml(self.env) if self.env else None


@dataclass(frozen=True)
class DetectedWorker:
    """A `shell` worker; `variables` are those of the user's environment that it needs, `env` fixed ones."""

    id: str
    title: str
    command: tuple[str, ...]
    max_concurrent: int
    installed: bool
    capabilities: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[str, ...] = ()

    @property
    def command_text(self) -> str:
        return as_yaml(self.command)

    @property
    def capabilities_text(self) -> str | None:
        return as_yaml(self.capabilities) if self.capabilities else None

    @property
    def env_text(self) -> str | None:
        passed = {name: f"${{{name}:-}}" for name in self.variables}
        return json.dumps({**self.env, **passed}) if self.env or passed else None


@dataclass(frozen=True)
class Detected:
    """All that was found; the part in use comes first in the team file, the rest as comments."""

    gates: tuple[DetectedGate, ...] = ()
    workers: tuple[DetectedWorker, ...] = ()
    links: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()

    @property
    def usable_gates(self) -> tuple[DetectedGate, ...]:
        return tuple(gate for gate in self.gates if gate.obstacle is None)

    @property
    def other_gates(self) -> tuple[DetectedGate, ...]:
        return tuple(gate for gate in self.gates if gate.obstacle is not None)

    @property
    def usable_workers(self) -> tuple[DetectedWorker, ...]:
        return tuple(worker for worker in self.workers if worker.installed)

    @property
    def other_workers(self) -> tuple[DetectedWorker, ...]:
        return tuple(worker for worker in self.workers if not worker.installed)

    @property
    def link_texts(self) -> tuple[str, ...]:
        return tuple(map(as_yaml, self.links))

    @property
    def forbid_texts(self) -> tuple[str, ...]:
        return tuple(map(as_yaml, self.forbid))

    @property
    def by_product_texts(self) -> tuple[str, ...]:
        """The patterns that hold when a team file names none."""
        return tuple(map(as_yaml, BY_PRODUCTS))


def as_yaml(value: str | tuple[str, ...] | Mapping[str, str]) -> str:
    """`value` as JSON, which YAML reads the same, with its dollars doubled: it holds no references."""
    return json.dumps(value).replace("$", "$$")
