"""How right the analyses of finished runs were; every function runs inside a transaction of the caller."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from itertools import groupby

from cortex_cli.journal import events
from cortex_cli.model.run import ChangeKind
from cortex_cli.model.statistics import JudgedFile, JudgedRun, Statistics
from cortex_cli.model.task_type import TaskType
from cortex_cli.store.text import bind


def record(connection: sqlite3.Connection, run_id: str, judged: JudgedRun, at: datetime) -> None:
    """Keep the scorecard of a run, once: what was said first stays."""
    added = connection.execute(
        "INSERT OR IGNORE INTO scorecards (run, task_type, shift) VALUES (?, ?, ?)",
        bind(run_id, judged.task_type, judged.shift),
    )
    if not added.rowcount:
        return
    connection.executemany(
        "INSERT INTO scorecard_files (run, path, probability, chosen, change) VALUES (?, ?, ?, ?, ?)",
        (bind(run_id, each.path, each.probability, each.chosen, each.change) for each in judged.files),
    )
    chosen = [each for each in judged.files if each.chosen]
    changed = sum(each.change is not None for each in chosen)
    missed = sum(each.missed for each in judged.files)
    events.append(connection, run_id, at, events.ScorecardRecorded(len(chosen), changed, missed))


def read(connection: sqlite3.Connection, most: int) -> Statistics:
    """The scorecards of the newest `most` runs that have one, oldest first."""
    heads = connection.execute(
        "SELECT scorecards.* FROM scorecards JOIN runs ON runs.id = scorecards.run ORDER BY runs.serial DESC LIMIT ?",
        bind(most),
    ).fetchall()
    marks = ", ".join("?" * len(heads))
    rows = connection.execute(
        f"SELECT * FROM scorecard_files WHERE run IN ({marks}) ORDER BY run, path", [head["run"] for head in heads]
    )
    files = {run: tuple(map(_file_of, group)) for run, group in groupby(rows, key=lambda row: row["run"])}
    return Statistics(
        tuple(JudgedRun(TaskType(head["task_type"]), head["shift"], files.get(head["run"], ())) for head in heads[::-1])
    )


def _file_of(row: sqlite3.Row) -> JudgedFile:
    change = row["change"]
    return JudgedFile(
        row["path"], row["probability"], bool(row["chosen"]), None if change is None else ChangeKind(change)
    )
