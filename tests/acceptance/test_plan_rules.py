"""What proves a plan goes by the rules of where it runs, so that nothing valid is refused or fails for them later."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.kit.sandbox import Sandbox, objective, plan, shell, team

FILES = {"a.py": "a = 1\n", "b.py": "b = 1\n"}
WORKER = shell("writer", "for file; do echo '# seen' >> $file; done")

BY_HAND = """# agreed on Monday
schema: cortex/plan/v1
request: Count
objectives:
  - {id: O1, title: Count in a, wave: 1, scope: {touch: [a.py]}}
"""

MakeSandbox = Callable[..., Sandbox]


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    made: Sandbox = make_sandbox({**FILES, "team.yaml": team(WORKER)})
    return made


def forbidding(sandbox: Sandbox, *patterns: str) -> None:
    sandbox.write("team.yaml", team(WORKER, global_forbid=list(patterns)))
    sandbox.git("add", "-A")
    sandbox.git("commit", "-qm", "the team forbids")


def without_case(sandbox: Sandbox) -> None:
    sandbox.git("config", "core.ignorecase", "true")


@pytest.mark.parametrize("command", [("plan", "--check"), ("plan", "--seal"), ("execute",)])
def test_where_case_does_not_count_two_spellings_meet_for_every_command(
    sandbox: Sandbox, command: tuple[str, ...]
) -> None:
    without_case(sandbox)
    text = plan(objective("O1", "a.py"), objective("O2", "A.py"))
    sandbox.write("p.yaml", text)
    done = sandbox.cortex(*command, "p.yaml")
    assert done.code == (4 if command == ("execute",) else 1)
    assert "a.py" in done.out + done.err
    assert (sandbox.root / "p.yaml").read_text() == text


def test_arranging_goes_by_the_case_rule_and_writes_it_down(sandbox: Sandbox) -> None:
    without_case(sandbox)
    sandbox.write("p.yaml", plan(objective("O1", "a.py", "x/"), objective("O2", "A.py", "y/")))
    assert sandbox.cortex("plan", "--arrange", "p.yaml").code == 0
    assert json.loads((sandbox.root / "p.yaml").read_text())["fold_case"] is True
    assert len(sandbox.cortex("plan", "--check", "p.yaml", "--json").json["conflicts"]) == 0


@pytest.mark.parametrize("command", [("plan", "--check"), ("plan", "--seal"), ("plan", "--arrange"), ("execute",)])
def test_what_the_team_forbids_is_forbidden_in_every_proof(sandbox: Sandbox, command: tuple[str, ...]) -> None:
    forbidding(sandbox, "a.py")
    sandbox.write("p.yaml", plan(objective("O1", "a.py")))
    done = sandbox.cortex(*command, "p.yaml")
    assert done.code == (2 if command == ("execute",) else 1)
    assert "everything it touches is forbidden" in done.out + done.err


def test_sealing_writes_the_team_s_forbid_and_keeps_what_was_written(sandbox: Sandbox) -> None:
    forbidding(sandbox, "secret/")
    sandbox.write("p.yaml", BY_HAND)
    assert sandbox.cortex("plan", "--seal", "p.yaml").code == 0
    text = (sandbox.root / "p.yaml").read_text()
    assert text.startswith("# agreed on Monday\n")
    assert "global_forbid:\n  - secret/\n" in text
    assert sandbox.cortex("plan", "--check", "p.yaml").code == 0


def test_a_plan_sealed_under_weaker_rules_is_refused_until_it_is_sealed_again(sandbox: Sandbox) -> None:
    sandbox.write("p.yaml", plan(objective("O1", "b.py")))
    assert sandbox.cortex("plan", "--seal", "p.yaml").code == 0
    forbidding(sandbox, "a.py")
    checked = sandbox.cortex("plan", "--check", "p.yaml", "--json")
    assert checked.code == 1
    assert [problem["kind"] for problem in checked.json["problems"]] == ["weaker_rules"]
    refused = sandbox.cortex("execute", "p.yaml")
    assert refused.code == 4
    assert "cortex plan --seal" in refused.err
    assert sandbox.cortex("plan", "--seal", "p.yaml").code == 0
    assert sandbox.cortex("plan", "--check", "p.yaml").code == 0


def test_a_file_with_a_very_long_name_is_sealed_like_any_other(sandbox: Sandbox) -> None:
    name = "p" * 245 + ".yaml"
    sandbox.write(name, plan(objective("O1", "b.py")))
    assert sandbox.cortex("plan", "--seal", name).code == 0


def test_arranging_says_that_a_plan_is_stale(sandbox: Sandbox) -> None:
    base = sandbox.git("rev-parse", "HEAD").strip()
    sandbox.write("a.py", "a = 2\n")
    sandbox.git("commit", "-qam", "moved on")
    sandbox.write("p.yaml", plan(objective("O1", "a.py"), base_commit=base))
    done = sandbox.cortex("plan", "--arrange", "p.yaml", "--json")
    assert "stale" in [warning["kind"] for warning in done.json["warnings"]]
