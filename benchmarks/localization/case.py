"""One case of localisation: a commit whose message is the request, and what it changed the answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.localization.behaviour import behaviour_differs
from benchmarks.localization.clones import Clone, clone_of
from benchmarks.localization.commits import Told, read_commits, tell
from benchmarks.localization.messages import plain
from benchmarks.localization.sources import is_source


@dataclass(frozen=True, slots=True)
class CaseId:
    """What names a case, and all that is kept of it."""

    repository: str
    commit: str
    parent: str


@dataclass(frozen=True, slots=True)
class Case:
    """`raw` as written, `blind` without names of touched paths, `plain` without code (None where that leaves little).

    `gold` are the source files to be found, sorted; `tests` and `new` the other files of the change; `candidates` is
    the number of source files at `parent`; `date` in seconds.
    """

    repository: str
    commit: str
    parent: str
    date: int
    raw: str
    blind: str
    plain: str | None
    gold: tuple[str, ...]
    tests: tuple[str, ...]
    new: tuple[str, ...]
    candidates: int

    @property
    def name(self) -> CaseId:
        return CaseId(self.repository, self.commit, self.parent)


def describe(clone: Clone, told: Told) -> Case:
    """The case of a commit, with the files in which it changed behaviour."""
    commit = told.commit
    parent = commit.parents[0]
    gold = tuple(
        path
        for path in commit.changed_sources
        if behaviour_differs(path, clone.text(parent, path), clone.text(commit.oid, path))
    )
    return Case(
        repository=clone.name,
        commit=commit.oid,
        parent=parent,
        date=commit.time,
        raw=told.text,
        blind=told.blind,
        plain=plain(told.blind),
        gold=gold,
        tests=commit.changed_tests,
        new=commit.new_sources,
        candidates=sum(map(is_source, clone.paths(parent))),
    )


def read_case(clones: Path, name: CaseId) -> Case:
    """The case with that id, read from its clone; ValueError where the clone tells of another parent."""
    clone = clone_of(clones, name.repository)
    case = describe(clone, tell(next(read_commits(clone, "-1", name.commit))))
    if case.name != name:
        raise ValueError(f"{name.repository}: {name.commit} has the parent {case.parent}, not {name.parent}")
    return case
