"""Strange repositories work; what cannot work is refused with one clear error, the right code, and no loss."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeSandbox
from tests.kit.repositories import commit_files, git, make_repository
from tests.kit.sandbox import Outcome, Sandbox, gate, objective, plan, script, shell, team

pytestmark = pytest.mark.acceptance

FILES = {"a/x.py": "x = 1\n", "b/y.py": "y = 1\n"}
APPEND = 'for f in "$@"; do echo "# more" >> "$f"; done'
PLAN = plan(objective("A", "a/**"))


def standard(make_sandbox: MakeSandbox, **settings: object) -> Sandbox:
    return make_sandbox({**FILES, "team.json": team(shell("sh", APPEND), **settings), "plan.yaml": PLAN})


def expect_one_clear_error(outcome: Outcome, code: int) -> str:
    """The error, which has a message and a mend and is no traceback."""
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert "internal error" not in outcome.err
    assert outcome.err.count("cortex: ") == 1
    assert "mend:" in outcome.err
    return outcome.err


# What works, with a notice where one helps.


def test_a_detached_head_as_in_every_ci_checkout(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.git("checkout", "-q", "--detach")
    assert sandbox.cortex("execute", "plan.yaml").code == 0


def test_a_shallow_clone(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    sandbox = standard(make_sandbox)
    commit_files(sandbox.root, {"b/y.py": "y = 2\n"}, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{sandbox.root}", "shallow")
    shallow = Sandbox(tmp_path / "shallow")
    done = shallow.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert "shallow" in shallow.cortex("doctor").out


def test_a_dirty_tree_outside_of_the_scopes(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.write("b/y.py", "y = 'mine'\n")
    sandbox.write("notes.txt", "mine\n")
    sandbox.git("add", "b/y.py")
    before = sandbox.manifest()
    assert sandbox.cortex("execute", "plan.yaml").code == 0
    assert sandbox.manifest() == before


def test_submodules_symlinks_and_names_that_are_no_text(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    sandbox = standard(make_sandbox)
    inner = make_repository(tmp_path / "inner", {"x": "1"})
    sandbox.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "a/sub")
    (sandbox.root / "a" / "link.py").symlink_to("x.py")
    odd = os.fsdecode(b"a/\xff odd\n.py")
    (sandbox.root / odd).write_text("1\n")
    sandbox.git("add", "-A")
    sandbox.git("commit", "-qm", "odd things")
    before = sandbox.manifest()
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    changed = sandbox.git("diff", "--name-only", "-z", "main", done.json["branch"]).split("\0")
    assert sorted(path for path in changed if path) == sorted(["a/x.py", odd])
    assert sandbox.manifest() == before
    report = sandbox.cortex("report").out
    assert "odd" in report


def test_a_linked_worktree_has_its_own_head_and_the_clones_journal(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    sandbox = standard(make_sandbox)
    sandbox.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    linked = Sandbox(tmp_path / "linked")
    done = linked.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.cortex("status", "--json").json[0]["id"] == done.json["id"]


def test_a_repository_with_a_sha256_object_format(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    root = tmp_path / "sha256"
    root.mkdir()
    git(root, "init", "-q", "-b", "main", "--object-format=sha256")
    git(root, "config", "user.email", "ada@example.org")
    commit_files(root, {**FILES, "team.json": team(shell("sh", APPEND)), "plan.yaml": PLAN}, "first")
    sandbox = make_sandbox({"unused": ""})
    sandbox.root = root
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert len(done.json["commit"]) == 64


def test_ten_thousand_files(make_sandbox: MakeSandbox) -> None:
    many = {f"lib/d{number % 100}/f{number}.txt": f"{number}\n" for number in range(10_000)}
    sandbox = make_sandbox({**FILES, **many, "team.json": team(shell("sh", APPEND)), "plan.yaml": PLAN})
    done = sandbox.cortex("execute", "plan.yaml", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == ["a/x.py"]


def test_a_request_of_100_kb(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    request = "Change the value of x in a module. " * 3000
    done = sandbox.cortex("plan", request, "--json")
    assert done.code == 0, done.err
    assert done.json["request"] == request


def test_cortex_called_from_a_git_hook_leaves_the_index_of_the_commit_alone(
    make_sandbox: MakeSandbox,
) -> None:
    """Git gives its hooks GIT_DIR and GIT_INDEX_FILE; a tool that passes them on works on the wrong index."""
    sandbox = standard(make_sandbox)
    environment = {
        "GIT_DIR": str(sandbox.root / ".git"),
        "GIT_INDEX_FILE": str(sandbox.root / ".git" / "index"),
    }
    before = sandbox.manifest()
    assert sandbox.spawn("execute", "plan.yaml", environment=environment).code == 0
    assert sandbox.manifest() == before


# What is refused.


@pytest.mark.parametrize("command", [["analyze", "add x"], ["plan", "add x"], ["run", "add x"], ["status"], ["init"]])
def test_a_place_without_a_repository(tmp_path: Path, command: list[str]) -> None:
    assert "not a git repository" in expect_one_clear_error(Sandbox(tmp_path).cortex(*command), 2)


@pytest.mark.parametrize("kind", [[], ["--bare"]])
def test_an_unborn_and_a_bare_repository(tmp_path: Path, kind: list[str]) -> None:
    git(tmp_path, "init", "-q", *kind)
    expect_one_clear_error(Sandbox(tmp_path).cortex("plan", "add x"), 2)


@pytest.mark.parametrize("request_text", ["", "   ", "\n\t", "?!…", "-----"])
def test_an_empty_or_wordless_request(make_sandbox: MakeSandbox, request_text: str) -> None:
    sandbox = standard(make_sandbox)
    expect_one_clear_error(sandbox.cortex("analyze", "--", request_text), 2)


def test_uncommitted_work_inside_a_scope(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.write("a/x.py", "x = 'mine'\n")
    sandbox.write("a/new.py", "mine\n")
    said = expect_one_clear_error(sandbox.cortex("execute", "plan.yaml"), 4)
    assert "a/new.py (A), a/x.py (A)" in said
    assert (sandbox.root / "a" / "x.py").read_text() == "x = 'mine'\n"
    assert sandbox.cortex("status", "--json").json == []


@pytest.mark.parametrize("below", [".", "b"])
def test_what_mends_uncommitted_work_lets_the_run_start(make_sandbox: MakeSandbox, below: str) -> None:
    sandbox = standard(make_sandbox)
    sandbox.write("a/x.py", "x = 'mine'\n")
    sandbox.write("a/it's [new].py", "mine\n")
    sandbox.write("notes.txt", "mine\n")
    (sandbox.root / "plan.yaml").replace(sandbox.root / "b" / "by hand.yaml")
    where = sandbox.root / below
    execute = ("-C", str(where), "execute", os.path.relpath(sandbox.root / "b" / "by hand.yaml", where), "--json")
    mend = json.loads(sandbox.cortex(*execute).out)["mend"]
    assert "git stash push --include-untracked -- " in mend
    subprocess.run(
        ["sh", "-c", mend.removeprefix("commit or stash them: ")], cwd=where, check=True, capture_output=True
    )
    assert (sandbox.root / "notes.txt").read_text() == "mine\n"
    assert sandbox.cortex(*execute).code == 0


def test_a_plan_inside_of_its_own_scope_is_not_to_be_stashed(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    (sandbox.root / "plan.yaml").replace(sandbox.root / "a" / "plan.yaml")
    said = expect_one_clear_error(sandbox.cortex("execute", "a/plan.yaml"), 4)
    assert "commit them" in said
    assert "stash" not in said


def test_a_plan_for_another_commit(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    planned = sandbox.cortex("plan", "Fix the value in x.py", "--json").json
    commit_files(sandbox.root, {"b/y.py": "y = 3\n"}, "moved on")
    assert "cortex plan" in expect_one_clear_error(sandbox.cortex("execute", planned["id"]), 4)


def test_plans_are_found_by_the_beginning_of_their_id_and_typing_errors_are_mended(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    assert "cortex plan" in expect_one_clear_error(sandbox.cortex("execute", "plan-0"), 2)
    name = sandbox.cortex("plan", "Fix the value in x.py", "--json").json["id"]
    assert sandbox.cortex("execute", "--dry-run", name[:9]).code == 0
    wrong = name[:-1] + ("0" if name[-1] != "0" else "1")
    assert f"did you mean {name}?" in expect_one_clear_error(sandbox.cortex("execute", wrong), 2)
    assert f"the plans here: {name};" in expect_one_clear_error(sandbox.cortex("execute", "zzzzzz"), 2)
    for option in ("--check", "--seal", "--arrange"):
        assert "did you mean plan.yaml?" in expect_one_clear_error(sandbox.cortex("plan", option, "plam.yaml"), 2)
    other = sandbox.root / "docs" / "plans" / f"PLAN_{name[:9]}zzz.yaml"
    other.write_text("schema: cortex/plan/v1\n")
    assert "2 plans begin with" in expect_one_clear_error(sandbox.cortex("execute", name[:9]), 2)


def test_a_plan_that_was_changed_after_it_was_sealed(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.cortex("plan", "Fix the value in x.py", "--json")
    file = next((sandbox.root / "docs" / "plans").glob("*.yaml"))
    file.write_text(file.read_text().replace("a/x.py", "b/y.py"))
    said = expect_one_clear_error(sandbox.cortex("execute", str(file)), 4)
    assert f"cortex plan --seal {file}" in said
    assert sandbox.cortex("plan", "--seal", str(file)).code == 0
    assert sandbox.cortex("plan", "--check", str(file)).code == 0


def test_a_plan_whose_scopes_meet(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.write("bad.yaml", plan(objective("A", "a/**"), objective("B", "**/x.py")))
    checked = sandbox.cortex("plan", "--check", "bad.yaml", "--json")
    assert checked.code == 1
    assert checked.json["schema"] == "cortex/plan-check/v1"
    assert checked.json["valid"] is False
    assert checked.json["conflicts"] == [
        {"wave": 1, "objectives": ["A", "B"], "witness": "a/x.py", "where": "bad.yaml:1"}
    ]
    assert "bad.yaml:1: wave 1: A and B could both write" in (told := sandbox.cortex("plan", "--check", "bad.yaml")).out
    assert "cortex plan --arrange bad.yaml" in told.out
    assert "A and B may both write a/x.py" in expect_one_clear_error(sandbox.cortex("execute", "bad.yaml"), 4)


def test_a_plan_file_with_a_mistake_is_refused_with_its_line(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.write("bad.yaml", "schema: cortex/plan/v1\nrequest: x\nobjectives:\n  - id: A\n    titel: y\n    wave: 1\n")
    assert "bad.yaml:5" in expect_one_clear_error(sandbox.cortex("execute", "bad.yaml"), 2)


def test_no_plan_and_no_such_plan(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    assert "there is no plan yet" in expect_one_clear_error(sandbox.cortex("execute"), 2)
    assert "nowhere.yaml" in expect_one_clear_error(sandbox.cortex("execute", "nowhere.yaml"), 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("wrokers: []\n", 1),
        ("workers: []\ngates: []\nworkers: []\n", 3),
        ("workers:\n  - id: sh\n    kind: shell\n    command: ls\n", 4),
        ("workers:\n  - id: sh\n    kind: magic\n", 3),
        ("workers:\n  - id: sh\n    kind: shell\n    command: [ls]\n    env: {A: '${B}', B: '${A}'}\n", 5),
        ("workers:\n  - id: sh\n    kind: shell\n    command: [ls]\n    max_concurrent: many\n", 5),
        ("workers: [\n", 2),
    ],
)
def test_a_team_file_with_a_mistake_is_refused_with_its_line(make_sandbox: MakeSandbox, text: str, line: int) -> None:
    sandbox = make_sandbox({**FILES, "team.yaml": text, "plan.yaml": PLAN})
    for command in (["execute", "plan.yaml"], ["plan", "add x"]):
        assert f"team.yaml:{line}" in expect_one_clear_error(sandbox.cortex(*command), 2)
    assert sandbox.cortex("check").code == 2


def test_a_team_without_workers(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "plan.yaml": PLAN})
    assert "cortex init" in expect_one_clear_error(sandbox.cortex("execute", "plan.yaml"), 2)


def test_an_unknown_worker(make_sandbox: MakeSandbox) -> None:
    sandbox = standard(make_sandbox)
    sandbox.write("plan.yaml", plan(objective("A", "a/**", worker="nobody")))
    assert "nobody" in expect_one_clear_error(sandbox.cortex("execute", "plan.yaml"), 2)


def test_a_worker_command_and_a_gate_that_do_not_exist(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(
        {
            **FILES,
            "team.json": team({"id": "w", "kind": "shell", "command": ["no-such-tool"]}),
            "plan.yaml": PLAN,
        }
    )
    assert "'no-such-tool' is not on PATH" in expect_one_clear_error(sandbox.cortex("execute", "plan.yaml"), 2)
    sandbox.write("team.json", team(shell("sh", APPEND), gates=[gate("g", "no-such-gate")]))
    assert "'no-such-gate' is not on PATH" in expect_one_clear_error(sandbox.cortex("execute", "plan.yaml"), 2)
    assert sandbox.cortex("status", "--json").json == []


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("yes | head -c 300000000", "printed more than"),
        (r"printf 'a\000b'; echo 1 > a/new", "binary output"),
        ("sleep 60", "its timeout"),
        ("true", "without changing anything"),
        ("exit 9", "exit status 9"),
        ("kill -9 $$$$", "SIGKILL"),
    ],
)
def test_a_worker_that_floods_hangs_or_fails_is_one_failed_objective_and_harms_no_other(
    make_sandbox: MakeSandbox, deed: str, reason: str
) -> None:
    evil = script("evil", deed, timeout=1.0 if deed.startswith("sleep") else 60.0)
    good = script("good", "echo 1 > b/new")
    both = plan(objective("A", "a/**", worker="evil"), objective("B", "b/**", worker="good"))
    sandbox = make_sandbox({**FILES, "team.json": team(evil, good, limits={"output_mb": 8}), "plan.yaml": both})
    before = sandbox.manifest()
    done = sandbox.cortex("execute", "plan.yaml", "--json", "--keep-partial")
    assert done.code == 1
    states = {entry["id"]: entry for entry in done.json["objectives"]}
    assert states["A"]["state"] == "failed"
    assert reason in states["A"]["reason"]
    assert states["B"]["state"] == "completed"
    assert sandbox.changed_files(done.json["branch"]) == ["b/new"]
    assert sandbox.manifest() == before
    assert sandbox.leftovers() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")
def test_no_space_on_the_disk_stops_the_run_and_loses_nothing(
    make_sandbox: MakeSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = make_sandbox({**FILES, "big": "x" * 3_000_000, "team.json": team(shell("sh", APPEND)), "plan.yaml": PLAN})
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"cannot mount a small file system here: {mounted.stderr.decode().strip()}")
    try:
        with monkeypatch.context() as patch:
            patch.setenv("XDG_STATE_HOME", str(small))
            said = expect_one_clear_error(sandbox.cortex("execute", "plan.yaml"), 1)
        assert "space" in said.lower()
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False)
    done = sandbox.cortex("resume", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == ["a/x.py"]


def test_errors_are_documents_where_documents_are_expected(make_sandbox: MakeSandbox) -> None:
    done = make_sandbox(FILES).cortex("execute", "nowhere.yaml", "--json")
    assert done.json["schema"] == "cortex/error/v1"
    assert set(done.json) == {"schema", "message", "where", "mend"}
    assert done.code == 2


def test_an_unknown_command_and_option_are_usage_errors(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(FILES)
    assert sandbox.cortex("analyse").code == 2
    assert sandbox.cortex("plan", "x", "--frobnicate").code == 2
