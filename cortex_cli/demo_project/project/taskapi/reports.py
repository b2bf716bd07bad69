"""Exports for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from taskapi.tasks import Task

COLUMNS = ("id", "title", "owner", "made", "done")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tasks_csv(tasks: Iterable[Task]) -> str:
    """Tasks as CSV; a title that a spreadsheet would calculate gets a leading quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for task in tasks:
        made = datetime.fromtimestamp(task.made_at, UTC).date().isoformat()
        title = f"'{task.title}" if task.title.startswith(FORMULA) else task.title
        writer.writerow((task.id, title, task.owner or "", made, "yes" if task.done else "no"))
    return out.getvalue()
