"""Programs that talk with the user themselves, such as an editor: they get the terminal as it is."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping, Sequence

from cortex_cli.model.errors import ExecutionError

HEARD_BY_THE_PROGRAM = (signal.SIGINT, signal.SIGQUIT)


def run_at_terminal(argv: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run `argv` on our own streams to its end and return its exit status, negative for the signal that ended it.

    Ctrl-C is for the program alone meanwhile. Raises ExecutionError when it cannot be started.
    """
    # A handler of ours is reset in the program; SIG_IGN would be inherited by it.
    before = {number: signal.signal(number, lambda _number, _frame: None) for number in HEARD_BY_THE_PROGRAM}
    try:
        return subprocess.run(argv, env=environment, check=False).returncode
    except OSError as error:
        raise ExecutionError(f"{argv[0]} cannot be started: {error.strerror}") from error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
