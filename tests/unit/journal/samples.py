"""A journal with a small plan in it, for the tests of this package."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cortex_cli.journal.journal import Journal, open_journal
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.run import Run
from cortex_cli.model.scope import Scope

RUN = "run-20260102-030405-ab12"
BASE = "b" * 40
CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class TickingClock:
    """One second later at every look, from a minute after CREATED."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return CREATED + timedelta(minutes=1, seconds=self.looks)

    def elapsed(self) -> float:
        return float(self.looks)


def tick(number: int) -> datetime:
    """What a TickingClock says at its look `number`."""
    return CREATED + timedelta(minutes=1, seconds=number)


PLAN = Plan(
    request="Add tokens",
    objectives=(
        Objective(id="tokens", title="Issue tokens", wave=1, scope=Scope(touch=("src/tokens.py",)), worker="one"),
        Objective(id="docs", title="Describe tokens", wave=1, scope=Scope(touch=("docs",))),
        Objective(id="api", title="Use tokens", wave=2, scope=Scope(touch=("src/api.py",)), depends_on=("tokens",)),
    ),
    base_commit=BASE,
    id="plan-0123456789",
    digest="sha256:" + "d" * 64,
)


def journal_at(path: Path) -> Journal:
    return open_journal(path, TickingClock())


def create(journal: Journal, run_id: str = RUN, plan_text: str = "{}") -> Run:
    return journal.create_run(run_id, PLAN, plan_text, BASE, CREATED)


def query(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Rows as another process sees them; a change is committed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def dump(path: Path) -> list[str]:
    """The whole content of the journal, to see that nothing changed."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
