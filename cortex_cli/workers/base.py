"""What every worker can do, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from cortex_cli.model.execution_request import ExecutionRequest, Outcome, Verdict
from cortex_cli.process.supervisor import Ending, Exit

OnLine = Callable[[str], None]


class Worker(Protocol):
    """One entry of the team, ready to take attempts."""

    def obstacle(self, environment: Mapping[str, str], root: Path) -> str | None:
        """Why it cannot work here, such as a program that is not installed; None when it can."""

    async def work(self, request: ExecutionRequest, on_line: OnLine) -> Outcome:
        """Do the objective in the request's workspace; `on_line` hears each line of output."""


VERDICTS = {
    Ending.EXITED: Verdict.FAILED,
    Ending.TIMED_OUT: Verdict.TIMED_OUT,
    Ending.FLOODED: Verdict.FLOODED,
    Ending.NOT_STARTED: Verdict.UNAVAILABLE,
}


def outcome_of(done: Exit, ok_exit: tuple[int, ...] = (0,)) -> Outcome:
    """A process's end as an outcome: finished only when it exited by itself, with an accepted status, in text."""
    if done.binary_at is not None:
        reason = f"printed binary output (a NUL byte at offset {done.binary_at}); a worker answers in text"
        return Outcome(Verdict.FAILED, "", reason, done.code)
    if done.ending is Ending.EXITED and done.code in ok_exit:
        return Outcome(Verdict.FINISHED, done.tail, None, done.code)
    return Outcome(VERDICTS[done.ending], done.tail, done.reason, done.code)
