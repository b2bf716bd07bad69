from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from cortex_cli.journal.journal import Journal
from cortex_cli.model.transitions import ObjectiveEvent, RunEvent
from tests.unit.journal.samples import RUN, create, dump, query

OTHER = "run-20260102-030406-cd34"


def test_events_are_numbered_without_gaps_in_each_run(journal: Journal) -> None:
    create(journal, OTHER)
    for run_id in (RUN, OTHER, RUN):
        journal.record_wave(run_id, 1, None)
    journal.change_run(OTHER, RunEvent.START)
    assert [event.seq for event in journal.events(RUN)] == [1, 2, 3]
    assert [event.seq for event in journal.events(OTHER)] == [1, 2, 3]


def test_events_of_a_run_that_does_not_exist_are_none(journal: Journal) -> None:
    assert journal.events("run-nowhere") == ()


@pytest.mark.parametrize("statement", ["UPDATE events SET data = '{}'", "DELETE FROM events"])
def test_events_cannot_be_altered_even_by_hand(journal: Journal, path: Path, statement: str) -> None:
    before = dump(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        query(path, statement)
    assert dump(path) == before


def test_data_is_stored_as_ascii_json_that_sql_can_read(journal: Journal, path: Path) -> None:
    journal.change_objective(RUN, "api", ObjectiveEvent.BLOCK, reason="caf\udce9 ☃ \\")
    ((reason, raw),) = query(path, "SELECT data ->> 'state', data FROM events WHERE seq = 2")
    assert reason == "blocked"
    assert str(raw).isascii()
    assert journal.events(RUN)[-1].data["reason"] == "caf\udce9 ☃ \\"
