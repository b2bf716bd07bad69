"""Names and wildcard segments looked up by the plain text at their ends, so that few pairs are compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from cortex_cli.model.segment import Glob

Key = str | Glob


class AffixIndex:
    """Finds the keys that may share a name with another: at both ends, the plain text of one begins the other's."""

    def __init__(self, keys: Iterable[Key]) -> None:
        keys = tuple(keys)
        self._starts = _Nesting((_ends(key)[0], key) for key in keys)
        self._ends = _Nesting((_ends(key)[1], key) for key in keys)

    def near(self, key: Key) -> list[Key]:
        """The keys that one end alone allows, for the end that allows fewer."""
        start, end = _ends(key)
        return min(self._starts.near(start), self._ends.near(end), key=len)


def _ends(key: Key) -> tuple[str, str]:
    """The plain text a name must begin with, and the one it must end with, read backwards."""
    return (key, key[::-1]) if isinstance(key, str) else (key.prefix, key.suffix[::-1])


class _Nesting:
    def __init__(self, entries: Iterable[tuple[str, Key]]) -> None:
        self._keys: dict[str, list[Key]] = {}
        for text, key in entries:
            self._keys.setdefault(text, []).append(key)
        self._texts = sorted(self._keys)
        self._lengths = sorted({len(text) for text in self._texts})

    def near(self, text: str) -> list[Key]:
        """The keys whose text begins `text` or begins with it."""
        found: list[Key] = []
        for length in self._lengths:
            if length > len(text):
                break
            found += self._keys.get(text[:length], ())
        at = bisect_right(self._texts, text)
        while at < len(self._texts) and self._texts[at].startswith(text):
            found += self._keys[self._texts[at]]
            at += 1
        return found
