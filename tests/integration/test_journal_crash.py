"""What the journal acknowledged survives kill -9 at every statement, and several processes at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from cortex_cli.journal.journal import MIGRATIONS, Journal, open_journal
from cortex_cli.model.clock import SystemClock
from cortex_cli.model.run import GateRun, RunState
from cortex_cli.model.team import GateStage
from cortex_cli.model.transitions import AttemptEvent, ObjectiveEvent, RunEvent
from cortex_cli.store.database import open_database
from cortex_cli.store.migrations import read_migrations
from tests.unit.journal.samples import RUN, TickingClock, create, dump, journal_at

GATE = GateRun("tests", GateStage.WAVE, 1, None, True, 0, 1.25)

STEPS: tuple[Callable[[Journal], object], ...] = (
    create,
    lambda journal: journal.change_run(RUN, RunEvent.START, branch="cortex/x"),
    lambda journal: journal.change_objective(RUN, "docs", ObjectiveEvent.RELEASE),
    lambda journal: journal.change_objective(RUN, "docs", ObjectiveEvent.START),
    lambda journal: journal.begin_attempt(RUN, "docs", "one", None),
    lambda journal: journal.change_attempt(RUN, "docs", 1, AttemptEvent.COMPLETE, answer="done"),
    lambda journal: journal.intend(RUN, "captured/docs", "tree"),
    lambda journal: journal.record_capture(RUN, "docs", "c" * 40),
    lambda journal: journal.done(RUN, "captured/docs", "c" * 40),
    lambda journal: journal.record_gate(RUN, GATE),
    lambda journal: journal.record_wave(RUN, 1, "e" * 40),
    lambda journal: journal.change_run(RUN, RunEvent.SUCCEED, commit="f" * 40),
)

WRITE = """
import sys
from pathlib import Path
from cortex_cli.journal.journal import open_journal
from cortex_cli.model.clock import SystemClock
with open_journal(Path(sys.argv[1]), SystemClock()) as journal:
    for number in range(int(sys.argv[3])):
        journal.record_wave(sys.argv[2], number, None)
        print(number, flush=True)
"""

START = """
import sys
from pathlib import Path
from cortex_cli.journal.journal import open_journal
from cortex_cli.model.clock import SystemClock
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.transitions import RunEvent
with open_journal(Path(sys.argv[1]), SystemClock()) as journal:
    print("open", flush=True)
    sys.stdin.readline()
    try:
        journal.change_run(sys.argv[2], RunEvent.START)
        print("started")
    except InvariantError:
        print("refused")
"""


def spawn(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def contents_after_each_step(path: Path) -> list[list[str]]:
    with journal_at(path) as journal:
        contents = [dump(path)]
        for step in STEPS:
            step(journal)
            contents.append(dump(path))
    return contents


def run_until_killed(path: Path, statement: int, acknowledged: int) -> NoReturn:
    """In a forked child: dies right before its SQL statement of that number, telling each finished step."""
    seen = count(1)

    def die_there(_: str) -> None:
        if next(seen) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        connection = open_database(path, read_migrations(MIGRATIONS))
        connection.set_trace_callback(die_there)
        journal = Journal(connection, TickingClock())
        for step in STEPS:
            step(journal)
            os.write(acknowledged, b".")
    finally:
        os._exit(0)


def kill_at(path: Path, statement: int) -> tuple[bool, int]:
    """Whether the child was killed, and how many steps it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        run_until_killed(path, statement, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        acknowledged = len(told.read())
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), acknowledged


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_killed_at_any_statement_it_keeps_whole_steps_and_all_that_were_acknowledged(tmp_path: Path) -> None:
    expected = contents_after_each_step(tmp_path / "reference.db")
    for statement in count(1):
        path = tmp_path / str(statement) / "journal.db"
        killed, acknowledged = kill_at(path, statement)
        journal_at(path).close()
        if not killed:
            break
        assert dump(path) == expected[acknowledged], f"killed before statement {statement}"
    assert statement > 4 * len(STEPS)
    assert dump(path) == expected[-1]


def test_killed_at_any_moment_it_loses_no_acknowledged_event(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with journal_at(path) as journal:
        create(journal)
    acknowledged = 0
    for wanted in (1, 3, 8, 13):
        with spawn(WRITE, path, RUN, 10_000) as child:
            assert child.stdout is not None
            acknowledged += sum(1 for _ in zip(range(wanted), child.stdout, strict=False))
            child.kill()
            acknowledged += sum(1 for line in child.stdout if line.endswith("\n"))
        with journal_at(path) as journal:
            events = journal.events(RUN)
        assert len(events) - 1 >= acknowledged
        acknowledged = len(events) - 1
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_several_writers_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with journal_at(path) as journal:
        create(journal)
        create(journal, "run-other")
    children = [spawn(WRITE, path, run_id, 30) for run_id in (RUN, "run-other", RUN)]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0, 0]
    with journal_at(path) as journal:
        assert [event.seq for event in journal.events(RUN)] == list(range(1, 62))
        assert [event.seq for event in journal.events("run-other")] == list(range(1, 32))


def test_of_several_processes_that_start_a_run_one_does(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with journal_at(path) as journal:
        create(journal)
    children = [spawn(START, path, RUN) for _ in range(4)]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
    answers = [child.communicate("go\n")[0].strip() for child in children]
    assert sorted(answers) == ["refused", "refused", "refused", "started"]
    with journal_at(path) as journal:
        assert len(journal.events(RUN)) == 2


def test_a_new_journal_may_be_opened_by_several_processes_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / str(attempt) / "cortex" / "journal.db" for attempt in range(3)]
    opening = (
        "import sys; from pathlib import Path; from cortex_cli.journal.journal import open_journal;"
        "from cortex_cli.model.clock import SystemClock\n"
        "for path in sys.argv[1:]:\n"
        "    sys.stdin.readline()\n"
        "    journal = open_journal(Path(path), SystemClock()); print(journal.runs(), flush=True); journal.close()"
    )
    children = [spawn(opening, *paths) for _ in range(4)]
    for _ in paths:
        for child in children:
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        assert [child.stdout.readline() for child in children if child.stdout is not None] == ["()\n"] * 4
    assert [child.communicate()[0] for child in children] == [""] * 4


def test_a_reader_sees_whole_steps_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with journal_at(path) as journal:
        create(journal)
        journal.change_run(RUN, RunEvent.START)
    with spawn(WRITE, path, RUN, 100) as child, open_journal(path, SystemClock()) as journal:
        assert child.stdout is not None
        told = 0
        for line in child.stdout:
            events = journal.events(RUN)
            told = int(line) + 1
            assert len(events) - 2 >= told
            assert [event.seq for event in events] == list(range(1, len(events) + 1))
            assert journal.record(RUN).run.state is RunState.RUNNING
    assert told == 100
