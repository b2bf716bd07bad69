"""The exit codes, the same for every command, and which error leads to which."""

from __future__ import annotations

from enum import IntEnum

from cortex_cli.model.errors import (
    CortexError,
    ExecutionError,
    InterruptedRun,
    ProofBudgetExceeded,
    RefusedError,
    UsageError,
)


class ExitCode(IntEnum):
    DONE = 0
    NOT_GREEN = 1
    USAGE = 2
    WAITING = 3
    REFUSED = 4
    INTERNAL = 70
    INTERRUPTED = 130


FAMILIES: tuple[tuple[type[CortexError], ExitCode], ...] = (
    (UsageError, ExitCode.USAGE),
    (RefusedError, ExitCode.REFUSED),
    (InterruptedRun, ExitCode.INTERRUPTED),
    (ExecutionError, ExitCode.NOT_GREEN),
    (ProofBudgetExceeded, ExitCode.NOT_GREEN),
)


def exit_code_of(error: CortexError) -> ExitCode:
    """The code for an error of a family; one outside of them is a bug."""
    return next((code for family, code in FAMILIES if isinstance(error, family)), ExitCode.INTERNAL)
