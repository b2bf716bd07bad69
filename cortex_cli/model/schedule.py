"""How good a plan's waves are: the bound they are measured against, and what was done to have so few."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

STRICT: dict[str, str] = {"extra": "forbid"}

PER_WAVE = 30.0
"""Seconds that a wave is estimated to take besides its work: integration and the gates on the integrated tree."""


class Bound(StrEnum):
    """What asks for as many waves.

    DEPENDENCIES: a chain of them. CONFLICTS: objectives of which no two can share a wave. CAPACITY, WORKER and
    RESOURCE: the team, one worker or one resource takes only so many at once. SEARCH: no single cause, but every
    way to have fewer was tried.
    """

    DEPENDENCIES = "dependencies"
    CONFLICTS = "conflicts"
    CAPACITY = "capacity"
    WORKER = "worker"
    RESOURCE = "resource"
    SEARCH = "search"


@dataclass(frozen=True)
class Schedule:
    """Estimated `seconds` are the sum of each wave's longest objective, where one without an estimate counts as 0;
    `profile` counts objectives by level.

    No assignment of these objectives has fewer than `least_waves` waves, because of `bound`: `bound_by` are the
    objectives of the chain, or that have to be apart, or that share the worker or resource `share`, which takes
    `at_once` of them. `optimal` says that none has fewer waves than this one, `fastest` that none with as few takes
    less time, which only estimates of all of them can tell. `critical_path` is the chain of dependencies that takes
    longest.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    waves: int
    least_waves: int
    bound: Bound
    optimal: bool
    fastest: bool
    seconds: float
    critical_path: tuple[str, ...]
    critical_seconds: float
    profile: tuple[int, ...]
    bound_by: tuple[str, ...] = ()
    share: str | None = None
    at_once: int | None = None


class SplitAction(StrEnum):
    CONTRACT_FIRST = "contract_first"
    INTEGRATE_LAST = "integrate_last"


@dataclass(frozen=True)
class Split:
    """A file that several objectives wanted to write and that got one owner, with the waves before and after.

    `objectives` gave it up; `seconds_*` are estimates for all waves.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    path: str
    owner: str
    action: SplitAction
    objectives: tuple[str, ...]
    waves_before: int
    waves_after: int
    seconds_before: float
    seconds_after: float
