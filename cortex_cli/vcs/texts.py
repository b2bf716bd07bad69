"""The texts of a tree's files, read from the objects when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import Entry, read_blobs

LARGEST = 1_000_000
"""Bytes of a file that is read as text; a larger one is data or was generated."""


class TreeTexts(Mapping[str, str]):
    """UTF-8 text by path; links, submodules, files of more than `LARGEST` bytes and other bytes are not in it."""

    def __init__(self, git: Git, entries: Mapping[str, Entry]) -> None:
        self._git = git
        self._entries = {path: entry for path, entry in entries.items() if _is_read(entry)}
        self._known: dict[str, str | None] = {}

    def read(self, paths: Iterable[str]) -> None:
        """Read many at once, so that asking for them one by one costs nothing."""
        wanted = [path for path in dict.fromkeys(paths) if path in self._entries and path not in self._known]
        oids = [self._entries[path].oid for path in wanted]
        for path, (_, content) in zip(wanted, read_blobs(self._git, oids), strict=True):
            self._known[path] = _decoded(content)

    def __getitem__(self, path: str) -> str:
        self.read([path])
        text = self._known.get(path)
        if text is None:
            raise KeyError(path)
        return text

    def __iter__(self) -> Iterator[str]:
        self.read(self._entries)
        return (path for path in self._entries if self._known[path] is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_read(entry: Entry) -> bool:
    return entry.is_regular and entry.is_here and entry.size <= LARGEST


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
