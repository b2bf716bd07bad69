"""What past commits changed together. Only ancestors of the commit that is asked about ever speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cortex_cli.vcs.command import Git, decode_path

# Git refuses NUL in a message, and `-z` ends each file name with one: no text can forge these two.
RECORD, FIELD = "\0\x1e\0", "\0\x1f\0"
FORMAT = "--format=%x00%x1e%x00%H%x00%x1f%x00%ct%x00%x1f%x00%B%x00%x1f%x00"


@dataclass(frozen=True, slots=True)
class PastCommit:
    """`time` is seconds since the epoch; `paths` what it changed, renames as a removal and an addition."""

    oid: str
    time: int
    message: str
    paths: tuple[str, ...]


def read_history(git: Git, commit: str, limit: int = 3000) -> Iterator[PastCommit]:
    """The newest `limit` ancestors of `commit` that are no merges, newest first."""
    raw = git.run(
        "log", "-z", "--name-only", "--no-renames", "--no-merges", f"--max-count={limit}", FORMAT, commit, "--"
    )  # fmt: skip
    for record in decode_path(raw).split(RECORD)[1:]:
        oid, time, rest = record.split(FIELD, 2)
        message, names = rest.rsplit(FIELD, 1)
        paths = tuple(name.lstrip("\n") for name in names.split("\0") if name.strip("\n"))
        yield PastCommit(oid, int(time), message.strip(), paths)
