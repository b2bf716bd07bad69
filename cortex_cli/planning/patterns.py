"""Touch patterns for a set of files: their names, or fewer patterns that match the same existing files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cortex_cli.model.scope import escape

MOST_PATTERNS = 900
"""A scope takes at most 1,000 patterns; some are left for a person to add."""


@dataclass
class _Folder:
    """What lies directly in a directory, and the counts of everything below it by suffix."""

    files: list[str] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    below: Counter[str] = field(default_factory=Counter)


def literal_patterns(files: Sequence[str]) -> tuple[str, ...]:
    """The escaped name of each file, sorted."""
    return tuple(escape(path) for path in sorted(files))


class Landscape:
    """The files of a repository, looked at from above: which patterns mean exactly some of them."""

    def __init__(self, existing: Sequence[str], *, fold_case: bool = False) -> None:
        self._fold = str.casefold if fold_case else str
        self._every = _tree([self._fold(path) for path in existing])

    def short_patterns(self, files: Sequence[str]) -> tuple[str, ...]:
        """Fewest patterns of the forms `dir/`, `dir/*.ext`, `dir/**/*.ext` and plain names for `files`.

        Of the existing paths they match exactly `files`; new paths in the same places are matched as well.
        """
        spelled = {self._fold(name): name for path in sorted(files) for name in (path, *_parents(path))}
        wanted = _tree([self._fold(path) for path in files])
        return tuple(_cover("", wanted, self._every, spelled))


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _tree(paths: Sequence[str]) -> dict[str, _Folder]:
    tree: dict[str, _Folder] = defaultdict(_Folder)
    for path in sorted(set(paths)):
        tree[path.rpartition("/")[0]].files.append(path)
        last = suffix(path)
        for child, folder in pairwise((path, *_parents(path), "")):
            tree[folder].below[last] += 1
            if child != path:
                tree[folder].folders.add(child)
    return tree


def suffix(path: str) -> str:
    """The last suffix of a file name with its dot, or an empty string."""
    stem, dot, last = path.rpartition("/")[2].rpartition(".")
    return dot + last if stem and last else ""


def _cover(
    folder: str, wanted: dict[str, _Folder], every: dict[str, _Folder], spelled: dict[str, str]
) -> Iterator[str]:
    mine = wanted[folder]
    prefix = f"{escape(spelled[folder])}/" if folder else ""
    if mine.below.total() > 1:
        if _one_suffix(mine.below, every[folder].below):
            deep = "**/" if mine.folders else ""
            yield f"{prefix}{deep}*{escape(next(iter(mine.below)))}"
            return
        if folder and mine.below == every[folder].below:
            yield prefix
            return
    direct = Counter(suffix(path) for path in mine.files)
    if len(mine.files) > 1 and _one_suffix(direct, Counter(suffix(path) for path in every[folder].files)):
        yield f"{prefix}*{escape(next(iter(direct)))}"
    else:
        yield from (escape(spelled[path]) for path in mine.files)
    for child in sorted(mine.folders):
        yield from _cover(child, wanted, every, spelled)


def _one_suffix(mine: Counter[str], every: Counter[str]) -> bool:
    """Whether all wanted files share one suffix, and no other file there has it."""
    if len(mine) != 1:
        return False
    ((only, count),) = mine.items()
    return only != "" and every[only] == count
