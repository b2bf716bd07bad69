"""What every test may ask for."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.kit.sandbox import Sandbox, sandbox_at

# A shell starts its background jobs with SIGINT ignored, and whatever a test starts would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

MakeSandbox = Callable[[Mapping[str, str | bytes]], Sandbox]


@pytest.fixture
def make_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeSandbox:
    """A factory of repositories whose commands keep their state in the test's own directory."""
    state = tmp_path / "state"
    state.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    for name in ("CORTEX_SCOPE_FILE", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def make(files: Mapping[str, str | bytes]) -> Sandbox:
        return sandbox_at(tmp_path / "repository", files)

    return make
