from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from cortex_cli.model.errors import ExecutionError
from cortex_cli.process.terminal import run_at_terminal

SAYS_HOW_IT_HEARS_CONTROL_C = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"


def test_the_program_has_our_own_streams_and_the_environment_it_is_given(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_at_terminal(["sh", "-c", "echo out $NAME; echo err >&2; exit 3"], {**os.environ, "NAME": "x"}) == 3
    assert capfd.readouterr() == ("out x\n", "err\n")


def test_a_signal_that_ends_it_is_told() -> None:
    assert run_at_terminal(["sh", "-c", "kill -TERM $$"], os.environ) == -signal.SIGTERM


def test_control_c_is_for_the_program_alone(capfd: pytest.CaptureFixture[str]) -> None:
    """An editor such as vi gets it as a key; one that dies of it is reported, and we live on."""
    before = signal.getsignal(signal.SIGINT)
    assert (
        run_at_terminal(["sh", "-c", f"kill -INT {os.getpid()}; sleep 0.1; kill -INT $$"], os.environ) == -signal.SIGINT
    )
    assert signal.getsignal(signal.SIGINT) is before
    assert run_at_terminal([sys.executable, "-c", SAYS_HOW_IT_HEARS_CONTROL_C], os.environ) == 0
    assert capfd.readouterr().out == "True\n"


def test_a_program_that_cannot_be_started_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError, match="cannot be started"):
        run_at_terminal([str(tmp_path / "none")], os.environ)
