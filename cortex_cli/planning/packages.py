"""Dividing files into parts along directory borders, parts of about the same size."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

LARGE_PACKAGE = 8
"""A lone directory is divided only if it has at least this many files."""

Parts = list[list[str]]


def divide(files: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """`files` in at most `most` parts, each one directory or several neighbouring ones, in path order.

    The largest part is as small as those borders allow. A directory is divided only where it is the only one
    and large.
    """
    packages = [list(members) for _, members in groupby(sorted(files, key=_place), key=_directory)]
    if len(packages) == 1 and len(packages[0]) >= LARGE_PACKAGE:
        return tuple(map(tuple, _even(packages[0], min(most, len(packages[0]) * 2 // LARGE_PACKAGE))))
    parts = _fill(packages, _smallest_limit([len(package) for package in packages], most))
    while len(parts) < most and any(len(part) > 1 for part in parts):
        _halve_largest(parts)
    return tuple(tuple(path for package in part for path in package) for part in parts)


def _directory(path: str) -> str:
    return path.rpartition("/")[0]


def _place(path: str) -> tuple[list[str], str]:
    return _directory(path).split("/"), path


def _even(files: Sequence[str], parts: int) -> Parts:
    borders = [len(files) * part // parts for part in range(parts + 1)]
    return [list(files[start:end]) for start, end in pairwise(borders)]


def _smallest_limit(sizes: Sequence[int], most: int) -> int:
    """The least number of files per part with which `most` runs of neighbours are enough."""
    low, high = max(sizes, default=0), sum(sizes)
    while low < high:
        middle = (low + high) // 2
        if _runs(sizes, middle) <= most:
            high = middle
        else:
            low = middle + 1
    return low


def _runs(sizes: Sequence[int], limit: int) -> int:
    runs, filled = 1, 0
    for size in sizes:
        if filled + size > limit:
            runs, filled = runs + 1, 0
        filled += size
    return runs


def _fill(packages: Sequence[list[str]], limit: int) -> list[list[list[str]]]:
    parts: list[list[list[str]]] = []
    filled = limit + 1
    for package in packages:
        if filled + len(package) > limit:
            parts.append([])
            filled = 0
        parts[-1].append(package)
        filled += len(package)
    return parts


def _halve_largest(parts: list[list[list[str]]]) -> None:
    """Divide the largest part that has more than one directory, at the border nearest its middle."""
    divisible = [index for index, part in enumerate(parts) if len(part) > 1]
    index = max(divisible, key=lambda i: (_size(parts[i]), -i))
    part = parts[index]
    border = min(range(1, len(part)), key=lambda at: (abs(_size(part[:at]) - _size(part[at:])), at))
    parts[index : index + 1] = [part[:border], part[border:]]


def _size(part: Sequence[Sequence[str]]) -> int:
    return sum(len(package) for package in part)
