"""What proves a plan: written into its file, confirmed on request, and refused where it was tampered with."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Outcome, Sandbox, objective, plan, script, team

pytestmark = pytest.mark.acceptance

FILES = {"src/a.py": "a = 1\n", "src/b.py": "b = 1\n", "docs/api/x.md": "x\n"}
PLAN = plan(
    objective("A", "src/a.py", "docs/**", scope={"forbid": ["docs/api/"]}),
    objective("B", "src/b.py", "docs/api/x.md"),
    objective("C", "src/a.py", wave=2),
)


def sealed(make_sandbox: MakeSandbox) -> Sandbox:
    """A repository with a sealed plan, written as YAML."""
    worker = script("sh", "echo more >> src/a.py; echo more >> src/b.py")
    sandbox = make_sandbox({**FILES, "team.json": team(worker), "plan.yaml": PLAN})
    assert sandbox.cortex("plan", "--seal", "plan.yaml").code == 0
    document = sandbox.cortex("plan", "--check", "plan.yaml", "--json").json
    assert [wave["wave"] for wave in document["certificate"]] == [1]
    return sandbox


def changed(sandbox: Sandbox, old: str, new: str) -> None:
    text = (sandbox.root / "plan.yaml").read_text()
    assert old in text
    sandbox.write("plan.yaml", text.replace(old, new, 1))


def refused(outcome: Outcome) -> str:
    assert outcome.code == 4, outcome.err
    assert "cortex plan --seal" in outcome.err
    return outcome.err


def test_a_scope_that_was_changed_after_sealing_breaks_the_digest_and_is_not_executed(
    make_sandbox: MakeSandbox,
) -> None:
    sandbox = sealed(make_sandbox)
    changed(sandbox, '"src/a.py"', '"src/c.py"')
    check = sandbox.cortex("plan", "--check", "plan.yaml", "--json")
    assert (check.code, [problem["kind"] for problem in check.json["problems"]]) == (1, ["digest_mismatch"])
    assert "changed after it was sealed" in refused(sandbox.cortex("execute", "plan.yaml"))
    assert sandbox.branches() == []
    assert sandbox.cortex("plan", "--seal", "plan.yaml").code == 0
    assert sandbox.cortex("plan", "--check", "plan.yaml").code == 0


def test_a_certificate_that_was_changed_is_not_executed_either(make_sandbox: MakeSandbox) -> None:
    sandbox = sealed(make_sandbox)
    changed(sandbox, '"by_names": 0', '"by_names": 1')
    check = sandbox.cortex("plan", "--check", "plan.yaml", "--json")
    assert (check.code, [problem["kind"] for problem in check.json["problems"]]) == (1, ["certificate_mismatch"])
    assert "certificate" in refused(sandbox.cortex("execute", "plan.yaml"))
    assert sandbox.branches() == []


def test_the_second_checker_confirms_a_sound_plan(make_sandbox: MakeSandbox) -> None:
    sandbox = sealed(make_sandbox)
    said = sandbox.cortex("plan", "--check", "plan.yaml", "--independent")
    assert (said.code, said.out.splitlines()[1]) == (0, "confirmed by the second checker: 1 pair in 1 wave")
    document = sandbox.cortex("plan", "--check", "plan.yaml", "--independent", "--json").json
    assert document["independent"] == {"waves": 1, "pairs": 1, "confirmed": 1}
    assert sandbox.cortex("plan", "--check", "plan.yaml", "--json").json["independent"] is None


def test_the_second_checker_is_not_deceived_by_a_certificate(make_sandbox: MakeSandbox) -> None:
    sandbox = sealed(make_sandbox)
    changed(sandbox, '"because": "forbid"', '"because": "empty"')
    found = sandbox.cortex("plan", "--check", "plan.yaml", "--independent", "--json")
    assert (found.code, [problem["kind"] for problem in found.json["problems"]]) == (
        1,
        ["certificate_mismatch", "claim_wrong"],
    )


def test_the_second_checker_is_for_checking(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "plan.yaml": PLAN})
    for arguments in (["change it", "--independent"], ["--seal", "plan.yaml", "--independent"]):
        outcome = sandbox.cortex("plan", *arguments)
        assert (outcome.code, "--independent" in outcome.err) == (2, True)
