"""What a change touches, before anybody reviews it: its files, where they meet, and what is missing beside them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cortex_cli.model.analysis import CoordinationPoint, Group, Role


class Touch(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    MODIFIED = "modified"
    DELETED = "deleted"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class TouchedFile:
    """A file of the change; `was` is its former path where it was renamed with the same content.

    `left_out` says why the file enters no group and no coordination point, such as `vendored`.
    """

    path: str
    touch: Touch
    role: Role
    was: str | None = None
    left_out: str | None = None


class Missing(StrEnum):
    """What a change lacks.

    COMPANION: a file that usually changes together with one of its files. TEST: the tests named after one of its
    files. CANDIDATE: a file that the request speaks for.
    """

    COMPANION = "missing-companion"
    TEST = "missing-test"
    CANDIDATE = "missing-candidate"


@dataclass(frozen=True, slots=True)
class MissingFile:
    """`path` is not in the change, though `beside` is: they changed together in `together` of `changes` commits.

    `beside`, `together` and `changes` are None where history says nothing about it.
    """

    kind: Missing
    path: str
    role: Role
    reason: str
    beside: str | None = None
    together: int | None = None
    changes: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeAnalysis:
    """The change from `base_commit` to `head`, a commit; None where it is what is staged.

    `base_commit` is empty before the first commit of all.

    `files` are sorted by path; `missing` what speaks loudest first; `groups` are the parts it falls into.
    """

    base_commit: str
    head: str | None
    request: str | None
    files: tuple[TouchedFile, ...]
    missing: tuple[MissingFile, ...]
    coordination_points: tuple[CoordinationPoint, ...]
    groups: tuple[Group, ...]
    notices: tuple[str, ...] = ()
