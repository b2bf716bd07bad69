"""What finished runs have shown corrects later analyses, is told, and can be left out."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, objective, plan, shell, team
from tests.unit.analysis.project import API

pytestmark = pytest.mark.acceptance

REQUEST = "Store the password of a user as a hash"
MISSED = "api/reports.py"
APPEND = 'for f in "$@"; do echo "# seen" >> "$f"; done'


def start(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox({**API, "team.json": team(shell("sh", APPEND))})


def analysis(sandbox: Sandbox, *options: str) -> Any:
    done = sandbox.cortex("analyze", REQUEST, "--json", *options)
    assert done.code == 0, done.err
    return done.json


def run(sandbox: Sandbox) -> None:
    """A run for the request that changes the best candidate, and a file that was not chosen."""
    found = analysis(sandbox)
    best = found["candidates"][0]["path"]
    assert best != MISSED
    text = plan(objective("A", best, MISSED), request=REQUEST, analysis=found["id"])
    done = sandbox.cortex("execute", str(sandbox.write("docs/plans/wide.yaml", text).relative_to(sandbox.root)))
    assert done.code == 0, done.err


def candidate(found: Any, path: str) -> Any:
    return next(each for each in found["candidates"] if each["path"] == path)


def test_a_file_that_runs_missed_is_raised_and_the_reason_told(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox)
    before = analysis(sandbox)
    run(sandbox)
    assert analysis(sandbox) == before, "one run may be chance"
    run(sandbox)
    after = analysis(sandbox)
    best = before["candidates"][0]["path"]
    assert after["correction"]["raised"] == [MISSED]
    assert after["correction"]["runs"] == 2
    assert f"missed in 2 of 2 runs that changed `{best}`" in candidate(after, MISSED)["evidence"]
    assert candidate(after, MISSED)["probability"] >= after["threshold"]
    assert any(MISSED in notice for notice in after["notices"])
    assert analysis(sandbox) == after
    why = sandbox.cortex("analyze", "--why", MISSED, REQUEST, "--json").json
    assert why["standing"] == "chosen"


def test_without_history_the_analysis_and_the_plan_are_those_of_a_fresh_clone(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox)
    before, planned = analysis(sandbox), sandbox.cortex("plan", REQUEST, "--json").json
    run(sandbox)
    run(sandbox)
    assert analysis(sandbox, "--no-history") == before
    assert sandbox.cortex("plan", REQUEST, "--no-history", "--json").json == planned
    assert planned["statistics"] is None


def test_the_digest_of_the_statistics_stands_in_the_plan(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox)
    run(sandbox)
    run(sandbox)
    one, other = (sandbox.cortex("plan", REQUEST, "--json").json for _ in range(2))
    assert one == other
    assert one["statistics"] == analysis(sandbox)["correction"]["statistics"]
    assert sandbox.cortex("plan", "--check", f"docs/plans/PLAN_{one['id']}.yaml").code == 0


def test_reporting_a_run_again_counts_it_once(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox)
    run(sandbox)
    run(sandbox)
    after = analysis(sandbox)
    assert sandbox.cortex("report").code == 0
    assert analysis(sandbox) == after


def test_a_journal_that_cannot_be_read_does_not_stop_an_analysis(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox)
    before = analysis(sandbox)
    sandbox.write(".git/cortex/journal.db", "no database\n" * 100)
    assert analysis(sandbox) == before


def test_doctor_tells_where_the_index_is_and_how_its_cache_does(make_sandbox: MakeSandbox) -> None:
    sandbox = start(make_sandbox)
    assert told(sandbox) == "none yet: the first cortex analyze makes it"
    analysis(sandbox)
    analysis(sandbox)
    said = told(sandbox)
    assert str(sandbox.root / ".git/cortex/index.db") in said
    counts = re.search(r"context cache: (\d+) entries, \d+\.\d MB, (\d+) hit, (\d+) misses, 0 evictions", said)
    assert counts is not None, said
    entries, hits, misses = map(int, counts.groups())
    assert misses >= entries > hits == 1, "all of the first analysis was made, and the second one found whole"


def told(sandbox: Sandbox) -> str:
    found = json.loads(sandbox.cortex("doctor", "--json").out)["diagnoses"]
    (detail,) = [each["detail"] for each in found if each["subject"] == "index"]
    return str(detail)
