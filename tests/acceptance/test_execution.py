"""Runs as users see them: waves in parallel, one commit, nothing else left or touched."""

from __future__ import annotations

import json

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, gate, objective, plan, script, shell, team

pytestmark = pytest.mark.acceptance

APPEND = 'for f in "$@"; do echo "# seen by $CORTEX_OBJECTIVE_ID" >> "$f"; done'
FILES = {"a/x.py": "x = 1\n", "b/y.py": "y = 1\n", "c/z.py": "z = 1\n"}
A, B, C = objective("A", "a/**"), objective("B", "b/**"), objective("C", "c/**", wave=2, depends_on=["A"])


def start(
    make_sandbox: MakeSandbox, *objectives: dict[str, object], worker: dict[str, object], **settings: object
) -> Sandbox:
    files = {**FILES, "team.json": team(worker, **settings), "plan.yaml": plan(*objectives)}
    return make_sandbox(files)


def test_a_green_run_leaves_one_commit_on_its_own_branch_and_nothing_else(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, B, C, worker=shell("sh", APPEND, max_concurrent=2))
    before = sandbox.manifest()
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    run = done.json
    assert run["schema"] == "cortex/run/v1"
    assert run["state"] == "succeeded"
    assert sandbox.branches() == [run["branch"]]
    assert sandbox.git("rev-parse", run["branch"]) == run["commit"]
    assert sandbox.git("rev-parse", f"{run['branch']}^") == run["base_commit"] == sandbox.git("rev-parse", "main")
    assert sandbox.show(run["commit"], "c/z.py") == "z = 1\n# seen by C"
    assert sandbox.changed_files(run["branch"]) == ["a/x.py", "b/y.py", "c/z.py"]
    assert sandbox.private_refs() == []
    assert sandbox.leftovers() == []
    assert sandbox.manifest() == before
    assert sandbox.git("fsck", "--strict", "--no-dangling") == ""


def test_the_commit_carries_the_digest_of_its_plan_and_a_conventional_subject(
    make_sandbox: MakeSandbox,
) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", APPEND), co_authors=["Grace <grace@example.org>"])
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    message = sandbox.git("log", "-1", "--format=%B", run["branch"])
    assert message.splitlines()[0] == "chore(a): touch everything"
    assert "\nCortex-Plan: sha256:" in message
    assert message.rstrip().endswith("Co-authored-by: Grace <grace@example.org>")


def test_a_later_wave_starts_from_what_the_earlier_one_integrated(make_sandbox: MakeSandbox) -> None:
    see = 'cat a/x.py b/y.py > "$1"'
    late = objective("C", "c/**", wave=2, worker="see")
    sandbox = make_sandbox(
        {
            **FILES,
            "team.json": team(shell("sh", APPEND, max_concurrent=2), shell("see", see)),
            "plan.yaml": plan({**A, "worker": "sh"}, {**B, "worker": "sh"}, late),
        }
    )
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert sandbox.show(run["commit"], "c/z.py") == "x = 1\n# seen by A\ny = 1\n# seen by B"


def test_objectives_of_a_wave_really_run_at_the_same_time(make_sandbox: MakeSandbox, tmp_path: object) -> None:
    """Each waits until it sees the other one, which a serial run would never let happen."""
    meet = (
        'touch "$MEET/$CORTEX_OBJECTIVE_ID"; n=0\n'
        'while [ "$(ls "$MEET" | wc -l)" -lt 2 ]; do n=$((n+1)); [ $n -gt 200 ] && exit 9; sleep 0.05; done\n'
        'echo "# met" >> "$1"'
    )
    meeting = f"{tmp_path}/meet"
    sandbox = start(
        make_sandbox,
        A,
        B,
        worker=shell("sh", f"mkdir -p $MEET; {meet}", max_concurrent=2, env={"MEET": meeting}),
    )
    assert sandbox.cortex("execute", "plan.yaml").code == 0


def test_a_worker_with_one_slot_is_given_one_objective_at_a_time(make_sandbox: MakeSandbox, tmp_path: object) -> None:
    alone = 'mkdir "$LOCK" || exit 9; sleep 0.3; rmdir "$LOCK"; echo "# alone" >> "$1"'
    sandbox = start(make_sandbox, A, B, worker=shell("sh", alone, max_concurrent=1, env={"LOCK": f"{tmp_path}/lock"}))
    assert sandbox.cortex("execute", "plan.yaml").code == 0


def test_a_write_outside_the_scope_fails_that_objective_with_the_path(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", f"{APPEND}; echo 1 > b/stolen.py; echo 2 >> b/y.py"))
    before = sandbox.manifest()
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    failed = done.json["objectives"][0]
    assert failed["state"] == "failed"
    assert "b/stolen.py (outside its scope)" in failed["reason"]
    assert "b/y.py (outside its scope)" in failed["reason"]
    assert sandbox.branches() == []
    assert sandbox.manifest() == before


@pytest.mark.parametrize(
    ("deed", "path"),
    [
        ("git add -A; git -c user.name=x -c user.email=x@y commit -qam x; rm b/y.py", "b/y.py"),
        ("mv b/y.py a/y.py", "b/y.py"),
        ("chmod +x b/y.py", "b/y.py"),
        ("ln -s /etc/passwd a/link", "a/link"),
        ("ln -s ../../../etc a/link", "a/link"),
        ("rm a/x.py; ln -s ../b a/x.py; echo 1 > b/new.py", "b/new.py"),
        ("mkfifo a/pipe", "a/pipe"),
        ("ln b/y.py a/hard.py", "a/hard.py"),
        ("mkdir a/inner; cd a/inner; git init -q", "a/inner/.git"),
        ("git update-index --assume-unchanged b/y.py; echo 2 > b/y.py", "b/y.py"),
        ("echo 'b/new.py' > .git/info/exclude; echo 1 > b/new.py", "b/new.py"),
        ("git config core.worktree /nowhere; echo 2 > b/y.py", "b/y.py"),
        ("cp a/x.py A_TWIN; mkdir -p A; mv A_TWIN A/X.py", "A/X.py"),
        ("cp a/x.py a/X.py", "a/X.py"),
        ("touch '../escape' || true; echo 1 > .env", ".env"),
    ],
)
def test_every_way_around_the_scope_is_seen_and_named(make_sandbox: MakeSandbox, deed: str, path: str) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", f"{APPEND}; {deed}"))
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert path in done.json["objectives"][0]["reason"]
    assert sandbox.branches() == []


def test_by_products_of_running_the_code_are_no_violation_and_never_committed(
    make_sandbox: MakeSandbox,
) -> None:
    deed = f"{APPEND}; mkdir -p b/__pycache__ out; echo 1 > b/__pycache__/y.pyc; echo 1 > out/log.txt; echo 1 > a/x.tmp"
    sandbox = make_sandbox(
        {**FILES, ".gitignore": "out/\n*.tmp\n", "team.json": team(shell("sh", deed)), "plan.yaml": plan(A)}
    )
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == ["a/x.py"]


def test_by_products_are_refused_where_the_team_says_so(make_sandbox: MakeSandbox) -> None:
    deed = f"{APPEND}; mkdir -p b/__pycache__; echo 1 > b/__pycache__/y.pyc"
    sandbox = start(make_sandbox, A, worker=shell("sh", deed), by_product_policy="refuse")
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert "by-products" in done.json["objectives"][0]["reason"]


def test_a_file_of_the_base_that_ignore_rules_cover_is_no_by_product(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(
        {
            **FILES,
            "b/kept.log": "1\n",
            "team.json": team(shell("sh", f"{APPEND}; echo 2 > b/kept.log")),
            "plan.yaml": plan(A),
        }
    )
    sandbox.write(".gitignore", "*.log\n")
    sandbox.git("add", "-A")
    sandbox.git("commit", "-qm", "ignore logs")
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert "b/kept.log" in done.json["objectives"][0]["reason"]


def test_a_red_gate_rolls_its_wave_back_and_keeps_the_one_before(make_sandbox: MakeSandbox) -> None:
    only_a = gate("no-c", "sh", "-c", "! grep -q 'seen by C' c/z.py")
    sandbox = start(make_sandbox, A, B, C, worker=shell("sh", APPEND, max_concurrent=2), gates=[only_a])
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    states = {entry["id"]: entry["state"] for entry in done.json["objectives"]}
    assert states == {"A": "completed", "B": "completed", "C": "failed"}
    assert "gate no-c is red" in done.json["reason"]
    assert sandbox.branches() == []
    assert [result["passed"] for result in done.json["gates"]] == [True, False]


def test_what_a_failed_run_completed_can_be_published(make_sandbox: MakeSandbox) -> None:
    only_a = gate("no-c", "sh", "-c", "! grep -q 'seen by C' c/z.py")
    sandbox = start(make_sandbox, A, B, C, worker=shell("sh", APPEND, max_concurrent=2), gates=[only_a])
    done = sandbox.cortex("execute", "plan.yaml", "--json", "--keep-partial")
    assert (done.code, done.json["state"]) == (1, "failed")
    assert sandbox.changed_files(done.json["branch"]) == ["a/x.py", "b/y.py"]


def test_gates_judge_a_fresh_checkout_and_not_the_workers_tree(make_sandbox: MakeSandbox) -> None:
    """An ignored file that the worker leaves behind would make the gate green only in its own tree."""
    needs = gate("settings", "sh", "-c", "test -f local_settings.py", on=["objective", "wave"])
    sandbox = make_sandbox(
        {
            **FILES,
            ".gitignore": "local_settings.py\n",
            "team.json": team(shell("sh", f"{APPEND}; touch local_settings.py"), gates=[needs]),
            "plan.yaml": plan(A),
        }
    )
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert "gate settings is red (exit status 1) on this objective's own tree" in done.json["objectives"][0]["reason"]


def test_what_depends_on_a_failure_is_blocked_and_the_rest_can_go_on(make_sandbox: MakeSandbox) -> None:
    fail_a = 'case "$CORTEX_OBJECTIVE_ID" in A) exit 3;; esac; ' + APPEND
    late = objective("D", "d/**", wave=2, must_change=False)
    sandbox = start(
        make_sandbox,
        A,
        B,
        C,
        late,
        worker=script("sh", fail_a.replace('"$@"', "b/y.py c/z.py"), max_concurrent=4),
    )
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    states = {entry["id"]: (entry["state"], entry["reason"]) for entry in done.json["objectives"]}
    assert done.code == 1
    assert states["A"] == ("failed", "exit status 3")
    assert states["C"] == ("blocked", "depends on A, which did not complete")
    assert states["D"][0] == "pending"


def test_keep_going_runs_what_does_not_depend_on_the_failure(make_sandbox: MakeSandbox) -> None:
    fail_a = 'test "$CORTEX_OBJECTIVE_ID" = A && exit 3; touch "$CORTEX_OBJECTIVE_ID"/new'
    late = objective("d", "d/**", wave=2)
    sandbox = start(make_sandbox, A, C, late, worker=script("sh", f"mkdir -p d; {fail_a}", max_concurrent=4))
    done = sandbox.cortex("execute", "plan.yaml", "--json", "--keep-going")
    states = {entry["id"]: entry["state"] for entry in done.json["objectives"]}
    assert states == {"A": "failed", "C": "blocked", "d": "completed"}


def test_a_worker_that_changes_nothing_has_failed_unless_that_is_allowed(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=script("sh", "true"))
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert "without changing anything" in done.json["objectives"][0]["reason"]
    sandbox.write("idle.yaml", plan({**A, "must_change": False}))
    idle = sandbox.cortex("execute", "idle.yaml", "--json")
    assert (idle.code, idle.json["branch"], idle.json["reason"]) == (0, None, "nothing needed to change")


def test_an_objective_that_may_write_nothing_is_a_review(make_sandbox: MakeSandbox) -> None:
    review = {"id": "R", "title": "review", "wave": 1, "scope": {"touch": []}}
    sandbox = start(make_sandbox, A, review, worker=script("sh", '[ "$CORTEX_OBJECTIVE_ID" = R ] || echo 1 > a/new'))
    assert sandbox.cortex("execute", "plan.yaml").code == 0


def test_files_are_deleted_renamed_and_made_executable_within_the_scope(make_sandbox: MakeSandbox) -> None:
    deed = "mv a/x.py a/renamed.py; echo '#!/bin/sh' > a/run; chmod +x a/run; mkdir -p a/deep/er; echo 1 > a/deep/er/f"
    sandbox = start(make_sandbox, A, worker=script("sh", deed))
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    listed = sandbox.git("ls-tree", "-r", run["commit"], "a/")
    assert sorted(line.split()[-1] for line in listed.splitlines()) == [
        "a/deep/er/f",
        "a/renamed.py",
        "a/run",
    ]
    assert "100755 blob" in listed


def test_a_blocked_answer_is_a_failure_with_the_workers_own_words(make_sandbox: MakeSandbox) -> None:
    say = "printf 'STATUS: BLOCKED\\nREASON: needs b too\\nREQUESTED_SCOPE_ADDITION: b/**\\n'; echo 1 > a/new"
    sandbox = start(make_sandbox, A, worker=script("sh", say))
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.json["objectives"][0]["reason"] == "the worker is blocked: needs b too; it asks for b/**"


def test_the_prompt_is_on_standard_input_and_in_a_file(make_sandbox: MakeSandbox) -> None:
    deed = 'cat > a/stdin; cat "$CORTEX_PROMPT_FILE" > a/file'
    sandbox = start(make_sandbox, A, B, worker=script("sh", f"mkdir -p a b; {deed}; cp a/stdin b/stdin"))
    sandbox.write("one.yaml", plan(A))
    run = sandbox.cortex("execute", "one.yaml", "--json")
    assert run.code == 1, "writing b is outside the scope"
    sandbox.write("team.json", team(script("sh", deed)))
    run = sandbox.cortex("execute", "one.yaml", "--json")
    prompt = sandbox.show(run.json["commit"], "a/stdin")
    assert prompt.splitlines()[:2] == ["#! cortex worker prompt v1", "OBJECTIVE_ID=A"]
    assert "SCOPE_TOUCH=a/**" in prompt
    assert sandbox.show(run.json["commit"], "a/file") == prompt


def test_the_forbid_list_of_a_prompt_names_what_the_others_may_write(make_sandbox: MakeSandbox) -> None:
    sandbox = start(
        make_sandbox,
        A,
        B,
        worker=script("sh", 'cat > "$(echo $CORTEX_OBJECTIVE_ID | tr AB ab)/prompt"', max_concurrent=2),
        global_forbid=["secrets/**"],
    )
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert "SCOPE_FORBID=secrets/**, b/**" in sandbox.show(run["commit"], "a/prompt")


def test_the_global_forbid_list_of_today_binds_a_plan_of_yesterday(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", APPEND))
    sandbox.write("team.json", team(script("sh", "echo 1 > a/new; echo 2 > a/x.py"), global_forbid=["a/x.py"]))
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert "a/x.py (outside its scope)" in done.json["objectives"][0]["reason"]


def test_progress_as_json_lines_is_typed_and_numbered(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", f"echo hello; {APPEND}"))
    done = sandbox.cortex("execute", "plan.yaml", "--output", "jsonl")
    assert [event["seq"] for event in done.events] == list(range(1, len(done.events) + 1))
    assert {event["schema"] for event in done.events} == {"cortex/event/v1"}
    kinds = [event["kind"] for event in done.events]
    for kind in (
        "phase_start",
        "run_state",
        "wave_start",
        "objective_state",
        "attempt_state",
        "worker_output",
        "wave_complete",
        "phase_complete",
        "cycle_complete",
    ):
        assert kind in kinds
    said = next(event for event in done.events if event["kind"] == "worker_output")
    assert (said["objective"], said["attempt"], said["data"]) == ("A", 1, {"line": "hello"})


def test_control_sequences_of_a_worker_reach_neither_screen_nor_report(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", r"printf '\033[2J\033]0;owned\007evil\n'; exit 4"))
    done = sandbox.cortex("execute", "plan.yaml")
    report = sandbox.cortex("report")
    assert "\x1b" not in done.err + done.out + report.out
    assert "\x07" not in done.err + done.out + report.out


def test_the_report_can_be_printed_again_in_both_forms(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", APPEND))
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert sandbox.cortex("report", "--format", "json").json == run
    markdown = sandbox.cortex("report", run["id"]).out
    assert "a/x.py" in markdown
    assert (sandbox.root / "docs" / "accomplishments" / f"ACCOMPLISHMENT_{run['id']}.md").read_text() == markdown


def test_reports_stay_out_of_the_tree_where_the_team_says_so(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", APPEND), reports={"dir": None})
    before = sandbox.manifest(reports=None)
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert sandbox.manifest(reports=None) == before
    copies = list((sandbox.root / ".git" / "cortex" / "reports").rglob("*.md"))
    assert [path.name for path in copies] == [f"ACCOMPLISHMENT_{run['id']}.md"]


def test_setup_links_and_environment_serve_workers_and_gates_alike(make_sandbox: MakeSandbox) -> None:
    check = 'test "$MODE" = ci && test -f made && test -f .env'
    workspace = {
        "setup": [["sh", "-c", "echo 1 > made"]],
        "link": [{"path": ".env", "mode": "copy"}],
        "env": {"MODE": "ci"},
    }
    sandbox = start(
        make_sandbox,
        A,
        worker=shell("sh", f"{check} && {APPEND}"),
        workspace=workspace,
        gates=[gate("same", "sh", "-c", check)],
    )
    sandbox.write(".env", "SECRET=1\n")
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == ["a/x.py"]


def test_a_failing_setup_command_is_named_with_the_end_of_its_output(make_sandbox: MakeSandbox) -> None:
    setup = {"setup": [["sh", "-c", "echo no network >&2; exit 7"]]}
    sandbox = start(make_sandbox, A, worker=shell("sh", APPEND), workspace=setup)
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 1
    assert "workspace.setup failed" in done.json["objectives"][0]["reason"]
    assert "no network" in done.json["objectives"][0]["reason"]


def test_a_python_worker_is_a_function_that_takes_the_request(make_sandbox: MakeSandbox) -> None:
    tool = (
        "def work(request):\n"
        "    for name in request.files:\n"
        "        path = request.workspace / name\n"
        "        path.write_text(path.read_text() + f'# {request.objective.id} {request.attempt}\\n')\n"
        "    return '### Change Summary\\ndone'\n"
    )
    worker = {"id": "py", "kind": "python", "function": "tool:work", "search_path": ["tools"]}
    sandbox = make_sandbox({**FILES, "tools/tool.py": tool, "team.json": team(worker), "plan.yaml": plan(A)})
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.show(done.json["commit"], "a/x.py") == "x = 1\n# A 1"


def test_a_python_worker_that_raises_has_failed_and_its_traceback_is_kept(make_sandbox: MakeSandbox) -> None:
    worker = {"id": "py", "kind": "python", "function": "tool:work", "search_path": ["tools"]}
    sandbox = make_sandbox(
        {
            **FILES,
            "tools/tool.py": "def work(request): raise ValueError('no')\n",
            "team.json": team(worker),
            "plan.yaml": plan(A),
        }
    )
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert (done.code, done.json["objectives"][0]["reason"]) == (1, "exit status 1")
    logs = list((sandbox.root / ".git" / "cortex" / "runs").rglob("A-1.log"))
    assert "ValueError: no" in logs[0].read_text()


def test_a_replay_worker_writes_only_its_part_of_the_recording(make_sandbox: MakeSandbox) -> None:
    worker = {"id": "rec", "kind": "replay", "recording": "recorded", "max_concurrent": 2}
    recorded = {"recorded/a/x.py": "x = 2\n", "recorded/b/y.py": "y = 2\n", "recorded/c/z.py": "z = 2\n"}
    sandbox = make_sandbox({**FILES, **recorded, "team.json": team(worker), "plan.yaml": plan(A, B)})
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert sandbox.changed_files(run["branch"]) == ["a/x.py", "b/y.py"]


def test_git_sees_nothing_of_cortex_in_what_a_run_publishes(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox, A, worker=shell("sh", APPEND))
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert json.loads(json.dumps(run["usage"]))["attempts"] == 1
    sandbox.git("merge", "-q", "--ff-only", run["branch"])
    assert sandbox.git("status", "--porcelain", "--", ":!docs") == ""
