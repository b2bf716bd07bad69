"""Long commands: watched, streamed, kept whole, and ended with everything they started."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from cortex_cli.model.text import clean
from cortex_cli.process.sweep import MARK, kill_marked, signal_group

CHUNK = 64 * 1024
LINE_LIMIT = 2000
LINES_AT_ONCE, LINES_A_SECOND = 2000, 500
TAIL_LIMIT = 1024 * 1024
GRACE_SECONDS = (3.0, 3.0)
DRAIN_SECONDS = 5.0
POLL_SECONDS = 0.01


@dataclass(frozen=True)
class Command:
    """A program to run with exactly `environment`.

    `mark` is put into its environment and names everything it starts; `log` takes standard output and error as
    they come; `timeout` is seconds; more than `output_limit` bytes of output end it.
    """

    argv: tuple[str, ...]
    cwd: Path
    environment: Mapping[str, str]
    mark: str
    log: Path
    timeout: float
    output_limit: int
    stdin: bytes = b""


class Ending(StrEnum):
    EXITED = "exited"
    TIMED_OUT = "timed_out"
    FLOODED = "flooded"
    NOT_STARTED = "not_started"


@dataclass(frozen=True)
class Exit:
    """How a command ended; `tail` is the last MiB of its standard output, `binary_at` the offset of a NUL in it."""

    ending: Ending
    code: int | None
    tail: str
    binary_at: int | None = None
    reason: str | None = None


@dataclass
class Capture:
    """What has been read so far of one command's output."""

    log: BinaryIO
    limit: int
    on_line: Callable[[str], None]
    flooded: asyncio.Event
    total: int = 0
    tail: bytearray = field(default_factory=bytearray)
    binary_at: int | None = None
    stdout_total: int = 0
    told: int = 0
    begun: float = field(default_factory=time.monotonic)

    def take(self, chunk: bytes, is_stdout: bool) -> None:
        room = max(0, self.limit - self.total)
        self.log.write(chunk[:room])
        self.total += len(chunk)
        if self.total > self.limit:
            self.flooded.set()
        if is_stdout:
            self.keep(chunk)

    def keep(self, chunk: bytes) -> None:
        if self.binary_at is None and (found := chunk.find(b"\0")) >= 0:
            self.binary_at = self.stdout_total + found
        self.stdout_total += len(chunk)
        self.tail += chunk
        if len(self.tail) > 2 * TAIL_LIMIT:
            del self.tail[:-TAIL_LIMIT]

    async def read(self, stream: asyncio.StreamReader, is_stdout: bool) -> None:
        """Read to the end; past the limit everything is read and dropped, so that nobody blocks."""
        rest = b""
        while chunk := await stream.read(CHUNK):
            self.take(chunk, is_stdout)
            if self.flooded.is_set():
                continue
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.tell(line)
            if len(rest) > LINE_LIMIT:
                self.tell(rest)
                rest = b""
        if rest:
            self.tell(rest)

    def tell(self, line: bytes) -> None:
        """Pass a line on, while they come at a pace that anybody could follow; the log has them all."""
        if self.told > LINES_AT_ONCE + LINES_A_SECOND * (time.monotonic() - self.begun):
            return
        self.told += 1
        text = clean(line[:LINE_LIMIT].decode(errors="replace")).rstrip()
        if text:
            self.on_line(text)


async def supervise(command: Command, on_line: Callable[[str], None]) -> Exit:
    """Run `command` to an end of whatever kind; nothing it started is alive when this returns.

    `on_line` gets each line of output, cleaned of control sequences. A cancelled task ends the command first
    (INT, TERM, KILL) and then raises CancelledError.
    """
    command.log.parent.mkdir(parents=True, exist_ok=True)
    with command.log.open("ab") as log:
        return await start(command, Capture(log, command.output_limit, on_line, asyncio.Event()))


async def start(command: Command, capture: Capture) -> Exit:
    try:
        process = await asyncio.create_subprocess_exec(
            *command.argv,
            cwd=command.cwd,
            env={**command.environment, MARK: command.mark},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        text = getattr(error, "strerror", None) or str(error)
        return Exit(Ending.NOT_STARTED, None, "", reason=f"{command.argv[0]} cannot be started: {text}")
    return await attend(process, command, capture)


async def attend(process: asyncio.subprocess.Process, command: Command, capture: Capture) -> Exit:
    assert process.stdout is not None
    assert process.stderr is not None
    readers = [
        asyncio.create_task(capture.read(process.stdout, True)),
        asyncio.create_task(capture.read(process.stderr, False)),
        asyncio.create_task(feed(process, command.stdin)),
    ]
    ending: Ending | None = None
    try:
        ending = await first_end(process, command.timeout, capture.flooded)
    finally:
        # Shielded, because a second Ctrl-C must not leave the processes of the first one behind.
        await asyncio.shield(finish(process, command.mark, readers, gently=ending is not Ending.EXITED))
    tail = clean(bytes(capture.tail[-TAIL_LIMIT:]).decode(errors="replace"))
    return Exit(ending, process.returncode, tail, capture.binary_at, why(ending, command, process.returncode))


async def first_end(process: asyncio.subprocess.Process, timeout: float, flooded: asyncio.Event) -> Ending:
    """Whichever comes first: the process exits, time is up, or it printed too much."""
    exited = asyncio.create_task(exit_of(process))
    flood = asyncio.create_task(flooded.wait())
    try:
        done, _ = await asyncio.wait({exited, flood}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    finally:
        exited.cancel()
        flood.cancel()
    if flood in done or flooded.is_set():
        return Ending.FLOODED
    return Ending.EXITED if exited in done else Ending.TIMED_OUT


async def exit_of(process: asyncio.subprocess.Process) -> None:
    """Wait until the program itself is gone.

    `Process.wait` also waits for the ends of its pipes, which a child that left its group can hold open.
    """
    while process.returncode is None:
        await asyncio.sleep(POLL_SECONDS)


async def finish(
    process: asyncio.subprocess.Process, mark: str, readers: list[asyncio.Task[None]], *, gently: bool
) -> None:
    """End the process group, then everything that bears the mark, then collect what is left in the pipes."""
    if process.returncode is None and gently:
        for number, grace in zip((signal.SIGINT, signal.SIGTERM), GRACE_SECONDS, strict=True):
            signal_group(process.pid, number)
            with suppress(TimeoutError):
                await asyncio.wait_for(exit_of(process), grace)
                break
    signal_group(process.pid, signal.SIGKILL)
    await asyncio.to_thread(kill_marked, mark)
    await exit_of(process)
    _, late = await asyncio.wait(readers, timeout=DRAIN_SECONDS)
    for reader in late:
        reader.cancel()


async def feed(process: asyncio.subprocess.Process, data: bytes) -> None:
    """Give `data` on standard input and close it; a program that does not read is its own business."""
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()


def why(ending: Ending, command: Command, code: int | None) -> str | None:
    """The ending in words; None for exit status 0."""
    if ending is Ending.TIMED_OUT:
        return f"still running after {command.timeout:g} s, its timeout; it was ended"
    if ending is Ending.FLOODED:
        return f"printed more than {command.output_limit // 1_000_000} MB (limits.output_mb); it was ended"
    if code is not None and code < 0:
        return f"killed by signal {signal.Signals(-code).name}"
    return f"exit status {code}" if code else None
