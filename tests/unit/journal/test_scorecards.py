"""How right an analysis was is kept with its run, once, and read back as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cortex_cli.journal.journal import MIGRATIONS, Journal
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.run import ChangeKind
from cortex_cli.model.statistics import NO_STATISTICS, JudgedFile, JudgedRun, Statistics
from cortex_cli.model.task_type import TaskType
from cortex_cli.store.database import open_database
from cortex_cli.store.migrations import read_migrations
from tests.unit.journal.samples import RUN, create, journal_at

JUDGED = JudgedRun(
    TaskType.BUG,
    -0.125,
    (
        JudgedFile("new.py", None, chosen=False, change=ChangeKind.ADDED),
        JudgedFile("src/odd \udcff\x1a.py", 0.3, chosen=False, change=ChangeKind.DELETED),
        JudgedFile("src/tokens.py", 0.8125, chosen=True, change=ChangeKind.MODIFIED),
        JudgedFile("src/users.py", 0.25, chosen=True, change=None),
    ),
)


def test_a_scorecard_comes_back_as_it_was(journal: Journal) -> None:
    assert journal.statistics(10) == NO_STATISTICS
    journal.record_scorecard(RUN, JUDGED)
    assert journal.statistics(10) == Statistics((JUDGED,))


def test_what_was_recorded_first_stays_and_is_told_once(journal: Journal) -> None:
    journal.record_scorecard(RUN, JUDGED)
    journal.record_scorecard(RUN, JudgedRun(TaskType.BUG, 0.0, ()))
    assert journal.statistics(10) == Statistics((JUDGED,))
    told = [event for event in journal.events(RUN) if event.kind == "scorecard_recorded"]
    assert [event.data for event in told] == [{"chosen": 2, "changed": 1, "missed": 1}]


def test_the_newest_runs_speak_oldest_first(journal: Journal) -> None:
    for number in range(4):
        create(journal, f"run-{number}")
    for number in (2, 0, 3):
        journal.record_scorecard(f"run-{number}", JudgedRun(TaskType.BUG, number / 10, ()))
    assert [run.shift for run in journal.statistics(10).runs] == [0.0, 0.2, 0.3]
    assert [run.shift for run in journal.statistics(2).runs] == [0.2, 0.3]


def test_a_scorecard_belongs_to_a_run(journal: Journal) -> None:
    with pytest.raises(InvariantError):
        journal.record_scorecard("run-of-nobody", JUDGED)
    assert journal.statistics(10) == NO_STATISTICS


def test_a_journal_of_before_keeps_its_runs_and_takes_scorecards(path: Path) -> None:
    with closing(open_database(path, read_migrations(MIGRATIONS)[:1])) as old:
        old.execute(
            "INSERT INTO runs (id, plan_id, plan_digest, request, base_commit, state, created_at)"
            " VALUES (?, 'plan-1', 'sha256:0', 'Add tokens', 'b', 'pending', '2026-01-02T03:04:05.000Z')",
            (RUN,),
        )
    with journal_at(path) as journal:
        assert [run.id for run in journal.runs()] == [RUN]
        journal.record_scorecard(RUN, JUDGED)
        assert journal.statistics(1) == Statistics((JUDGED,))
