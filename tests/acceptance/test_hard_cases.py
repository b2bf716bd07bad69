"""What a review found by trying: odd links, odd configuration, odd streams, and stops at the wrong moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, gate, objective, plan, script, shell, team

pytestmark = pytest.mark.acceptance

FILES = {"src/a.txt": "1\n", "conf/x": "kept\n"}
APPEND = 'for f in "$@"; do echo "2" >> "$f"; done'
SRC = plan(objective("O1", "src/**"))


def ready(make_sandbox: MakeSandbox, worker: dict[str, object], plan_text: str = SRC, **settings: object) -> Sandbox:
    return make_sandbox({**FILES, "team.json": team(worker, **settings), "plan.yaml": plan_text})


def test_a_link_over_tracked_files_does_not_delete_them(make_sandbox: MakeSandbox) -> None:
    worker = script("sh", "echo 2 >> src/a.txt")
    sandbox = ready(make_sandbox, worker, plan(objective("O1", "**")), workspace={"link": [{"path": "conf"}]})
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == ["src/a.txt"]


def test_the_end_of_one_gate_does_not_kill_the_gate_of_a_name_that_begins_alike(make_sandbox: MakeSandbox) -> None:
    slow = gate("slow", "sh", "-c", "case $PWD in *gates-O1/*) sleep 0.2;; *) sleep 2;; esac", on=["objective"])
    names = ("O1", "O10", "O11")
    worker = script("sh", 'mkdir -p "d-$CORTEX_OBJECTIVE_ID"; echo 1 > "d-$CORTEX_OBJECTIVE_ID/f"', max_concurrent=3)
    sandbox = ready(make_sandbox, worker, plan(*(objective(name, f"d-{name}/**") for name in names)), gates=[slow])
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, [entry["reason"] for entry in done.json["objectives"]]


@pytest.mark.parametrize("deed", ["ln -s ./a.txt src/b.txt", "mkdir src/d; touch src/d/f; ln -s d/ src/l"])
def test_links_are_kept_as_they_were_written(make_sandbox: MakeSandbox, deed: str) -> None:
    done = ready(make_sandbox, script("sh", deed)).cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    "deed",
    [
        "ln -s self src/self",
        f'{sys.executable} -c \'import os; os.chdir("src"); [(os.mkdir("d"), os.chdir("d")) for _ in range(1500)]\'',
        "mkdir src/locked; touch src/locked/f; chmod 0 src/locked",
    ],
)
def test_trees_that_are_hard_to_walk_or_to_remove_end_as_a_failed_objective(
    make_sandbox: MakeSandbox, deed: str
) -> None:
    sandbox = ready(make_sandbox, script("sh", f"{deed}; true"))
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code in (0, 1), done.err
    assert sandbox.leftovers() == []
    again = sandbox.cortex("resume", "--retry")
    assert again.code in (0, 1), again.err


def test_a_setup_that_the_integrated_work_breaks_rolls_the_wave_back(make_sandbox: MakeSandbox) -> None:
    setup = {"setup": [["grep", "-q", "^1$", "src/a.txt"]]}
    sandbox = ready(make_sandbox, script("sh", "echo bad > src/a.txt"), workspace=setup, gates=[gate("ok", "true")])
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert (done.code, done.json["state"]) == (1, "failed")
    assert "workspace.setup failed" in done.json["reason"]
    assert sandbox.leftovers() == []


def test_a_gate_that_was_red_before_is_not_blamed_on_the_work(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND), gates=[gate("never", "sh", "-c", "echo no module; exit 1")])
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert "gate never is red (exit status 1: no module)" in done.json["reason"]
    assert "red without these changes too" in done.json["reason"]
    assert "```text\nexit status 1\nno module\n```" in sandbox.cortex("report").out


def test_no_gate_runs_where_nothing_changed(make_sandbox: MakeSandbox) -> None:
    idle = plan(objective("O1", "src/**", must_change=False))
    sandbox = ready(make_sandbox, script("sh", "true"), idle, gates=[gate("never", "false", on=["objective", "wave"])])
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert (done.code, done.json["gates"]) == (0, [])


@pytest.mark.parametrize("lines", ["1", "6"])
def test_a_reader_that_goes_away_does_not_stop_the_run(make_sandbox: MakeSandbox, lines: str) -> None:
    worker = shell("sh", f"i=0; while [ $i -lt 3000 ]; do echo chatter $i; i=$((i+1)); done; {APPEND}")
    sandbox = ready(make_sandbox, worker)
    command = f"{sys.executable} -m cortex_cli execute plan.yaml --output jsonl | head -{lines}"
    subprocess.run(
        ["bash", "-c", command], cwd=sandbox.root, env=dict(os.environ), capture_output=True, timeout=60, check=True
    )
    assert len(sandbox.branches()) == 1
    assert sandbox.cortex("status", "--json").json[0]["state"] == "succeeded"


def test_an_interrupted_run_is_not_resumed_over_another_one_that_took_its_scope(
    make_sandbox: MakeSandbox, tmp_path: Path
) -> None:
    wait = f"touch {tmp_path}/up; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done; {APPEND}"
    sandbox = ready(make_sandbox, shell("sh", wait))
    first = sandbox.start("execute", "plan.yaml")
    while not (tmp_path / "up").exists():
        time.sleep(0.02)
    first.kill()
    first.communicate()
    interrupted = sandbox.cortex("status", "--json").json[0]["id"]
    (tmp_path / "up").unlink()
    second = sandbox.start("execute", "plan.yaml")
    while not (tmp_path / "up").exists():
        time.sleep(0.02)
    refused = sandbox.cortex("resume", interrupted)
    assert refused.code == 4, refused.err
    assert str(second.pid) in refused.err
    (tmp_path / "go").touch()
    second.communicate(timeout=30)
    assert second.returncode == 0
    assert sandbox.cortex("resume", interrupted).code == 0


def test_the_first_interrupt_reaches_no_git_command(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    """At a terminal Ctrl-C goes to the whole process group; git must be able to keep what was finished."""
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(
        f'#!/bin/sh\ncase "$*" in *hash-object*) touch {tmp_path}/hashing; sleep 1;; esac\nexec {real} "$@"\n'
    )
    wrapper.chmod(0o755)
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    running = subprocess.Popen(
        [sys.executable, "-m", "cortex_cli", "execute", "plan.yaml"],
        cwd=sandbox.root,
        env={**os.environ, "PATH": f"{wrapper.parent}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not (tmp_path / "hashing").exists():
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=30)
    assert running.returncode == 130
    done = sandbox.cortex("resume", "--json")
    assert (done.code, done.json["usage"]["attempts"]) == (0, 1)


def test_a_branch_named_cortex_is_noticed_before_any_work(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    sandbox.git("branch", "cortex")
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 4
    assert "git branch -m cortex" in done.err


def test_a_user_without_a_name_is_called_by_their_address(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    sandbox.git("config", "user.name", "")
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.git("log", "-1", "--format=%an", done.json["branch"]) == "ada@example.org"


def test_odd_bytes_in_the_repositorys_own_files_are_no_bug(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    (sandbox.root / ".git" / "info" / "exclude").write_bytes(b"caf\xe9\n")
    with (sandbox.root / ".git" / "config").open("ab") as config:
        config.write(b"[user]\n\tname = Ren\xe9\n")
    sandbox.write(".gitignore", "!\n*.tmp\n")
    sandbox.git("add", ".gitignore")
    sandbox.git("commit", "-qm", "odd ignore rules")
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err


def test_a_split_index_and_a_change_within_one_second_are_both_seen_right(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    sandbox.git("update-index", "--split-index")
    assert sandbox.cortex("execute", "plan.yaml").code == 0
    sandbox.write("src/a.txt", "aa\n")
    sandbox.git("commit", "-qam", "aa")
    sandbox.write("src/a.txt", "bb\n")
    time.sleep(1.2)
    assert sandbox.cortex("execute", "plan.yaml").code == 4


def test_a_directory_with_a_dollar_in_its_name_is_just_a_directory(
    make_sandbox: MakeSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOO", "elsewhere")
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    moved = sandbox.root.rename(tmp_path / "j$FOO")
    assert Sandbox(moved).cortex("status").code == 0


def test_check_counts_from_the_directory_that_is_named(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    outside = Sandbox(tmp_path)
    asked = ("-C", str(sandbox.root), "check", "--objective", "O1", "--plan", "plan.yaml")
    assert outside.cortex(*asked, "src/a.txt").code == 0
    assert outside.cortex(*asked, "conf/x").code == 1
    assert outside.cortex("-C", str(sandbox.root), "check", "x", "--objective", "O1", "--plan", "none.yaml").code == 2


def test_a_text_too_long_for_a_path_is_no_plan(make_sandbox: MakeSandbox) -> None:
    assert ready(make_sandbox, shell("sh", APPEND)).cortex("execute", "x" * 5000).code == 2


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_missing_standard_streams_are_no_bug(make_sandbox: MakeSandbox, closed: str) -> None:
    sandbox = ready(make_sandbox, shell("sh", APPEND))
    command = f"{sys.executable} -m cortex_cli execute plan.yaml {closed}"
    done = subprocess.run(["bash", "-c", command], cwd=sandbox.root, env=dict(os.environ), timeout=60, check=False)
    assert done.returncode == 0
    assert len(sandbox.branches()) == 1


def test_work_that_nobody_in_the_team_does_is_refused_instead_of_given_to_a_linter(make_sandbox: MakeSandbox) -> None:
    sandbox = ready(make_sandbox, shell("ruff", APPEND, capabilities=["chore"]))
    done = sandbox.cortex("run", "Add a subtract function to src/a.txt")
    assert done.code == 2
    assert "no enabled worker does that" in done.err
    assert sandbox.branches() == []


def test_what_the_workers_say_stands_in_the_report(make_sandbox: MakeSandbox) -> None:
    say = r"printf '### Change Summary\nI doubled the numbers.\n'"
    sandbox = ready(make_sandbox, shell("sh", f"{APPEND}; {say}"))
    assert sandbox.cortex("execute", "plan.yaml").code == 0
    assert "> I doubled the numbers." in sandbox.cortex("report").out


def test_the_teams_own_path_comes_behind_linked_programs_and_finds_workers(
    make_sandbox: MakeSandbox, tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "stamp").write_text('#!/bin/sh\necho "$PATH" > src/path\n')
    (tools / "stamp").chmod(0o755)
    workspace = {"link": [{"path": ".venv"}], "env": {"PATH": f"{tools}:/usr/bin:/bin"}}
    sandbox = ready(make_sandbox, {"id": "w", "kind": "shell", "command": ["stamp"]}, workspace=workspace)
    (sandbox.root / ".venv" / "bin").mkdir(parents=True)
    (sandbox.root / ".venv" / "bin" / "python").touch()
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    first, second = sandbox.show(done.json["branch"], "src/path").split(":")[:2]
    assert first.endswith("/tree/.venv/bin")
    assert second == str(tools)
