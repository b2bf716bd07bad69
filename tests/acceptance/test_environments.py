"""Environments that lack something: git, a home, a capable terminal, or suddenly the terminal itself."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pytest

from tests.acceptance.test_resume import alive, calls, counted, until
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Outcome, Sandbox, gate, objective, plan, shell, team

pytestmark = pytest.mark.acceptance

CORTEX = (sys.executable, "-m", "cortex_cli")
FILES = {"a/x": "1\n", "b/y": "1\n"}
APPEND = 'for f in "$@"; do echo done >> "$f"; done'
REQUEST = "Rename the word in a/x"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    place = tmp_path / "notes"
    place.mkdir()
    return place


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    team_text = team(shell("sh", APPEND, max_concurrent=2), gates=[gate("t", "true")])
    waves = plan(objective("A", "a/**"), objective("B", "b/**"))
    return make_sandbox({**FILES, "team.json": team_text, "plan.yaml": waves})


def without(*names: str, **changes: str) -> dict[str, str]:
    """This environment without some variables, and with others."""
    return {name: value for name, value in os.environ.items() if name not in names} | changes


def run(place: Path, environment: Mapping[str, str], *arguments: str) -> Outcome:
    done = subprocess.run(
        [*CORTEX, *arguments],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


RUN_ALL = """
import contextlib, io, json, os, sys
from cortex_cli.__main__ import dispatch
for arguments in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = dispatch(arguments)
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


def run_all(place: Path, environment: Mapping[str, str], *commands: Sequence[str]) -> list[Outcome]:
    """The commands one after another in one process, which has to start only once in such an environment."""
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL],
        cwd=place,
        env=environment,
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]


# No git


@pytest.fixture
def gitless(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH has no programs at all."""
    (tmp_path / "nothing").mkdir()
    return without(PATH=str(tmp_path / "nothing"))


NEED_GIT = (
    ["plan", REQUEST],
    ["analyze", REQUEST],
    ["run", REQUEST, "--yes"],
    ["execute", "plan.yaml"],
    ["resume"],
    ["status"],
    ["report"],
    ["init", "--force"],
    ["demo"],
    ["check"],
    ["scope", "overlap", "a", "b"],
)


def test_without_git_a_command_says_that_it_is_missing(sandbox: Sandbox, gitless: Mapping[str, str]) -> None:
    alone = run(sandbox.root, gitless, *NEED_GIT[0])
    together = run_all(sandbox.root, gitless, *NEED_GIT)
    assert together[0] == alone
    for arguments, done in zip(NEED_GIT, together, strict=True):
        assert done.code in (1, 2), (arguments, done.err)
        assert re.search(r"^cortex: .*git .*$\n(  where: .*\n)?  mend:  install git", done.err, re.MULTILINE), arguments
        assert "Traceback" not in done.err


def test_without_git_the_doctor_says_what_is_missing(sandbox: Sandbox, gitless: Mapping[str, str]) -> None:
    done = run(sandbox.root, gitless, "doctor", "--json")
    assert done.code == 1, done.err
    assert [found["subject"] for found in done.json["diagnoses"] if found["health"] == "bad" and "git" in found["mend"]]


def test_what_needs_no_git_does_without(sandbox: Sandbox, gitless: Mapping[str, str], tmp_path: Path) -> None:
    commands = (["--version"], ["--help"], ["plan", "--help"], ["schema", "plan"])
    assert [done.code for done in run_all(sandbox.root, gitless, *commands)] == [0] * len(commands)
    assert run(tmp_path, gitless, "scope", "overlap", "src/*", "*/a").out == "src/a\n"


# No home


def test_without_a_home_everything_works(sandbox: Sandbox) -> None:
    homeless = without("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    commands = (["analyze", REQUEST], ["plan", REQUEST], ["execute", "plan.yaml", "--json"], ["doctor"])
    done = run_all(sandbox.root, homeless, *commands)
    assert [each.code for each in done] == [0, 0, 0, 0], done
    assert sandbox.changed_files(done[2].json["branch"]) == ["a/x", "b/y"]
    assert sandbox.leftovers() == []


def test_without_a_home_nothing_of_the_repository_is_taken_for_the_users_configuration(sandbox: Sandbox) -> None:
    planted = "[user]\n\tname = Mallory\n\temail = mallory@example.org\n[core]\n\tignoreCase = true\n"
    sandbox.git("config", "--unset", "user.name")
    sandbox.git("config", "--unset", "user.email")
    for name in (".gitconfig", ".config/git/config"):
        sandbox.write(name, planted)
    homeless = without("HOME", "XDG_CONFIG_HOME")
    commands = (["scope", "overlap", "a/X", "a/x"], ["execute", "plan.yaml", "--json"])
    apart, done = run_all(sandbox.root, homeless, *commands)
    assert (apart.code, done.code) == (0, 0), done.err
    assert "mallory" not in sandbox.git("show", "--format=%ae %ce", done.json["commit"])


def test_a_home_that_does_not_exist_is_no_hindrance(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 0, done.err


# A terminal that can do little


@pytest.mark.parametrize("term", ["dumb", "unknown", None])
def test_a_terminal_that_cannot_move_its_cursor_gets_plain_lines(sandbox: Sandbox, term: str | None) -> None:
    environment = without("TERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", **({"TERM": term} if term else {}))
    command = [*CORTEX[1:], "execute", "plan.yaml"]
    child = pexpect.spawn(CORTEX[0], command, cwd=str(sandbox.root), env=environment, encoding="utf-8", timeout=60)
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    assert child.exitstatus == 0, said
    assert "\x1b" not in said
    assert re.search(r"^\[ +[0-9.]+s\] wave 1 started: 2 objectives\r$", said, re.MULTILINE)
    assert "Done, and green" in said


# A terminal that goes away


def test_a_run_whose_terminal_hangs_up_stops_and_can_be_resumed(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    running.send_signal(signal.SIGHUP)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130, said
    assert "cortex resume" in said
    is_resumable(sandbox, notes)


def test_a_run_whose_terminal_is_closed_stops_and_can_be_resumed(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    assert closed_at_work(sandbox, notes, *CORTEX, "execute", "plan.yaml") == 130
    assert bug_logs(notes) == []
    is_resumable(sandbox, notes)


def test_a_run_that_outlives_its_terminal_goes_on_to_its_end(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    deaf = f"trap '' HUP; exec {sys.executable} -m cortex_cli execute plan.yaml"
    closed_at_work(sandbox, notes, "sh", "-c", deaf, then=(notes / "go").touch)
    assert [run["state"] for run in sandbox.cortex("status", "--json").json] == ["succeeded"]
    assert len(sandbox.branches()) == 1
    assert calls(notes) == ["A", "B", "C"]
    assert bug_logs(notes) == []


def closed_at_work(sandbox: Sandbox, notes: Path, *command: str, then: Callable[[], object] = int) -> int:
    """Run a command in a terminal that is closed while it works on objective A; `then` comes next; its exit status."""
    (notes / "tmp").mkdir()
    environment = without(TERM="xterm-256color", TMPDIR=str(notes / "tmp"))
    child = pexpect.spawn(command[0], [*command[1:]], cwd=str(sandbox.root), env=environment, timeout=60)
    until((notes / "started-A").exists)
    os.close(child.child_fd)
    then()
    status = os.waitpid(child.pid, 0)[1]
    child.closed, child.child_fd, child.terminated = True, -1, True
    return os.waitstatus_to_exitcode(status)


def bug_logs(notes: Path) -> list[Path]:
    return [*(notes / "tmp").glob("cortex-bug-*")]


def is_resumable(sandbox: Sandbox, notes: Path) -> None:
    """Nothing of the stopped run lives on, and resuming it does the rest."""
    (run_id,) = [each["id"] for each in sandbox.cortex("status", "--json").json]
    assert alive(run_id) == []
    assert sandbox.leftovers() == []
    (notes / "go").touch()
    done = sandbox.cortex("resume", "--json")
    assert (done.code, done.json["state"]) == (0, "succeeded")
    assert calls(notes).count("C") == 1


def test_a_run_under_nohup_goes_on_when_the_terminal_hangs_up(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = subprocess.Popen(
        ["nohup", *CORTEX, "execute", "plan.yaml", "--json"],
        cwd=sandbox.root, env=dict(os.environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until(lambda: (notes / "started-A").exists())
    running.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert running.poll() is None
    (notes / "go").touch()
    out, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    assert json.loads(out)["state"] == "succeeded"
    assert calls(notes) == ["A", "B", "C"]


def test_under_nohup_in_a_terminal_that_is_closed_the_result_is_in_its_file(
    make_sandbox: MakeSandbox, notes: Path
) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    script = f"cd {notes} && nohup {CORTEX[0]} -m cortex_cli -C {sandbox.root} execute plan.yaml & wait"
    environment = without(TERM="xterm-256color", PYTHONPATH=str(Path.cwd()))
    child = pexpect.spawn("sh", ["-c", script], cwd=str(sandbox.root), env=environment, timeout=60)
    until(lambda: (notes / "started-A").exists())
    child.close(force=True)
    (notes / "go").touch()
    until(lambda: len(sandbox.branches()) == 1)
    until(lambda: "Done, " in (notes / "nohup.out").read_text())
    assert "\x1b" not in (notes / "nohup.out").read_text()


# A linked environment behind which the team sets its own import path


def test_gates_import_the_workspace_although_the_teams_import_path_names_the_users_tree(
    make_sandbox: MakeSandbox,
) -> None:
    sandbox = make_sandbox(
        {"src/shop.py": "STATE = 'old'\n", ".gitignore": ".venv/\n", "plan.yaml": plan(objective("A", "src/**"))}
    )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(sandbox.root / ".venv")], check=True)
    packages = next((sandbox.root / ".venv" / "lib").glob("python*")) / "site-packages"
    (packages / "_editable_impl_shop.pth").write_text(f"{sandbox.root}/src\n")
    workspace = {"link": [{"path": ".venv"}], "env": {"PYTHONPATH": f"{sandbox.root}/src"}}
    question = gate("new", "python", "-c", "import shop; print(shop.STATE); raise SystemExit(shop.STATE != 'new')")
    worker = shell("sh", "echo \"STATE = 'new'\" > src/shop.py")
    sandbox.write("team.json", team(worker, gates=[question], workspace=workspace))
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, (done.err, done.out)
    assert done.json["gates"][0]["passed"]
