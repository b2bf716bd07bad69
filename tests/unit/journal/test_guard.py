"""Every pair of a state and an event: the table's steps are taken, all others change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.journal.journal import Journal
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.model.transitions import ATTEMPT, OBJECTIVE, RUN, AttemptEvent, ObjectiveEvent, RunEvent
from tests.unit.journal import samples
from tests.unit.journal.samples import dump, query


@pytest.mark.parametrize("state", RunState)
def test_a_run_takes_the_steps_of_its_table_and_no_other(journal: Journal, path: Path, state: RunState) -> None:
    for event in RunEvent:
        query(path, "UPDATE runs SET state = ?", state)
        before, told = dump(path), journal.events(samples.RUN)
        if (state, event) in RUN:
            assert journal.change_run(samples.RUN, event).state is RUN[state, event]
            assert journal.run(samples.RUN).state is RUN[state, event]
            assert journal.events(samples.RUN)[-1].data["event"] == event
            assert len(journal.events(samples.RUN)) == len(told) + 1
        else:
            with pytest.raises(InvariantError, match=f"{event} from {state}"):
                journal.change_run(samples.RUN, event, reason="never", branch="never", commit="never")
            assert dump(path) == before


@pytest.mark.parametrize("state", ObjectiveState)
def test_an_objective_takes_the_steps_of_its_table_and_no_other(
    journal: Journal, path: Path, state: ObjectiveState
) -> None:
    for event in ObjectiveEvent:
        query(path, "UPDATE objectives SET state = ?", state)
        before, told = dump(path), journal.events(samples.RUN)
        if (state, event) in OBJECTIVE:
            after = journal.change_objective(samples.RUN, "docs", event)
            assert after.state is OBJECTIVE[state, event]
            assert journal.events(samples.RUN)[-1].data["event"] == event
            assert len(journal.events(samples.RUN)) == len(told) + 1
            others = query(path, "SELECT DISTINCT state FROM objectives WHERE id <> 'docs'")
            assert others == [(state.value,)]
        else:
            with pytest.raises(InvariantError, match=f"{event} from {state}"):
                journal.change_objective(samples.RUN, "docs", event, reason="never")
            assert dump(path) == before


@pytest.mark.parametrize("state", AttemptState)
def test_an_attempt_takes_the_steps_of_its_table_and_no_other(
    journal: Journal, path: Path, state: AttemptState
) -> None:
    journal.begin_attempt(samples.RUN, "docs", "one", None)
    for event in AttemptEvent:
        query(path, "UPDATE attempts SET state = ?", state)
        before, told = dump(path), journal.events(samples.RUN)
        if (state, event) in ATTEMPT:
            after = journal.change_attempt(samples.RUN, "docs", 1, event)
            assert after.state is ATTEMPT[state, event]
            assert journal.events(samples.RUN)[-1].data["event"] == event
            assert len(journal.events(samples.RUN)) == len(told) + 1
        else:
            with pytest.raises(InvariantError, match=f"{event} from {state}"):
                journal.change_attempt(samples.RUN, "docs", 1, event, reason="never", answer="never")
            assert dump(path) == before
