"""What finished runs say about predictions: which files an analysis expected to change, and which did."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.encoding import digest
from cortex_cli.model.run import ChangeKind
from cortex_cli.model.task_type import TaskType


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A file that was predicted, that changed, or both.

    `probability` is 0 to 1, None where the file was no candidate; `change` is None where it stayed as it was.
    """

    path: str
    probability: float | None
    chosen: bool
    change: ChangeKind | None

    @property
    def missed(self) -> bool:
        """Whether it was there before, changed, and had not been chosen."""
        return not self.chosen and self.change not in (None, ChangeKind.ADDED)


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """One run; `shift` is the correction, in log-odds, that its probabilities hold already. Files by path."""

    task_type: TaskType
    shift: float
    files: tuple[JudgedFile, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """A snapshot of what a clone's finished runs say, oldest first."""

    runs: tuple[JudgedRun, ...] = ()

    def digest(self) -> str:
        """`sha256:…` over all of it."""
        return digest(self)


NO_STATISTICS = Statistics()
