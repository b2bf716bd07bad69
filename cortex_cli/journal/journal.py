"""The journal of a clone: what every run did, durable before it is acknowledged."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from cortex_cli.journal import effects, events, objectives, reading, runs, scorecards
from cortex_cli.journal.effects import Effect
from cortex_cli.journal.events import JournalEvent
from cortex_cli.model.clock import Clock
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import Attempt, GateRun, ObjectiveRun, Run, RunRecord
from cortex_cli.model.statistics import JudgedRun, Statistics
from cortex_cli.model.transitions import AttemptEvent, ObjectiveEvent, RunEvent
from cortex_cli.store.database import open_database, snapshot, transaction
from cortex_cli.store.migrations import read_migrations

MIGRATIONS = Path(__file__).parent / "migrations"


def open_journal(path: Path, clock: Clock) -> Journal:
    """The journal in the file `path`, made where there is none; its directory is private to the user.

    Raises ExecutionError where it is damaged, newer than this program, or cannot be written.
    """
    return Journal(open_database(path, read_migrations(MIGRATIONS)), clock)


class Journal:
    """Used by one thread of one process to write; any number of other processes may read and write as well.

    Each writing method is one transaction holding the change and its event: when it returns, both are on disk. A
    step that the tables in model/transitions.py do not allow raises InvariantError and changes nothing, and so does an
    unknown objective or attempt. `run`, `find_run`, `change_run`, `plan_text` and `record` raise UsageError for a run
    that does not exist. A full disk raises ExecutionError; what was recorded before stays.
    """

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def create_run(self, run_id: str, plan: Plan, plan_text: str, base_commit: str, at: datetime) -> Run:
        """A pending run of `plan`; `plan_text` is kept as it is, `at` to the millisecond."""
        with transaction(self._connection) as writing:
            runs.create(writing, run_id, plan, plan_text, base_commit, at)
            return reading.run(writing, run_id)

    def change_run(
        self,
        run_id: str,
        event: RunEvent,
        *,
        reason: str | None = None,
        branch: str | None = None,
        commit: str | None = None,
    ) -> Run:
        """One step of the run; `reason` belongs to the new state, `branch` and `commit` stay where None."""
        with transaction(self._connection) as writing:
            runs.change(writing, run_id, event, self._clock.now(), reason, branch, commit)
            return reading.run(writing, run_id)

    def change_objective(
        self, run_id: str, objective_id: str, event: ObjectiveEvent, *, reason: str | None = None
    ) -> ObjectiveRun:
        """One step of the objective; `reason` belongs to the new state."""
        with transaction(self._connection) as writing:
            objectives.change(writing, run_id, objective_id, event, reason, self._clock.now())
            return reading.objective(writing, run_id, objective_id)

    def begin_attempt(self, run_id: str, objective_id: str, worker: str, log: str | None) -> Attempt:
        """The objective's next attempt, running; `log` names the file of its output."""
        with transaction(self._connection) as writing:
            number = objectives.begin_attempt(writing, run_id, objective_id, worker, log, self._clock.now())
            return reading.attempt(writing, run_id, objective_id, number)

    def change_attempt(
        self,
        run_id: str,
        objective_id: str,
        number: int,
        event: AttemptEvent,
        *,
        reason: str | None = None,
        answer: str | None = None,
        by_products: int = 0,
    ) -> Attempt:
        """One step of the attempt, with what it answered and how many by-products were discarded."""
        with transaction(self._connection) as writing:
            objectives.change_attempt(
                *(writing, run_id, objective_id, number, event, self._clock.now()),
                reason=reason,
                answer=answer,
                by_products=by_products,
            )
            return reading.attempt(writing, run_id, objective_id, number)

    def record_capture(self, run_id: str, objective_id: str, commit: str | None) -> None:
        """The objective's own commit; None takes it back when its wave is rolled back."""
        with transaction(self._connection) as writing:
            objectives.record_capture(writing, run_id, objective_id, commit, self._clock.now())

    def record_gate(self, run_id: str, gate: GateRun) -> None:
        """One verdict of a gate."""
        with transaction(self._connection) as writing:
            runs.record_gate(writing, run_id, gate, self._clock.now())

    def record_wave(self, run_id: str, wave: int, commit: str | None, reason: str | None = None) -> None:
        """The wave's integrated commit; None where it was rolled back, and why."""
        with transaction(self._connection) as writing:
            runs.record_wave(writing, run_id, wave, commit, reason, self._clock.now())

    def record_scorecard(self, run_id: str, judged: JudgedRun) -> None:
        """How right the run's analysis was; what was recorded first stays."""
        with transaction(self._connection) as writing:
            scorecards.record(writing, run_id, judged, self._clock.now())

    def statistics(self, most: int) -> Statistics:
        """What the scorecards of the newest `most` runs say."""
        with snapshot(self._connection) as looking:
            return scorecards.read(looking, most)

    def intend(self, run_id: str, key: str, intent: str) -> str | None:
        """Records once that an effect is about to happen; its result where it was done already."""
        with transaction(self._connection) as writing:
            return effects.intend(writing, run_id, key, intent, self._clock.now())

    def done(self, run_id: str, key: str, result: str) -> None:
        """Records the result of an intended effect; InvariantError where it had another result."""
        with transaction(self._connection) as writing:
            effects.done(writing, run_id, key, result, self._clock.now())

    def effects(self, run_id: str) -> tuple[Effect, ...]:
        """The run's effects in the order they were intended."""
        with snapshot(self._connection) as looking:
            return effects.read(looking, run_id)

    def events(self, run_id: str) -> tuple[JournalEvent, ...]:
        """The run's events in order."""
        with snapshot(self._connection) as looking:
            return events.read(looking, run_id)

    def run(self, run_id: str) -> Run:
        """The run with exactly that id."""
        with snapshot(self._connection) as looking:
            return reading.run(looking, run_id)

    def find_run(self, prefix: str | None) -> Run:
        """The newest run, or the only one whose id is or begins with `prefix`; UsageError otherwise."""
        with snapshot(self._connection) as looking:
            return reading.find_run(looking, prefix)

    def runs(self, limit: int | None = None) -> tuple[Run, ...]:
        """The newest `limit` runs, or all, newest first."""
        with snapshot(self._connection) as looking:
            return reading.runs(looking, limit)

    def unfinished(self) -> tuple[Run, ...]:
        """The runs that are pending, running, paused or failed, newest first."""
        with snapshot(self._connection) as looking:
            return reading.unfinished(looking)

    def newest_unfinished(self) -> Run | None:
        """The run that `cortex resume` continues when none is named."""
        return next(iter(self.unfinished()), None)

    def plan_text(self, run_id: str) -> str:
        """The plan exactly as `create_run` was given it."""
        with snapshot(self._connection) as looking:
            return reading.plan_text(looking, run_id)

    def wave_commit(self, run_id: str, wave: int) -> str | None:
        """The latest integrated commit of the wave, None where there is none or it was rolled back."""
        with snapshot(self._connection) as looking:
            return reading.wave_commit(looking, run_id, wave)

    def head(self, run_id: str) -> str | None:
        """The commit that the next wave builds on: the latest one integrated, None before the first."""
        with snapshot(self._connection) as looking:
            return reading.head(looking, run_id)

    def record(self, run_id: str) -> RunRecord:
        """Everything the journal knows of the run, all of one moment."""
        with snapshot(self._connection) as looking:
            return reading.record(looking, run_id)
