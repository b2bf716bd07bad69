"""Names and wildcard segments looked up by the plain text at their ends, so that few pairs are compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from cortex_cli.model.segment import Glob

Key = str | Glob
Value = TypeVar("Value")


class AffixIndex(Generic[Value]):
    """Finds the entries that may share a name with a key: the plain text at an end of one begins the other's."""

    def __init__(self, entries: Iterable[tuple[Key, Value]]) -> None:
        entries = tuple(entries)
        self._starts = _Nesting((_ends(entry[0])[0], entry) for entry in entries)
        self._ends = _Nesting((_ends(entry[0])[1], entry) for entry in entries)

    def near(self, key: Key) -> Iterator[tuple[Key, Value]]:
        """The entries that one end alone allows, for the end that allows fewer."""
        start, end = _ends(key)
        if self._starts.count(start) <= self._ends.count(end):
            return self._starts.near(start)
        return self._ends.near(end)


def _ends(key: Key) -> tuple[str, str]:
    """The plain text a name must begin with, and the one it must end with, read backwards."""
    return (key, key[::-1]) if isinstance(key, str) else (key.prefix, key.suffix[::-1])


class _Nesting(Generic[Value]):
    def __init__(self, entries: Iterable[tuple[str, tuple[Key, Value]]]) -> None:
        self._entries: dict[str, list[tuple[Key, Value]]] = {}
        for text, entry in entries:
            self._entries.setdefault(text, []).append(entry)
        self._texts = sorted(self._entries)
        self._lengths = sorted({len(text) for text in self._texts})
        self._before = [0, *accumulate(len(self._entries[text]) for text in self._texts)]

    def near(self, text: str) -> Iterator[tuple[Key, Value]]:
        """The entries whose text begins `text` or begins with it."""
        for shorter in self._shorter(text):
            yield from self._entries[shorter]
        for longer in self._texts[slice(*self._longer(text))]:
            yield from self._entries[longer]

    def count(self, text: str) -> int:
        """How many `near` finds."""
        first, after = self._longer(text)
        shorter = sum(len(self._entries[each]) for each in self._shorter(text))
        return shorter + self._before[after] - self._before[first]

    def _shorter(self, text: str) -> list[str]:
        starts = (text[:length] for length in self._lengths if length <= len(text))
        return [start for start in starts if start in self._entries]

    def _longer(self, text: str) -> tuple[int, int]:
        """Where the texts lie that begin with `text` and are longer."""
        after = bisect_right(self._texts, text, key=lambda each: each[: len(text)])
        return bisect_right(self._texts, text), after
