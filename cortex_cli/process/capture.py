"""Short commands whose whole output is wanted: git, mostly."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.model.errors import ExecutionError


@dataclass(frozen=True, slots=True)
class Captured:
    code: int
    stdout: bytes
    stderr: bytes


def capture(
    argv: Sequence[str | bytes], *, env: Mapping[str, str], cwd: Path = Path("/"), stdin: bytes = b""
) -> Captured:
    """Run `argv` to its end with exactly `env`; ExecutionError when the program cannot be started.

    It has a session of its own: Ctrl-C at the terminal stops the run, never the git command that keeps a result.
    """
    try:
        done = subprocess.run(
            argv, env=env, cwd=cwd, input=stdin, capture_output=True, check=False, start_new_session=True
        )
    except OSError as error:
        program = argv[0].decode(errors="replace") if isinstance(argv[0], bytes) else argv[0]
        raise ExecutionError(
            f"{program} cannot be started: {error.strerror}", mend=f"install {program} and put it on PATH"
        ) from error
    return Captured(done.returncode, done.stdout, done.stderr)
