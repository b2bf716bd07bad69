from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cortex_cli.journal.journal import Journal
from cortex_cli.model.errors import UsageError
from cortex_cli.model.run import RunState, Usage
from cortex_cli.model.transitions import AttemptEvent, RunEvent
from tests.unit.journal.samples import BASE, CREATED, PLAN, RUN, create, journal_at, query

SECOND = "run-20260102-030406-cd34"
THIRD = "run-20260103-000000-ab12"


@pytest.fixture
def three(journal: Journal) -> Journal:
    create(journal, SECOND)
    journal.create_run(THIRD, PLAN, "{}", BASE, CREATED - timedelta(days=9))
    return journal


def test_runs_are_listed_newest_first_whatever_the_clock_said(three: Journal) -> None:
    assert [run.id for run in three.runs()] == [THIRD, SECOND, RUN]
    assert [run.id for run in three.runs(2)] == [THIRD, SECOND]


def test_a_run_is_found_by_its_id_or_by_a_prefix_of_one_run(three: Journal) -> None:
    assert three.run(RUN).id == RUN
    assert three.find_run(RUN).id == RUN
    assert three.find_run("run-20260103").id == THIRD
    assert three.find_run(None).id == THIRD


def test_an_id_that_begins_another_id_is_found(three: Journal) -> None:
    create(three, "run-20260103")
    assert three.find_run("run-20260103").id == "run-20260103"


def test_a_prefix_of_several_runs_names_them(three: Journal) -> None:
    with pytest.raises(UsageError, match=f"3 runs begin with run-2026: {THIRD}, {SECOND}, {RUN}") as caught:
        three.find_run("run-2026")
    assert "cortex status" in (caught.value.mend or "")


@pytest.mark.parametrize("name", ["run-nowhere", "run-2026%", "run_2026", "RUN-2026", "", "\udce9", "' OR 1 --"])
def test_a_name_of_no_run_is_told_with_the_command_that_lists_them(three: Journal, name: str) -> None:
    for ask in (three.run, three.find_run, three.plan_text, three.record):
        with pytest.raises(UsageError, match="there is no run") as caught:
            ask(name)
        assert "cortex status" in (caught.value.mend or "")


def test_without_any_run_the_newest_is_explained(path: Path) -> None:
    with journal_at(path) as journal:
        assert journal.runs() == ()
        assert journal.newest_unfinished() is None
        with pytest.raises(UsageError, match="no run yet") as caught:
            journal.find_run(None)
        assert "cortex run" in (caught.value.mend or "")


@pytest.mark.parametrize("state", RunState)
def test_only_a_run_that_can_go_on_is_unfinished(journal: Journal, path: Path, state: RunState) -> None:
    query(path, "UPDATE runs SET state = ?", state)
    found = journal.newest_unfinished()
    goes_on = state in (RunState.PENDING, RunState.RUNNING, RunState.PAUSED, RunState.FAILED)
    assert (found is not None) == goes_on


def test_the_newest_unfinished_run_may_be_older_than_a_finished_one(three: Journal) -> None:
    three.change_run(THIRD, RunEvent.CANCEL)
    assert [run.id for run in three.unfinished()] == [SECOND, RUN]
    newest = three.newest_unfinished()
    assert newest is not None
    assert newest.id == SECOND


def test_usage_sums_the_attempts_and_measures_the_run(journal: Journal) -> None:
    journal.change_run(RUN, RunEvent.START)
    journal.begin_attempt(RUN, "docs", "one", None)
    journal.begin_attempt(RUN, "tokens", "one", None)
    journal.change_attempt(RUN, "docs", 1, AttemptEvent.COMPLETE)
    journal.change_attempt(RUN, "tokens", 1, AttemptEvent.COMPLETE)
    assert journal.record(RUN).usage == Usage(attempts=2, worker_seconds=4.0, wall_seconds=4.0)
    journal.begin_attempt(RUN, "api", "one", None)
    journal.change_run(RUN, RunEvent.FAIL)
    assert journal.record(RUN).usage == Usage(attempts=3, worker_seconds=4.0, wall_seconds=6.0)


def test_a_run_that_has_not_started_used_nothing(journal: Journal) -> None:
    assert journal.record(RUN).usage == Usage(attempts=0, worker_seconds=0.0, wall_seconds=0.0)


def test_a_clock_that_went_back_gives_no_negative_seconds(journal: Journal, path: Path) -> None:
    journal.change_run(RUN, RunEvent.START)
    query(path, "UPDATE runs SET started_at = '2030-01-01T00:00:00.000Z'")
    assert journal.record(RUN).usage.wall_seconds == 0.0
