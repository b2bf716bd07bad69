"""How long work probably takes. Constants, so that the same commit gives the same plan everywhere."""

from __future__ import annotations

from types import MappingProxyType

from cortex_cli.model.task_type import Complexity, TaskType
from cortex_cli.model.team import AnyWorker, ReplayWorker, ShellWorker

ORIENTATION = MappingProxyType(
    {
        TaskType.FEATURE: 120.0,
        TaskType.BUG: 150.0,
        TaskType.REFACTOR: 120.0,
        TaskType.TEST: 90.0,
        TaskType.DOCS: 60.0,
        TaskType.PERFORMANCE: 180.0,
        TaskType.SECURITY: 150.0,
        TaskType.CHORE: 60.0,
        TaskType.RESET: 30.0,
    }
)
"""Seconds a worker spends on understanding the work before it changes anything; paid once per objective."""

PER_FILE = 45.0
"""Seconds for reading and changing one existing file."""

PER_CREATION = 90.0
"""Seconds for each pattern for new files, up to `MOST_CREATIONS`: more patterns are mostly alternatives."""

MOST_CREATIONS = 3

PER_KILOBYTE = 2.0
"""Seconds for each 1,000 bytes of the files, where their sizes are known."""

SWEEP_START, SWEEP_PER_FILE = 5.0, 0.5
"""Seconds for starting a mechanical worker, and for each file it rewrites."""

LOW_MOST, MEDIUM_MOST = 2, 8
"""Work on at most so many files and new places is of low, of medium complexity."""


def estimate(kind: TaskType, files: int, creations: int, size: int = 0) -> float:
    """Seconds for one objective: `files` existing files of `size` bytes in all, `creations` new places."""
    work = files * PER_FILE + min(creations, MOST_CREATIONS) * PER_CREATION + size / 1000 * PER_KILOBYTE
    return round(ORIENTATION[kind] + work, 1)


def sweep_estimate(files: int) -> float:
    """Seconds for one objective of mechanical work."""
    return SWEEP_START + files * SWEEP_PER_FILE


def is_mechanical(worker: AnyWorker) -> bool:
    """Whether the worker runs a program over files, or replays a recording, instead of thinking about a prompt."""
    return isinstance(worker, ReplayWorker) or (isinstance(worker, ShellWorker) and "{files}" in worker.command)


def complexity(files: int, creations: int = 0) -> Complexity:
    """Complexity by the number of files and patterns for new ones."""
    places = files + min(creations, MOST_CREATIONS)
    if places <= LOW_MOST:
        return Complexity.LOW
    return Complexity.MEDIUM if places <= MEDIUM_MOST else Complexity.HIGH
