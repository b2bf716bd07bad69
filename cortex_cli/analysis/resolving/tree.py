"""The paths of a tree, looked up by how they end."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property


class Tree:
    """All `paths` of a commit that may be imported."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)

    @cached_property
    def by_name(self) -> Mapping[str, list[str]]:
        """File name to sorted paths."""
        names: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.paths):
            names[path.rpartition("/")[2]].append(path)
        return names

    @cached_property
    def directories(self) -> Mapping[str, list[str]]:
        """Directory to the sorted paths of the files directly in it."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.paths):
            found[path.rpartition("/")[0]].append(path)
        return found

    @cached_property
    def directories_by_name(self) -> Mapping[str, list[str]]:
        """Last segment of directories with files, in parts at its dots, to their sorted paths."""
        found: dict[str, list[str]] = defaultdict(list)
        for directory in sorted(self.directories):
            found[directory.rpartition("/")[2].rpartition(".")[2]].append(directory)
        return found

    def ending(self, tail: str) -> list[str]:
        """The paths that are `tail` or end in it after a slash."""
        named = self.by_name.get(tail.rpartition("/")[2], ())
        return [path for path in named if path == tail or path.endswith("/" + tail)]

    def first(self, places: Iterable[str]) -> str | None:
        """The first of the places that is a file."""
        return next((place for place in places if place in self.paths), None)


def shared(one: str, other: str) -> int:
    """How many leading segments two paths have in common."""
    count = 0
    for a, b in zip(one.split("/"), other.split("/"), strict=False):
        if a != b:
            break
        count += 1
    return count


def nearest(places: Sequence[str], path: str) -> str | None:
    """The one of several files that has most directories in common with `path`; of equals the shortest."""
    return max(places, key=lambda place: (shared(place, path), -len(place), place), default=None)


def beside(path: str, written: str) -> str:
    """A path written relative to the directory of a file, from the top of the repository."""
    return below(posixpath.dirname(path), written)


def below(directory: str, written: str) -> str:
    """A path written relative to a directory; one that leaves the repository begins with `..`."""
    joined = posixpath.normpath(posixpath.join(directory, written))
    return "" if joined == "." else joined


def ancestors(path: str) -> list[str]:
    """The directories around a file, the innermost first, the top of the repository last."""
    segments = path.split("/")[:-1]
    return ["/".join(segments[:length]) for length in range(len(segments), -1, -1)]
