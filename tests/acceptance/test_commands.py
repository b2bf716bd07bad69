"""Every command as a user meets it, in text and as JSON."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from cortex_cli.config.team import load_team
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, objective, plan, shell, team

pytestmark = pytest.mark.acceptance

PACKAGE = {
    "shop/__init__.py": "",
    "shop/cart.py": "from shop.money import Money\n\n\ndef total(lines: list[Money]) -> Money:\n    return sum(lines)\n",
    "shop/money.py": "class Money:\n    def __init__(self, cents: int) -> None:\n        self.cents = cents\n",
    "shop/report.py": "def monthly() -> str:\n    return 'nothing'\n",
    "tests/test_money.py": "from shop.money import Money\n\n\ndef test_cents():\n    assert Money(3).cents == 3\n",
    "README.md": "# Shop\n\nA shop with a cart and money.\n",
    "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n[tool.pytest.ini_options]\n[tool.ruff]\n",
}
APPEND = 'for f in "$@"; do echo "# more" >> "$f"; done'
REQUEST = "Fix the rounding of cents in Money"


def shop(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox({**PACKAGE, "team.json": team(shell("sh", APPEND, max_concurrent=3))})


# analyze


def test_analyze_names_the_files_with_evidence_and_leaves_a_report(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    done = sandbox.cortex("analyze", REQUEST, "--json")
    assert done.code == 0, done.err
    found = done.json
    assert found["schema"] == "cortex/analysis/v1"
    assert found["request"] == REQUEST
    assert found["task_type"] == "BUG"
    assert found["base_commit"] == sandbox.git("rev-parse", "HEAD")
    assert found["candidates"][0]["path"] == "shop/money.py"
    assert all(candidate["evidence"] for candidate in found["candidates"])
    scores = [candidate["probability"] for candidate in found["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert {"kind", "path", "symbol", "files", "reason"} <= set().union(*found["coordination_points"]) or not found[
        "coordination_points"
    ]
    assert found["strategy"]
    assert 0 <= found["confidence"] <= 1
    report = sandbox.root / "docs" / "analyses" / f"ANALYSIS_{found['id']}.md"
    assert "shop/money.py" in report.read_text()


def test_a_request_can_come_from_standard_input(make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = shop(make_sandbox)
    monkeypatch.setattr("sys.stdin", io.StringIO(REQUEST))
    assert sandbox.cortex("analyze", "-", "--json").json["request"] == REQUEST


def test_without_json_the_screen_is_calm_and_plain_when_piped(make_sandbox: MakeSandbox) -> None:
    done = shop(make_sandbox).cortex("analyze", REQUEST)
    assert "shop/money.py" in done.out
    assert "\x1b" not in done.out + done.err
    assert max(map(len, done.out.splitlines())) <= 120


# plan


def test_plan_proves_its_waves_and_writes_what_people_and_machines_read(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    done = sandbox.cortex("plan", REQUEST, "--json")
    assert done.code == 0, done.err
    made = done.json
    assert made["schema"] == "cortex/plan/v1"
    assert made["digest"].startswith("sha256:")
    for entry in made["objectives"]:
        assert {"id", "title", "wave", "depends_on", "scope", "worker", "contracts"} <= set(entry)
        assert {"touch", "read", "forbid"} <= set(entry["scope"])
    touched = [pattern for entry in made["objectives"] for pattern in entry["scope"]["touch"]]
    assert "shop/money.py" in touched
    file = sandbox.root / "docs" / "plans" / f"PLAN_{made['id']}.yaml"
    checked = sandbox.cortex("plan", "--check", str(file), "--json")
    assert (checked.code, checked.json["valid"], checked.json["conflicts"]) == (0, True, [])
    assert "```mermaid" in file.with_suffix(".md").read_text()


def test_a_plan_can_be_executed_by_id_and_is_the_newest_by_default(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    made = sandbox.cortex("plan", REQUEST, "--json").json
    by_id = sandbox.cortex("execute", made["id"], "--json")
    assert by_id.code == 0, by_id.err
    newest = sandbox.cortex("execute", "--json")
    assert newest.code == 0, newest.err
    assert (
        sandbox.git("log", "-1", "--format=%(trailers:key=Cortex-Plan,valueonly)", newest.json["branch"])
        == made["digest"]
    )


def test_a_sweep_splits_the_matching_files_along_package_borders(make_sandbox: MakeSandbox) -> None:
    files = {f"{package}/m{number}.py": "x = 1\n" for package in ("a", "b", "c", "d") for number in range(3)}
    sandbox = make_sandbox({**files, "other.txt": "x\n", "team.json": team(shell("tool", APPEND, max_concurrent=4))})
    made = sandbox.cortex("plan", "modernise", "--over", "**/*.py", "--worker", "tool", "--json")
    assert made.code == 0, made.err
    objectives = made.json["objectives"]
    assert len(objectives) == 4
    assert {entry["wave"] for entry in objectives} == {1}
    assert {entry["worker"] for entry in objectives} == {"tool"}
    done = sandbox.cortex("execute", "--json")
    assert done.code == 0, done.err
    assert sandbox.changed_files(done.json["branch"]) == sorted(files)


def test_a_sweep_for_one_worker_is_one_objective(make_sandbox: MakeSandbox) -> None:
    files = {f"{package}/m{number}.py": "x = 1\n" for package in ("a", "b") for number in range(3)}
    sandbox = make_sandbox({**files, "other.txt": "x\n", "team.json": team(shell("tool", APPEND, max_concurrent=4))})
    made = sandbox.cortex("plan", "modernise", "--over", "**/*.py", "--solo", "--json").json
    assert [entry["scope"]["touch"] for entry in made["objectives"]] == [["**/*.py"]]
    assert made["advice"]["recommend"] == "solo"


def test_a_sweep_over_nothing_is_refused(make_sandbox: MakeSandbox) -> None:
    done = shop(make_sandbox).cortex("plan", "modernise", "--over", "**/*.rs", "--worker", "sh")
    assert done.code == 2
    assert "**/*.rs" in done.err


def test_solo_makes_one_objective(make_sandbox: MakeSandbox) -> None:
    assert len(shop(make_sandbox).cortex("plan", REQUEST, "--solo", "--json").json["objectives"]) == 1


def test_a_hand_written_plan_needs_only_four_keys_an_objective(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    sandbox.write(
        "mine.yaml",
        "schema: cortex/plan/v1\nrequest: by hand\nobjectives:\n  - {id: A, title: a, wave: 1, scope: {touch: [shop/cart.py]}}\n",
    )
    assert sandbox.cortex("plan", "--check", "mine.yaml", "--json").json == {
        "schema": "cortex/plan-check/v1",
        "valid": True,
        "conflicts": [],
        "problems": [],
        "warnings": [],
        "certificate": [],
        "independent": None,
    }
    assert sandbox.cortex("execute", "mine.yaml").code == 0


# run


def test_run_does_the_whole_cycle_and_tells_every_phase(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    before = sandbox.manifest()
    done = sandbox.cortex("run", REQUEST, "--yes", "--output", "jsonl")
    assert done.code == 0, done.err
    kinds = [event["kind"] for event in done.events]
    for kind in (
        "phase_start", "activity", "task_type_determined", "coordination_points", "scope_strategy", "objectives_created",
        "waves_created", "scope_validated", "phase_complete", "cycle_complete",
    ):  # fmt: skip
        assert kind in kinds
    assert sandbox.manifest() == before
    reports = sorted(path.parent.name for path in (sandbox.root / "docs").rglob("*.md"))
    assert reports == ["accomplishments", "analyses", "plans"]


def test_a_dry_run_renders_every_prompt_and_executes_nothing(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    done = sandbox.cortex("run", REQUEST, "--dry-run")
    assert done.code == 0, done.err
    prompts = list((sandbox.root / ".git" / "cortex" / "prompts").rglob("*.txt"))
    assert prompts
    assert all(prompt.read_text().startswith("#! cortex worker prompt v1\nOBJECTIVE_ID=") for prompt in prompts)
    assert sandbox.branches() == []
    assert sandbox.cortex("status", "--json").json == []


def test_committed_reports_are_in_the_published_commit_where_the_team_wants_them(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(
        {**PACKAGE, "team.json": team(shell("sh", APPEND, max_concurrent=3), reports={"commit": True})}
    )
    done = sandbox.cortex("run", REQUEST, "--json")
    assert done.code == 0, done.err
    assert any(path.startswith("docs/plans/PLAN_") for path in sandbox.changed_files(done.json["branch"]))


# init, check, doctor, status


def test_init_writes_a_team_file_that_loads_and_is_not_overwritten(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(PACKAGE)
    done = sandbox.cortex("init")
    assert done.code == 0, done.err
    made = load_team(sandbox.root / "team.yaml", dict(os.environ))
    assert (
        "pytest" in " ".join(word for gate in made.gates for word in gate.command)
        or "pytest" in (sandbox.root / "team.yaml").read_text()
    )
    again = sandbox.cortex("init")
    assert (again.code, "--force" in again.err) == (4, True)
    assert sandbox.cortex("init", "--force").code == 0
    assert sandbox.cortex("check").code == 0


def test_check_judges_the_team_file_and_every_plan(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    sandbox.cortex("plan", REQUEST)
    good = sandbox.cortex("check")
    assert good.code == 0, good.err
    assert "team.json: good" in good.err
    sandbox.write("docs/plans/PLAN_bad.yaml", plan(objective("A", "shop/**"), objective("B", "**/cart.py")))
    bad = sandbox.cortex("check", "--json")
    assert bad.code == 1
    finding = bad.json["findings"][0]
    assert (finding["path"], finding["rule"]) == ("docs/plans/PLAN_bad.yaml", "conflict")
    assert "shop/cart.py" in finding["message"]


def test_check_with_files_asks_for_the_scope_of_the_objective(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    sandbox.write(
        "p.yaml", plan(objective("A", "shop/*.py", scope={"forbid": ["shop/cart.py"]}), global_forbid=["shop/money.py"])
    )
    inside = sandbox.cortex("check", "--objective", "A", "--plan", "p.yaml", "shop/report.py")
    assert inside.code == 0, inside.err
    outside = sandbox.cortex(
        "check", "--json", "--objective", "A", "--plan", "p.yaml", "shop/cart.py", "shop/money.py", "../x"
    )
    assert outside.code == 1
    assert outside.json["schema"] == "cortex/check/v1"
    assert [(entry["path"], entry["objective"], entry["rule"]) for entry in outside.json["findings"]] == [
        ("shop/cart.py", "A", "outside_scope"),
        ("shop/money.py", "A", "outside_scope"),
        ("../x", "A", "outside_repository"),
    ]
    nothing = sandbox.cortex("check", "shop/report.py")
    assert (nothing.code, "nothing to check" in nothing.out) == (0, True)
    assert sandbox.cortex("check", "--objective", "Z", "--plan", "p.yaml", "shop/report.py").code == 2


def test_a_worker_can_check_its_own_files(make_sandbox: MakeSandbox) -> None:
    """The scope file that every worker is given is what its own hooks are judged by."""
    deed = f'{APPEND}; cortex check "$1" > "$NOTES/in"; cortex check shop/report.py > "$NOTES/out"; echo $? >> "$NOTES/out"'
    sandbox = make_sandbox({**PACKAGE, "p.yaml": plan(objective("A", "shop/cart.py"))})
    notes = sandbox.root.parent
    program = Path(sys.executable).parent
    worker = shell("sh", deed, env={"NOTES": str(notes), "PATH": f"{program}:/usr/bin:/bin"})
    sandbox.write("team.json", team(worker))
    done = sandbox.cortex("execute", "p.yaml")
    assert done.code == 0, done.err
    assert (notes / "in").read_text() == "1 file inside the scope of A\n"
    assert (notes / "out").read_text().splitlines()[-1] == "1"
    assert "outside the scope of A" in (notes / "out").read_text()


def test_a_broken_scope_file_is_named(
    make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "scope.json"
    broken.write_text("{")
    monkeypatch.setenv("CORTEX_SCOPE_FILE", str(broken))
    done = make_sandbox(PACKAGE).cortex("check", "README.md")
    assert done.code == 2
    assert str(broken) in done.err


def test_doctor_says_what_is_missing_and_what_mends_it(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(PACKAGE)
    bare = sandbox.cortex("doctor", "--json")
    assert bare.code == 1
    health = {entry["subject"]: entry for entry in bare.json["diagnoses"]}
    assert health["git"]["health"] == "good"
    assert (health["team"]["health"], "cortex init" in health["team"]["mend"]) == ("bad", True)
    sandbox.write("team.json", team(shell("sh", APPEND), gates=[{"id": "t", "command": ["true"]}]))
    assert sandbox.cortex("doctor").code == 0


def test_status_lists_runs_newest_first_and_one_in_detail(make_sandbox: MakeSandbox) -> None:
    sandbox = shop(make_sandbox)
    assert "No run" in sandbox.cortex("status").err
    for name in ("cart", "money"):
        sandbox.write("p.yaml", plan(objective("A", f"shop/{name}.py"), request=f"work on {name}"))
        assert sandbox.cortex("execute", "p.yaml").code == 0
    listed = sandbox.cortex("status", "--json").json
    assert "work on money" in sandbox.cortex("status", listed[0]["id"]).out
    one = sandbox.cortex("status", listed[1]["id"])
    assert "work on cart" in one.out


# demo


def test_the_demo_is_green_covers_its_request_and_leaves_nothing(
    make_sandbox: MakeSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    sandbox = make_sandbox({"x": "1"})
    done = sandbox.cortex("demo")
    assert done.code == 0, done.err
    assert "recorded" in done.err
    assert "the plan covered the whole request" in done.err
    assert "feat: add JWT authentication" in done.err
    assert "next:" in done.err
    assert list(temporary.iterdir()) == []
    assert sandbox.leftovers() == []


def test_a_kept_demo_can_be_explored(make_sandbox: MakeSandbox, tmp_path: Path) -> None:
    sandbox = make_sandbox({"x": "1"})
    place = tmp_path / "kept"
    assert sandbox.cortex("demo", "--keep", str(place), "-h").code == 0
    done = sandbox.cortex("demo", "--keep", str(place))
    assert done.code == 0, done.err
    kept = Sandbox(place / "taskapi")
    assert len(kept.branches()) == 1
    assert kept.cortex("status").code == 0
    assert kept.cortex("check").code == 0
    assert sandbox.cortex("demo", "--keep", str(place)).code == 2
