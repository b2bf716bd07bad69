"""The one object that travels to a worker, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope


@dataclass(frozen=True)
class ExecutionRequest:
    """One attempt at an objective.

    `scope` is the objective's scope with the global forbids; `files` are the existing regular files of its
    touch scope at the objective's base, sorted; `workspace` is a checkout the worker may change; `log` takes
    its whole output; `scratch` is a directory for the worker's temporary files, gone afterwards; `timeout` is
    seconds; `output_limit` bytes.
    """

    run_id: str
    objective: Objective
    attempt: int
    scope: Scope
    files: tuple[str, ...]
    prompt: str
    prompt_file: Path
    workspace: Path
    scratch: Path
    log: Path
    environment: Mapping[str, str]
    timeout: float
    output_limit: int


class Verdict(StrEnum):
    """How a worker ended, before the guard has looked at what it did."""

    FINISHED = "finished"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    FLOODED = "flooded"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Outcome:
    """`answer` is the worker's text, cleaned; `reason` says in words why it is not FINISHED."""

    verdict: Verdict
    answer: str
    reason: str | None = None
    exit_code: int | None = None
