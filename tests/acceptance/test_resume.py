"""Stopping and going on: by Ctrl-C, by kill -9, after a failure. Nothing finished is done twice."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, gate, objective, plan, script, shell, team

pytestmark = pytest.mark.acceptance

FILES = {"a/x": "1\n", "b/y": "1\n", "c/z": "1\n"}
PLAN = plan(objective("A", "a/**"), objective("B", "b/**"), objective("C", "c/**", wave=2, depends_on=["A"]))
# Counts its calls, and waits for the file `go` before it works on the objective named in $SLOW.
COUNTED = (
    'echo "$CORTEX_OBJECTIVE_ID" >> "$NOTES/calls"; touch "$NOTES/started-$CORTEX_OBJECTIVE_ID"\n'
    'if [ "$CORTEX_OBJECTIVE_ID" = "$SLOW" ]; then while [ ! -e "$NOTES/go" ]; do sleep 0.05; done; fi\n'
    'for f in "$@"; do echo done >> "$f"; done'
)


def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    place = tmp_path / "notes"
    place.mkdir()
    return place


def counted(make_sandbox: MakeSandbox, notes: Path, slow: str, **settings: object) -> Sandbox:
    worker = shell("sh", COUNTED, max_concurrent=2, env={"NOTES": str(notes), "SLOW": slow})
    return make_sandbox({**FILES, "team.json": team(worker, **settings), "plan.yaml": PLAN})


def calls(notes: Path) -> list[str]:
    return sorted((notes / "calls").read_text().split())


def alive(run: str) -> list[int]:
    """Processes that bear the mark of a run."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("CORTEX_MARK", "").startswith(run):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


@pytest.mark.parametrize(("slow", "repeated"), [("A", ["A"]), ("C", ["C"])])
def test_a_killed_run_goes_on_where_it_stopped_and_repeats_only_what_was_lost(
    make_sandbox: MakeSandbox, notes: Path, slow: str, repeated: list[str]
) -> None:
    sandbox = counted(make_sandbox, notes, slow)
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / f"started-{slow}").exists())
    until(lambda: slow == "C" or captured(sandbox, "B"))
    running.kill()
    running.communicate()
    assert sandbox.branches() == []
    (notes / "go").touch()
    done = sandbox.cortex("resume", "--json")
    assert done.code == 0, done.err
    assert done.json["state"] == "succeeded"
    assert sandbox.changed_files(done.json["branch"]) == ["a/x", "b/y", "c/z"]
    assert sandbox.show(done.json["branch"], "a/x") == "1\ndone"
    assert calls(notes) == sorted(["A", "B", "C", *repeated])
    assert alive(done.json["id"]) == []
    assert sandbox.leftovers() == []
    assert sandbox.private_refs() == []


def captured(sandbox: Sandbox, name: str) -> bool:
    return any(ref.endswith(f"/{name}") for ref in sandbox.private_refs())


def test_a_resumed_run_makes_the_very_commit_that_an_undisturbed_one_makes(
    make_sandbox: MakeSandbox, notes: Path, tmp_path: Path
) -> None:
    """The commit's date is the journalled start of the run, so only that may differ between two runs."""
    sandbox = counted(make_sandbox, notes, "C")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-C").exists())
    running.kill()
    running.communicate()
    (notes / "go").touch()
    resumed = sandbox.cortex("resume", "--json").json
    fresh = sandbox.cortex("execute", "plan.yaml", "--json").json
    trees = {sandbox.git("rev-parse", f"{run['commit']}^{{tree}}") for run in (resumed, fresh)}
    assert len(trees) == 1
    dated = sandbox.git("log", "-1", "--format=%cI", resumed["commit"])
    assert dated[:19] == resumed["created_at"][:19]


def test_resuming_a_finished_run_adds_nothing(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "nobody")
    first = sandbox.cortex("execute", "plan.yaml", "--json").json
    again = sandbox.cortex("resume", first["id"], "--json")
    assert (again.code, again.json) == (0, first)
    assert calls(notes) == ["A", "B", "C"]


def test_there_may_be_nothing_to_resume(make_sandbox: MakeSandbox) -> None:
    done = make_sandbox(FILES).cortex("resume")
    assert done.code == 0
    assert "nothing to resume" in done.err


def test_the_first_interrupt_lets_running_work_end_and_keeps_it(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    running.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert running.poll() is None
    (notes / "go").touch()
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130, said
    assert "cortex resume" in said
    assert "C" not in calls(notes)
    done = sandbox.cortex("resume", "--json")
    assert done.json["state"] == "succeeded"
    assert calls(notes) == ["A", "B", "C"]


@pytest.mark.parametrize("how", ["twice", "term"])
def test_a_second_interrupt_or_sigterm_ends_everything_at_once(
    make_sandbox: MakeSandbox, notes: Path, how: str
) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    until(lambda: captured(sandbox, "B"))
    if how == "twice":
        running.send_signal(signal.SIGINT)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
    else:
        running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)
    assert running.returncode == 130
    run = sandbox.cortex("status", "--json").json[0]
    assert run["state"] == "running"
    assert alive(run["id"]) == []
    assert sandbox.leftovers() == []
    (notes / "go").touch()
    assert sandbox.cortex("resume").code == 0
    assert calls(notes) == ["A", "A", "B", "C"]


def test_a_failed_run_needs_retry_and_then_does_only_what_failed(make_sandbox: MakeSandbox, notes: Path) -> None:
    once = (
        'echo "$CORTEX_OBJECTIVE_ID" >> "$NOTES/calls"; '
        '[ "$CORTEX_OBJECTIVE_ID" != A ] || [ -e "$NOTES/mended" ] || exit 3; '
        'for f in "$@"; do echo done >> "$f"; done'
    )
    worker = shell("sh", once, max_concurrent=2, env={"NOTES": str(notes)})
    sandbox = make_sandbox({**FILES, "team.json": team(worker), "plan.yaml": PLAN})
    assert sandbox.cortex("execute", "plan.yaml").code == 1
    refused = sandbox.cortex("resume")
    assert refused.code == 4
    assert "--retry" in refused.err
    (notes / "mended").touch()
    done = sandbox.cortex("resume", "--retry", "--json")
    assert done.code == 0, done.err
    assert calls(notes) == ["A", "A", "B", "C"]
    assert {entry["id"]: entry["attempts"] for entry in done.json["objectives"]} == {"A": 2, "B": 1, "C": 1}
    assert sandbox.changed_files(done.json["branch"]) == ["a/x", "b/y", "c/z"]
    assert sandbox.private_refs() == []


def test_a_rolled_back_wave_can_be_retried_once_the_gate_is_mended(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "nobody", gates=[gate("mended", "test", "-e", str(notes / "mended"))])
    assert sandbox.cortex("execute", "plan.yaml").code == 1
    (notes / "mended").touch()
    done = sandbox.cortex("resume", "--retry", "--json")
    assert done.code == 0, done.err
    assert calls(notes) == ["A", "A", "B", "B", "C"]


def test_a_partial_result_is_replaced_by_the_whole_one(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = make_sandbox(
        {
            **FILES,
            "team.json": team(
                shell(
                    "sh",
                    f'[ "$CORTEX_OBJECTIVE_ID" != C ] || [ -e {notes}/ok ] || exit 3; '
                    'for f in "$@"; do echo done >> "$f"; done',
                    max_concurrent=2,
                )
            ),
            "plan.yaml": PLAN,
        }
    )
    partial = sandbox.cortex("execute", "plan.yaml", "--keep-partial", "--json").json
    assert sandbox.changed_files(partial["branch"]) == ["a/x", "b/y"]
    (notes / "ok").touch()
    whole = sandbox.cortex("resume", "--retry", "--json")
    assert whole.code == 0, whole.err
    assert whole.json["branch"] == partial["branch"]
    assert sandbox.changed_files(partial["branch"]) == ["a/x", "b/y", "c/z"]


def test_two_runs_with_other_scopes_proceed_at_the_same_time(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    sandbox.write("other.yaml", plan(objective("O", "c/**"), request="the other"))
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    clash = sandbox.cortex("execute", "other.yaml")
    assert clash.code == 4, "C of the running plan holds c/**"
    assert str(running.pid) in clash.err
    assert "c/" in clash.err
    sandbox.write("d/w", "1\n")
    sandbox.write("apart.yaml", plan(objective("O", "e/**"), request="apart"))
    sandbox.write("team.json", team(script("sh", "mkdir -p e; echo 1 > e/new")))
    apart = sandbox.cortex("execute", "apart.yaml", "--json")
    assert apart.code == 0, apart.err
    (notes / "go").touch()
    running.communicate(timeout=30)
    assert running.returncode == 0
    assert len(sandbox.branches()) == 2


def test_a_run_that_is_carried_on_elsewhere_cannot_be_resumed(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    refused = sandbox.cortex("resume")
    assert refused.code == 4
    assert str(running.pid) in refused.err
    status = sandbox.cortex("status")
    assert "running" in status.out
    (notes / "go").touch()
    running.communicate(timeout=30)
    assert running.returncode == 0


def test_status_says_which_run_was_interrupted(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    running.kill()
    running.communicate()
    said = sandbox.cortex("status").err
    run = sandbox.cortex("status", "--json").json[0]["id"]
    assert f"cortex resume {run}" in said
    subprocess.run(["pkill", "-9", "-f", str(notes)], check=False)
    (notes / "go").touch()
    assert sandbox.cortex("resume").code == 0


def test_a_roll_back_that_was_cut_short_does_not_stand_in_the_way_of_a_retry(
    make_sandbox: MakeSandbox, notes: Path
) -> None:
    """The journal says the commit was taken back, but the ref is still there: as after a crash in between."""
    sandbox = counted(make_sandbox, notes, "nobody", gates=[gate("mended", "test", "-e", str(notes / "mended"))])
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    sandbox.git("update-ref", f"refs/cortex/{run['id']}/A", "HEAD")
    (notes / "mended").touch()
    done = sandbox.cortex("resume", "--retry", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == ["a/x", "b/y", "c/z"]


def test_resuming_needs_the_workers_of_the_plan(make_sandbox: MakeSandbox, notes: Path) -> None:
    sandbox = counted(make_sandbox, notes, "A")
    running = sandbox.start("execute", "plan.yaml")
    until(lambda: (notes / "started-A").exists())
    running.kill()
    running.communicate()
    good = (sandbox.root / "team.json").read_text()
    sandbox.write("team.json", team(shell("other", "true")))
    refused = sandbox.cortex("resume")
    assert refused.code == 2
    assert "needs worker 'sh'" in refused.err
    sandbox.write("team.json", good)
    (notes / "go").touch()
    assert sandbox.cortex("resume").code == 0
