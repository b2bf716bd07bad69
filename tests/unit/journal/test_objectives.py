from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.journal.journal import Journal
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.run import Attempt, AttemptState, ObjectiveState
from cortex_cli.model.transitions import AttemptEvent, ObjectiveEvent
from tests.unit.journal.samples import RUN, dump, tick


def test_the_reason_belongs_to_the_present_state(journal: Journal) -> None:
    blocked = journal.change_objective(RUN, "api", ObjectiveEvent.BLOCK, reason="tokens failed")
    assert (blocked.state, blocked.reason) == (ObjectiveState.BLOCKED, "tokens failed")
    ready = journal.change_objective(RUN, "api", ObjectiveEvent.UNBLOCK)
    assert (ready.state, ready.reason) == (ObjectiveState.READY, None)


def test_a_step_of_an_objective_is_told_with_its_reason(journal: Journal) -> None:
    journal.change_objective(RUN, "api", ObjectiveEvent.BLOCK, reason="tokens failed")
    event = journal.events(RUN)[-1]
    assert (event.seq, event.at, event.kind, event.objective) == (2, tick(1), "objective_state", "api")
    assert event.data == {"event": "block", "state": "blocked", "reason": "tokens failed"}


def test_an_attempt_begins_running_and_tells_both_steps(journal: Journal) -> None:
    attempt = journal.begin_attempt(RUN, "docs", "two", "/logs/docs-1.txt")
    assert attempt == Attempt("docs", 1, "two", AttemptState.RUNNING, tick(1), log="/logs/docs-1.txt")
    made, started = journal.events(RUN)[1:]
    assert [(event.kind, event.objective, event.attempt) for event in (made, started)] == [
        ("attempt_state", "docs", 1),
        ("attempt_state", "docs", 1),
    ]
    assert [(event.data["event"], event.data["state"]) for event in (made, started)] == [
        (None, "pending"),
        ("start", "running"),
    ]


def test_attempts_are_numbered_within_their_objective(journal: Journal) -> None:
    numbers = [journal.begin_attempt(RUN, name, "two", None).number for name in ("docs", "api", "docs")]
    assert numbers == [1, 1, 2]
    record = journal.record(RUN)
    assert [(each.objective, each.number) for each in record.attempts] == [
        ("docs", 1),
        ("api", 1),
        ("docs", 2),
    ]
    assert {each.id: each.attempts for each in record.objectives} == {"tokens": 0, "docs": 2, "api": 1}


def test_an_objective_names_the_worker_of_its_latest_attempt(journal: Journal) -> None:
    journal.begin_attempt(RUN, "tokens", "two", None)
    assert {each.id: each.worker for each in journal.record(RUN).objectives} == {
        "tokens": "two",
        "docs": None,
        "api": None,
    }


def test_an_attempt_ends_with_what_came_of_it(journal: Journal) -> None:
    journal.begin_attempt(RUN, "docs", "two", "/logs/docs-1.txt")
    ended = journal.change_attempt(
        RUN, "docs", 1, AttemptEvent.ERROR, reason="exit status 3", answer="I could not.", by_products=7
    )
    assert ended == Attempt(
        objective="docs",
        number=1,
        worker="two",
        state=AttemptState.ERROR,
        started_at=tick(1),
        ended_at=tick(2),
        reason="exit status 3",
        log="/logs/docs-1.txt",
        answer="I could not.",
        by_products=7,
    )
    event = journal.events(RUN)[-1]
    assert event.data == {
        "event": "error",
        "state": "error",
        "worker": "two",
        "reason": "exit status 3",
        "log": "/logs/docs-1.txt",
        "by_products": 7,
    }


def test_a_capture_is_recorded_and_taken_back(journal: Journal) -> None:
    journal.record_capture(RUN, "docs", "c" * 40)
    assert [each.commit for each in journal.record(RUN).objectives] == [None, "c" * 40, None]
    journal.record_capture(RUN, "docs", None)
    assert [each.commit for each in journal.record(RUN).objectives] == [None, None, None]
    told = [(event.kind, event.objective, event.data) for event in journal.events(RUN)[1:]]
    assert told == [("captured", "docs", {"commit": "c" * 40}), ("captured", "docs", {"commit": None})]


def test_an_objective_or_attempt_that_does_not_exist_is_a_bug(journal: Journal, path: Path) -> None:
    before = dump(path)
    with pytest.raises(InvariantError, match="no objective nothing"):
        journal.change_objective(RUN, "nothing", ObjectiveEvent.RELEASE)
    with pytest.raises(InvariantError, match="no objective nothing"):
        journal.begin_attempt(RUN, "nothing", "one", None)
    with pytest.raises(InvariantError, match="no attempt 1"):
        journal.change_attempt(RUN, "docs", 1, AttemptEvent.COMPLETE)
    with pytest.raises(InvariantError, match="matched 0 rows"):
        journal.record_capture(RUN, "nothing", "c" * 40)
    assert dump(path) == before
