from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from cortex_cli.journal.effects import Effect
from cortex_cli.journal.journal import Journal
from cortex_cli.model.run import GateRun
from cortex_cli.model.team import GateStage
from cortex_cli.model.transitions import AttemptEvent, ObjectiveEvent, RunEvent
from tests.unit.journal.samples import BASE, CREATED, PLAN, RUN, create, journal_at

STRANGE = "caf\udce9 \ud800 \x1a \x00 \\udce9 ☃"


def test_strange_text_in_a_run_comes_back_unchanged(path: Path) -> None:
    strange = replace(PLAN, request=STRANGE, objectives=(replace(PLAN.objectives[0], title=STRANGE),))
    with journal_at(path) as journal:
        journal.create_run(RUN, strange, STRANGE, BASE, CREATED)
        journal.change_run(RUN, RunEvent.START, reason=STRANGE, branch=STRANGE)
    with journal_at(path) as journal:
        record = journal.record(RUN)
        assert (record.run.request, record.run.reason, record.run.branch) == (STRANGE, STRANGE, STRANGE)
        assert record.objectives[0].title == STRANGE
        assert journal.plan_text(RUN) == STRANGE
        assert journal.events(RUN)[-1].data["reason"] == STRANGE


def test_strange_text_from_workers_and_gates_comes_back_unchanged(path: Path) -> None:
    gate = GateRun(STRANGE, GateStage.WAVE, 1, None, False, 1, 0.5, STRANGE, STRANGE)
    with journal_at(path) as journal:
        create(journal)
        journal.change_objective(RUN, "api", ObjectiveEvent.BLOCK, reason=STRANGE)
        journal.begin_attempt(RUN, "docs", STRANGE, STRANGE)
        journal.change_attempt(RUN, "docs", 1, AttemptEvent.ERROR, reason=STRANGE, answer=STRANGE)
        journal.record_gate(RUN, gate)
        journal.record_wave(RUN, 1, None, STRANGE)
        journal.intend(RUN, STRANGE, STRANGE)
        journal.done(RUN, STRANGE, STRANGE)
    with journal_at(path) as journal:
        record = journal.record(RUN)
        assert record.objectives[2].reason == STRANGE
        (attempt,) = record.attempts
        assert {attempt.worker, attempt.log, attempt.reason, attempt.answer} == {STRANGE}
        assert record.gates == (gate,)
        assert journal.effects(RUN) == (Effect(STRANGE, STRANGE, STRANGE),)


def test_a_closed_journal_leaves_one_file(path: Path) -> None:
    with journal_at(path) as journal:
        create(journal)
    assert [entry.name for entry in path.parent.iterdir()] == ["journal.db"]


def test_it_closes_when_the_block_fails(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), journal_at(path) as journal:
        create(journal)
        raise KeyboardInterrupt
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        journal.run(RUN)


def test_two_journals_on_one_file_see_each_other(journal: Journal, path: Path) -> None:
    with journal_at(path) as other:
        other.change_run(RUN, RunEvent.START)
        assert journal.run(RUN) == other.run(RUN)
