"""The places that a search still has to visit, the most promising first."""

from __future__ import annotations

from heapq import heappop, heappush

from cortex_cli.model.path_places import Found


class PathQueue:
    """Gives what promises the shortest path; of equals, what was found last, and the first found from there."""

    def __init__(self) -> None:
        self._waiting: dict[int, list[Found]] = {}
        self._lengths: list[int] = []
        self._found: list[tuple[int, Found]] = []

    def add(self, length: int, found: Found) -> None:
        """Let `found` wait, through which a path has at least `length` characters."""
        self._found.append((length, found))

    def next(self) -> Found | None:
        """What to visit now; None when nothing waits."""
        self._queue_up()
        if not self._lengths:
            return None
        waiting = self._waiting[self._lengths[0]]
        here = waiting.pop()
        if not waiting:
            del self._waiting[heappop(self._lengths)]
        return here

    def _queue_up(self) -> None:
        for length, found in reversed(self._found):
            waiting = self._waiting.get(length)
            if waiting is None:
                waiting = self._waiting[length] = []
                heappush(self._lengths, length)
            waiting.append(found)
        self._found.clear()
