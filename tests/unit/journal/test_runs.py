from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cortex_cli.journal.journal import Journal
from cortex_cli.model.errors import InvariantError, UsageError
from cortex_cli.model.run import GateRun, ObjectiveState, Run, RunState
from cortex_cli.model.team import GateStage
from cortex_cli.model.transitions import RunEvent
from tests.unit.journal.samples import BASE, CREATED, PLAN, RUN, create, dump, journal_at, tick

PASSED = GateRun("tests", GateStage.WAVE, 1, None, True, 0, 1.25, None, "/logs/tests.txt")
FAILED = GateRun("lint", GateStage.OBJECTIVE, 1, "docs", False, None, 900.0, "timed out")


def steps(journal: Journal, *events: RunEvent) -> Run:
    return [journal.change_run(RUN, event) for event in events][-1]


def test_a_new_run_and_its_objectives_are_pending(journal: Journal) -> None:
    record = journal.record(RUN)
    assert record.run == Run(
        id=RUN,
        plan_id="plan-0123456789",
        plan_digest="sha256:" + "d" * 64,
        request="Add tokens",
        base_commit=BASE,
        state=RunState.PENDING,
        created_at=CREATED,
    )
    found = [(each.id, each.title, each.wave, each.worker, each.attempts) for each in record.objectives]
    assert found == [
        ("tokens", "Issue tokens", 1, "one", 0),
        ("docs", "Describe tokens", 1, None, 0),
        ("api", "Use tokens", 2, None, 0),
    ]
    assert {each.state for each in record.objectives} == {ObjectiveState.PENDING}


def test_creating_a_run_is_told_in_one_event(journal: Journal) -> None:
    (event,) = journal.events(RUN)
    assert (event.seq, event.at, event.kind) == (1, CREATED, "run_created")
    assert event.data == {
        "plan_id": "plan-0123456789",
        "plan_digest": "sha256:" + "d" * 64,
        "base_commit": BASE,
        "objectives": ["tokens", "docs", "api"],
    }


def test_the_plan_comes_back_as_it_was_given(path: Path) -> None:
    text = '{"path": "caf\udce9", "x": "\\u00e9\x1a"}\n'
    with journal_at(path) as journal:
        create(journal, plan_text=text)
    with journal_at(path) as journal:
        assert journal.plan_text(RUN) == text


def test_a_plan_without_digest_gets_the_one_of_its_content(path: Path) -> None:
    with journal_at(path) as journal:
        run = journal.create_run(RUN, replace(PLAN, id=None, digest=None), "{}", BASE, CREATED)
    assert run.plan_digest == PLAN.content_digest()
    assert run.plan_id == "plan-" + PLAN.content_digest().removeprefix("sha256:")[:10]


def test_the_same_id_twice_is_a_bug_and_leaves_the_first_run(journal: Journal, path: Path) -> None:
    before = dump(path)
    with pytest.raises(InvariantError, match="UNIQUE"):
        create(journal, plan_text="other")
    assert dump(path) == before


def test_a_run_is_dated_when_it_starts_and_ends(journal: Journal) -> None:
    running = steps(journal, RunEvent.START)
    assert (running.started_at, running.ended_at) == (tick(1), None)
    ended = journal.change_run(RUN, RunEvent.SUCCEED, branch="cortex/add-tokens", commit="c" * 40)
    assert (ended.started_at, ended.ended_at) == (tick(1), tick(2))
    assert (ended.branch, ended.commit) == ("cortex/add-tokens", "c" * 40)


def test_a_retried_run_keeps_its_start_and_loses_its_end_and_reason(journal: Journal) -> None:
    journal.change_run(RUN, RunEvent.START)
    failed = journal.change_run(RUN, RunEvent.FAIL, reason="gate tests failed")
    assert (failed.reason, failed.ended_at) == ("gate tests failed", tick(2))
    again = journal.change_run(RUN, RunEvent.RETRY)
    assert (again.started_at, again.ended_at, again.reason) == (tick(1), None, None)


def test_a_paused_run_has_not_ended_and_keeps_its_branch(journal: Journal) -> None:
    journal.change_run(RUN, RunEvent.START, branch="cortex/x")
    paused = journal.change_run(RUN, RunEvent.PAUSE, reason="waiting for a person")
    assert (paused.state, paused.ended_at, paused.branch) == (RunState.PAUSED, None, "cortex/x")


def test_a_step_of_a_run_is_told_with_all_it_changed(journal: Journal) -> None:
    journal.change_run(RUN, RunEvent.START)
    journal.change_run(RUN, RunEvent.QUARANTINE, reason="why", branch="cortex/x", commit="c" * 40)
    event = journal.events(RUN)[-1]
    assert (event.seq, event.at, event.kind, event.objective, event.attempt) == (
        3,
        tick(2),
        "run_state",
        None,
        None,
    )
    assert event.data == {
        "event": "quarantine",
        "state": "quarantined",
        "reason": "why",
        "branch": "cortex/x",
        "commit": "c" * 40,
    }


def test_a_step_of_a_run_that_does_not_exist_names_it(journal: Journal) -> None:
    with pytest.raises(UsageError, match="no run run-nowhere"):
        journal.change_run("run-nowhere", RunEvent.START)


def test_the_latest_commit_of_a_wave_counts(journal: Journal) -> None:
    assert journal.wave_commit(RUN, 1) is None
    journal.record_wave(RUN, 1, "c" * 40)
    assert journal.wave_commit(RUN, 1) == "c" * 40
    journal.record_wave(RUN, 1, None, "gate tests failed")
    assert journal.wave_commit(RUN, 1) is None
    journal.record_wave(RUN, 1, "d" * 40)
    assert journal.wave_commit(RUN, 1) == "d" * 40
    assert journal.wave_commit(RUN, 2) is None
    told = [event.data for event in journal.events(RUN) if event.kind == "wave_complete"]
    assert told == [
        {"wave": 1, "commit": "c" * 40, "reason": None},
        {"wave": 1, "commit": None, "reason": "gate tests failed"},
        {"wave": 1, "commit": "d" * 40, "reason": None},
    ]


def test_the_head_is_the_latest_integration_and_outlives_a_roll_back(journal: Journal) -> None:
    assert journal.head(RUN) is None
    journal.record_wave(RUN, 1, "c" * 40)
    journal.record_wave(RUN, 2, "d" * 40)
    journal.record_wave(RUN, 1, None, "a retried objective failed its gate")
    assert journal.head(RUN) == "d" * 40
    journal.record_wave(RUN, 1, "e" * 40)
    assert journal.head(RUN) == "e" * 40


def test_every_verdict_of_a_gate_is_kept_in_order(journal: Journal) -> None:
    for gate in (PASSED, FAILED, PASSED):
        journal.record_gate(RUN, gate)
    assert journal.record(RUN).gates == (PASSED, FAILED, PASSED)
    told = [(event.kind, event.objective) for event in journal.events(RUN)[1:]]
    assert told == [("gate_end", None), ("gate_end", "docs"), ("gate_end", None)]


@pytest.mark.parametrize("what", ["wave", "gate"])
def test_nothing_is_recorded_for_a_run_that_does_not_exist(journal: Journal, path: Path, what: str) -> None:
    before = dump(path)
    with pytest.raises(InvariantError, match="FOREIGN KEY"):
        if what == "wave":
            journal.record_wave("run-nowhere", 1, "c" * 40)
        else:
            journal.record_gate("run-nowhere", PASSED)
    assert dump(path) == before
