"""Ending everything an attempt started, also what left its process group, by a mark in the environment."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

MARK = "CORTEX_MARK"


def marked_processes(mark: str) -> Iterator[int]:
    """The ids of living processes, ours excepted, that bear `mark`, or a mark below it such as `mark/setup`."""
    import psutil  # 15 ms, and only needed where processes were started

    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            found = process.environ().get(MARK, "")
            if process.pid != os.getpid() and (found == mark or found.startswith(f"{mark}/")):
                yield process.pid


def kill_marked(mark: str) -> int:
    """SIGKILL every marked process until none is left; returns how many were ended."""
    ended = 0
    for _round in range(10):
        found = list(marked_processes(mark))
        if not found:
            break
        for pid in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
                ended += 1
    return ended


def signal_group(leader: int, number: signal.Signals) -> None:
    """Send a signal to a whole process group; one that is gone is fine."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)
