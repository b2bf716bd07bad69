"""Locks between processes of one clone: held by the kernel, so that they end with their holder.

A lock is flock(2) on a file that is removed when the lock is given back. Because a file can be removed
between opening and locking it, a lock counts only while the path still names the locked file.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from cortex_cli.journal.holder import describe, this_process
from cortex_cli.model.errors import ExecutionError, RefusedError

_TRIES = 20
_PAUSE = 0.01
_CONTENT_LIMIT = 4096


class RunLock:
    """Held by the one process that carries a run; worker processes do not inherit it."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, directory: Path, run_id: str) -> RunLock:
        """The lock of the run, as a context manager.

        Raises RefusedError naming the holder where another process carries the run, and ExecutionError where
        `directory` cannot be written.
        """
        path = _path(directory, run_id)
        descriptor = _lock_soon(path)
        if descriptor is None:
            raise RefusedError(
                f"run {run_id} is being carried on by {_content_of(path)}",
                where=str(path),
                mend="wait until it ends, or stop it with Ctrl-C in its terminal",
            )
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, this_process().text().encode(), 0)
        return cls(path, descriptor)

    def release(self) -> None:
        """Gives the lock back and removes its file; again does nothing."""
        if self._descriptor is not None:
            _give_back(self.path, self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_held(directory: Path, run_id: str) -> bool:
    """Whether some process, this one included, holds the run's lock now."""
    path = _path(directory, run_id)
    while path.exists():
        with suppress(FileNotFoundError), _opened(path, os.O_RDONLY) as descriptor:
            if not _lock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB):
                return True
            if _is_at(path, descriptor):
                return False
    return False


def holder(directory: Path, run_id: str) -> str | None:
    """The process that holds the run's lock, in words such as `the process 4711`; None where it is free."""
    return _content_of(_path(directory, run_id)) if is_held(directory, run_id) else None


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Waits for the short critical section that `path` names; its file is gone when nobody is inside.

    Raises ExecutionError where the file cannot be made.
    """
    descriptor = _lock_at(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            _give_back(path, descriptor)


def _path(directory: Path, run_id: str) -> Path:
    return directory / f"{run_id}.lock"


def _lock_soon(path: Path) -> int | None:
    """The locked descriptor, or None: somebody who only looks whether it is held must not make it fail."""
    for _ in range(_TRIES):
        descriptor = _lock_at(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if descriptor is not None:
            return descriptor
        time.sleep(_PAUSE)
    return None


def _lock_at(path: Path, operation: int) -> int | None:
    """A descriptor that is locked and that `path` names, or None where a lock that does not wait is held."""
    while True:
        descriptor = _open(path)
        if not _lock(descriptor, operation):
            os.close(descriptor)
            return None
        if _is_at(path, descriptor):
            return descriptor
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise ExecutionError(
            f"the lock file cannot be made: {error.strerror}",
            where=str(path),
            mend=f"check the permissions of {path.parent} and the space on its disk",
        ) from error


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int, operation: int) -> bool:
    try:
        fcntl.flock(descriptor, operation)
    except BlockingIOError:
        return False
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    mine = os.fstat(descriptor)
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)


def _give_back(path: Path, descriptor: int) -> None:
    """Removes the file while it is still locked: whoever opened it meanwhile sees that it is another one."""
    try:
        if _is_at(path, descriptor):
            path.unlink()
    finally:
        os.close(descriptor)


def _content_of(path: Path) -> str:
    try:
        with _opened(path, os.O_RDONLY) as descriptor:
            return describe(os.pread(descriptor, _CONTENT_LIMIT, 0).decode(errors="replace"))
    except FileNotFoundError:
        return describe("")
