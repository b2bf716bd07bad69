"""Time as a port, so that tests and resumed runs decide it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The wall clock in UTC: only for text and names, never for ordering."""

    def elapsed(self) -> float:
        """Seconds on a clock that never goes back and counts suspended time."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> float:
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return time.clock_gettime(boot) if boot is not None else time.monotonic()


def stamp(moment: datetime) -> str:
    """`moment` as ISO 8601 in UTC with milliseconds, such as `2026-01-02T03:04:05.678Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
