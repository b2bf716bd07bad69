"""Files that usually change together with those of a change, and did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from cortex_cli.analysis.commit.history import SWEEPING
from cortex_cli.analysis.commit.roles import left_out_by_name, role_of
from cortex_cli.model.change_analysis import Missing, MissingFile, Touch, TouchedFile
from cortex_cli.model.text import counted

FEWEST_TOGETHER = 3
SHARE = 0.6
"""The share of a file's commits from which another one belongs to it."""
IGNORED = frozenset({"vendored", "generated"})


class Past(Protocol):
    """A past commit."""

    @property
    def paths(self) -> Sequence[str]: ...


def missing_companions(
    touched: Iterable[TouchedFile], past: Iterable[Past], present: Collection[str]
) -> tuple[MissingFile, ...]:
    """For each of the files `present` that a touched one usually took along the one it follows most, likest first.

    Commits that change very many files say nothing about any two of them.
    """
    former = {file.was or file.path: file.path for file in touched if file.touch is not Touch.ADDED}
    taken = {*former, *former.values()}
    together: dict[str, Counter[str]] = {path: Counter() for path in former}
    for commit in past:
        if len(commit.paths) <= SWEEPING:
            for path in former.keys() & set(commit.paths):
                together[path].update(set(commit.paths))
    best: dict[str, tuple[float, int, str]] = {}
    for path in sorted(former):
        counts = together[path]
        for other, count in counts.items():
            share = count / counts[path]
            if other not in taken and other in present and count >= FEWEST_TOGETHER and share >= SHARE:
                best[other] = max(best.get(other, (0.0, 0, "")), (share, count, path))
    ranked = sorted(best, key=lambda other: (-best[other][0], -best[other][1], other))
    found = ((other, best[other][2]) for other in ranked if left_out_by_name(other) not in IGNORED)
    return tuple(_missing(other, former[path], best[other][1], together[path][path]) for other, path in found)


def _missing(path: str, beside: str, together: int, changes: int) -> MissingFile:
    reason = f"changed together with `{beside}` in {together} of {counted(changes, 'commit')}, and not changed here"
    return MissingFile(Missing.COMPANION, path, role_of(path), reason, beside, together, changes)
