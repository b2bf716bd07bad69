"""The tasks: what is to be done, by whom, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from taskapi.errors import BadRequest, NotFound
from taskapi.storage import Table

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Task:
    """`made_at` is seconds since the epoch."""

    id: str
    title: str
    owner: str | None
    made_at: float
    done: bool = False


class TaskStore:
    """Tasks in a table, by a number that grows."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def add(self, title: str, owner: str | None, now: float) -> Task:
        title = title.strip()
        if not 0 < len(title) <= LONGEST_TITLE:
            raise BadRequest(f"title must have 1 to {LONGEST_TITLE} characters")
        last = max((int(key) for key, _ in self.table.items()), default=0)
        task = Task(str(last + 1), title, owner, now)
        self.save(task)
        return task

    def find(self, identifier: str) -> Task:
        record = self.table.get(identifier)
        if record is None:
            raise NotFound(f"there is no task {identifier}")
        return Task(**record)

    def finish(self, identifier: str) -> Task:
        task = replace(self.find(identifier), done=True)
        self.save(task)
        return task

    def remove(self, identifier: str) -> None:
        if not self.table.remove(identifier):
            raise NotFound(f"there is no task {identifier}")

    def all(self, owner: str | None = None) -> Iterator[Task]:
        """Tasks in the order they were made; those of one owner where one is named."""
        for _, record in self.table.items():
            if owner is None or record["owner"] == owner:
                yield Task(**record)

    def save(self, task: Task) -> None:
        self.table.put(task.id, asdict(task))
