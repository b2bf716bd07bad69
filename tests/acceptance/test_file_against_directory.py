"""Wildcard scopes are apart although one could make a file where the other needs a directory; a real clash is stopped."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import objective, plan, shell, team

pytestmark = pytest.mark.acceptance

MAKE = 'case "$CORTEX_OBJECTIVE_ID" in A) echo 1 > out/x ;; B) mkdir -p "out/$WHERE" && echo 2 > "out/$WHERE/y" ;; esac'
PLAN = plan(objective("A", "out/*"), objective("B", "out/*/*"))
FILES = {"out/old": "0\n", "out/sub/old": "0\n", "plan.yaml": PLAN}


def test_a_file_where_another_made_a_directory_stops_the_run_with_both_named(make_sandbox: MakeSandbox) -> None:
    worker = shell("sh", MAKE, max_concurrent=2, env={"WHERE": "x"})
    sandbox = make_sandbox({**FILES, "team.json": team(worker)})
    assert sandbox.cortex("plan", "--check", "plan.yaml").code == 0
    before = sandbox.manifest()
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 1
    assert "objectives A and B both wrote out/x" in done.err
    assert sandbox.branches() == []
    assert sandbox.manifest() == before


def test_the_same_scopes_share_a_wave_where_nothing_clashes(make_sandbox: MakeSandbox) -> None:
    worker = shell("sh", MAKE, max_concurrent=2, env={"WHERE": "z"})
    sandbox = make_sandbox({**FILES, "team.json": team(worker)})
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    assert run["state"] == "succeeded"
    assert sandbox.changed_files(run["branch"]) == ["out/x", "out/z/y"]
