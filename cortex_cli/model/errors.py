"""Errors a user can act on. Whatever is not one of these is a bug of ours."""

from __future__ import annotations


class CortexError(Exception):
    """What was wrong, where, and what mends it: one sentence each.

    `where` is a place such as `team.yaml:12`; `mend` a command or an edit.
    """

    def __init__(self, message: str, *, where: str | None = None, mend: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.mend = mend


class UsageError(CortexError):
    """The command line or the request cannot be acted on."""


class ConfigurationError(UsageError):
    """A team file, plan file or setting is wrong."""


class RepositoryError(UsageError):
    """There is no repository here that Cortex can work with."""


class ScopeError(UsageError, ValueError):
    """A scope pattern is outside the scope language; also a ValueError, so that validators collect it."""


class ProofBudgetExceeded(CortexError):
    """A proof ran past its step budget: the answer is undecided, never guessed."""


class RefusedError(CortexError):
    """Not started: the state of the repository or of another run forbids it."""


class ExecutionError(CortexError):
    """A run that had started could not go on; everything so far is kept and resumable."""


class NoSpaceError(ExecutionError):
    """The disk is full."""


class InterruptedRun(CortexError):
    """The user stopped a run; it is resumable."""


class InvariantError(Exception):
    """Our own rules were broken, such as an illegal state transition: always a bug."""
