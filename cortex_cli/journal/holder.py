"""Who holds a lock, for messages only: whether it is held is the kernel's word."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_START_TIME = 19
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that cannot be mistaken for a later one with its number."""

    pid: int
    started: str
    boot: str

    def text(self) -> str:
        """The content of a lock file."""
        return json.dumps(asdict(self)) + "\n"

    def describe(self) -> str:
        """Words for a message, such as `the process 4711`."""
        if self.boot == _boot() and self.started == _started(self.pid):
            return f"the process {self.pid}"
        return f"a process left behind by {self.pid}, which has ended"


def this_process() -> Holder:
    return Holder(os.getpid(), _started(os.getpid()), _boot())


def describe(text: str) -> str:
    """The holder named by a lock file's content; vague where the content was not written yet."""
    try:
        found = json.loads(text)
        return Holder(int(found["pid"]), str(found["started"]), str(found["boot"])).describe()
    except (ValueError, TypeError, KeyError):
        return "another process"


def _started(pid: int) -> str:
    """When the process began, in a form that only compares; empty where there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
        return fields.split()[_START_TIME]
    except OSError:
        return "" if _BOOT_ID.exists() else _started_by_psutil(pid)


def _boot() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _started_by_psutil(pid: int) -> str:
    """For systems without /proc; psutil is heavy, and imported only here."""
    import psutil

    try:
        return str(psutil.Process(pid).create_time())
    except psutil.Error:
        return ""
