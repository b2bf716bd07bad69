"""What a person sees at a real terminal: a view that redraws itself, one question, and Ctrl-C that is heard."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect
import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, objective, plan, shell, team

pytestmark = pytest.mark.acceptance

FILES = {"shop/money.py": "class Money:\n    cents = 0\n", "docs/x": "1\n"}
REQUEST = "Fix the rounding of cents in Money"
WORK = 'sleep 1; for f in "$@"; do echo "# more" >> "$f"; done'


@contextmanager
def terminal(sandbox: Sandbox, *arguments: str, columns: int = 80, **environment: str) -> Iterator[pexpect.spawn[str]]:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "cortex_cli", *arguments],
        cwd=str(sandbox.root),
        env={**os.environ, "TERM": "xterm-256color", **environment},
        dimensions=(30, columns),
        encoding="utf-8",
        timeout=30,
    )
    try:
        yield child
    finally:
        child.close(force=True)


def ready(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox({**FILES, "team.json": team(shell("sh", WORK)), "plan.yaml": plan(objective("A", "shop/**"))})


def test_run_shows_the_plan_and_asks_before_it_executes(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox)
    with terminal(sandbox, "run", REQUEST) as child:
        child.expect("shop/money.py")
        child.expect(r"Execute this plan\?")
        child.sendline("n")
        child.expect("nothing was executed")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
    assert sandbox.branches() == []
    with terminal(sandbox, "run", REQUEST) as child:
        child.expect(r"Execute this plan\?")
        child.sendline("y")
        child.expect("Done", timeout=30)
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
    assert len(sandbox.branches()) == 1


@pytest.mark.parametrize("columns", [80, 200])
def test_the_view_redraws_itself_within_the_width_and_ends_with_the_result(
    make_sandbox: MakeSandbox, columns: int
) -> None:
    sandbox = ready(make_sandbox)
    with terminal(sandbox, "execute", "plan.yaml", columns=columns) as child:
        child.expect("running")
        child.expect(pexpect.EOF)
        shown = child.before or ""
        child.wait()
        assert child.exitstatus == 0
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)
    view = plain.partition("Done")[0].replace("\r", "\n")
    assert max(map(len, view.splitlines())) <= columns
    assert "next:" in plain


def test_no_color_takes_the_colours_away(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox)
    with terminal(sandbox, "analyze", REQUEST, NO_COLOR="1") as child:
        child.expect(pexpect.EOF)
        coloured = re.findall(r"\x1b\[[0-9;]*3[0-9][;m]", child.before or "")
    assert coloured == []


def test_quiet_leaves_only_the_result(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox)
    with terminal(sandbox, "--quiet", "execute", "plan.yaml") as child:
        child.expect(pexpect.EOF)
        shown = child.before or ""
    assert "wave" not in shown
    assert "completed" in shown


def test_control_c_at_the_terminal_stops_after_what_is_running(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox)
    with terminal(sandbox, "execute", "plan.yaml") as child:
        child.expect("running")
        child.sendintr()
        child.expect("stopping after what is running now")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 130
    assert sandbox.cortex("resume").code == 0


def test_control_c_during_the_analysis_is_no_traceback(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({f"d{number}/m{number}.py": "x = 1\n" * 50 for number in range(3000)})
    with terminal(sandbox, "analyze", REQUEST) as child:
        child.expect("analysis")
        child.sendintr()
        child.expect(pexpect.EOF)
        shown = child.before or ""
        child.wait()
        assert child.exitstatus == 130, shown
    assert "Traceback" not in shown
