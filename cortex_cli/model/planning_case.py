"""A planning case: a project and a request, with what the plan for it must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from cortex_cli.model.analysis import Analysis
from cortex_cli.model.errors import CortexError
from cortex_cli.model.expectations import Expectations
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.team import Team

STRICT: dict[str, str] = {"extra": "forbid"}


class CaseGroup(StrEnum):
    BASIC = "basic"
    SEQUENTIAL = "sequential"
    COMPLEX = "complex"
    CONFLICT = "conflict"
    WORKER_MATCH = "worker-match"
    FAILURE = "failure"


@dataclass(frozen=True)
class CaseCommit:
    """`times` commits with the same message, each of which changes all of `files`."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    message: str
    files: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True)
class CaseOptions:
    """How the request is planned: what the command line would say, and whether file names ignore case."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    solo: bool = False
    interfaces: bool = False
    over: tuple[str, ...] = ()
    worker: str | None = None
    fold_case: bool = False


@dataclass(frozen=True)
class PlanningCase:
    """`tree` has the content of each file by path; a case has either a `request` or a `declared` plan.

    The declared objectives are `arranged` in waves, unless the case says their waves.
    """

    name: str
    group: CaseGroup
    tree: Mapping[str, str]
    history: tuple[CaseCommit, ...]
    team: Team
    request: str | None
    declared: Plan | None
    arranged: bool
    options: CaseOptions
    expect: Expectations


@dataclass(frozen=True)
class CaseOutcome:
    """What came of a case: an error, or a plan and its check; an analysis where a request was analysed."""

    plan: Plan | None = None
    check: PlanCheck | None = None
    analysis: Analysis | None = None
    error: CortexError | None = None


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """Something that does not hold: the `rule` or key of `expect`, what it asks for, and what came instead."""

    rule: str
    expected: str
    came: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """A case `held` when nothing was found; `file` is where it is written."""

    name: str
    group: CaseGroup
    file: str
    held: bool
    findings: tuple[CaseFinding, ...]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """All cases of a directory in the order of their files."""

    held: int
    failed: int
    cases: tuple[CaseVerdict, ...]
