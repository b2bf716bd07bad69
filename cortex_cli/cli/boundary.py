"""The one place that turns an exception into a message, a log and an exit code.

The form follows pre-commit's error handler: expected error, interruption, bug; a bug leaves a log ready to
paste. Nothing heavy is imported here, since `cortex check FILE` ends here too.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from cortex_cli.cli.exit_codes import ExitCode, exit_code_of
from cortex_cli.model.errors import CortexError, ExecutionError, UsageError
from cortex_cli.model.text import clean

ENVIRONMENTAL = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)


def guarded(command: Callable[[], int], arguments: Sequence[str]) -> int:
    """Run `command` and return its exit code, whatever happens in it."""
    try:
        return told(command, arguments)
    except OSError as error:
        if not is_hung_up(error):
            raise
        for stream in (sys.stdout, sys.stderr):
            silence(stream)
        return ExitCode.INTERRUPTED


def told(command: Callable[[], int], arguments: Sequence[str]) -> int:
    """The exit code of `command`, its error told; OSError where the terminal to tell it on has been closed."""
    try:
        require_directory()
        return command()
    except CortexError as error:
        tell(error, as_json="--json" in arguments or any(word.endswith("jsonl") for word in arguments))
        return exit_code_of(error)
    except KeyboardInterrupt:
        sys.stderr.write("cortex: interrupted\n")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output is gone (`cortex … | head`): not an error; keep Python from complaining at exit.
        silence(sys.stdout)
        return ExitCode.DONE
    except OSError as error:
        if is_hung_up(error):
            raise
        if error.errno not in ENVIRONMENTAL:
            return bug(error, arguments)
        tell(ExecutionError(f"{error.strerror}: {error.filename}", mend=f"see to it that {error.filename} can be used"))
        return ExitCode.NOT_GREEN
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a bug of ours
        return bug(error, arguments)


def silence(stream: TextIO) -> None:
    """Send the rest of what is written to `stream` nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_hung_up(error: OSError) -> bool:
    """Whether `error` came of writing to a terminal that has been closed since."""
    if error.errno != errno.EIO:
        return False
    import termios  # only on the way out

    for descriptor in (1, 2):
        try:
            termios.tcgetattr(descriptor)
        except termios.error as answer:
            if answer.args[0] == errno.EIO:
                return True
    return False


def bug(error: Exception, arguments: Sequence[str]) -> int:
    from cortex_cli.cli.bug_log import tell_bug  # what it needs would double the cost of a hook's check

    tell_bug(error, arguments)
    return ExitCode.INTERNAL


def require_directory() -> None:
    """UsageError in a directory that has been removed: nothing can be found from there."""
    try:
        os.getcwd()
    except FileNotFoundError:
        raise UsageError("the current directory no longer exists", mend="cd to a directory that does") from None


def tell(error: CortexError, *, as_json: bool = False) -> None:
    """Say what was wrong, where, and what mends it; as a document on standard output where one is expected."""
    sys.stderr.write(describe(error))
    if as_json:
        body = {
            "schema": "cortex/error/v1",
            "message": error.message,
            "where": error.where,
            "mend": error.mend,
        }
        sys.stdout.write(json.dumps(body) + "\n")


def describe(error: CortexError) -> str:
    lines = [f"cortex: {clean(error.message)}"]
    if error.where:
        lines.append(f"  where: {clean(error.where)}")
    if error.mend:
        lines.append(f"  mend:  {clean(error.mend)}")
    return "\n".join(lines) + "\n"
