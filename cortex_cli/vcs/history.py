"""What past commits changed together. Only ancestors of the commit that is asked about ever speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cortex_cli.vcs.command import Git, decode_path

# Git refuses NUL in a message, and `-z` ends each file name with one: no text can forge these two.
RECORD, FIELD = "\0\x1e\0", "\0\x1f\0"
FORMAT = "--format=%x00%x1e%x00%H%x00%x1f%x00%ct%x00%x1f%x00%B%x00%x1f%x00"
CHANGES = ("-z", "--name-only", "--no-renames", FORMAT)
COMMITS = 2000


@dataclass(frozen=True, slots=True)
class PastCommit:
    """`time` is seconds since the epoch; `paths` what it changed, renames as a removal and an addition."""

    oid: str
    time: int
    message: str
    paths: tuple[str, ...]


def read_history(git: Git, commit: str, limit: int = 3000) -> Iterator[PastCommit]:
    """The newest `limit` ancestors of `commit` that are no merges, newest first."""
    raw = git.run("log", "--no-merges", f"--max-count={limit}", *CHANGES, commit, "--")
    yield from _parsed(raw)


def list_past(git: Git, commit: str, limit: int) -> list[str]:
    """The ids of what `read_history` would read, without reading what they changed.

    Commits at the border of a shallow clone are not among them: what they changed is not known there.
    """
    found = git.run("rev-list", "--no-merges", f"--max-count={limit}", commit, "--").decode().split()
    border = frozenset(shallow_border(git))
    return [oid for oid in found if oid not in border]


def straits(git: Git, commit: str, limit: int) -> dict[str, list[str]]:
    """Commits that every way from `commit` back leads through, the nearest first, among the first `limit`.

    Each with what `list_past` lists before it: what follows there is what `list_past` lists for the strait itself,
    since git goes on from nothing else. Not for shallow clones.
    """
    found: dict[str, list[str]] = {}
    before: list[str] = []
    passed: set[str] = set()
    ahead = {commit}
    for row in git.run("rev-list", "--parents", f"--max-count={limit}", commit, "--").decode().splitlines():
        oid, *parents = row.split()
        if len(ahead) == 1:
            found[oid] = list(before)
        if not parents:
            break
        passed.add(oid)
        ahead = (ahead | set(parents)) - passed
        if len(parents) == 1:
            before.append(oid)
    return found


def shallow_border(git: Git) -> tuple[str, ...]:
    """The commits whose parents a shallow clone does not have, sorted; none in a whole clone."""
    try:
        return tuple(sorted((git.git_dir / "shallow").read_text("ascii").split()))
    except FileNotFoundError:
        return ()


def read_commits(git: Git, oids: Sequence[str]) -> Iterator[PastCommit]:
    """Exactly these commits, in their order; memory holds a batch of them at a time."""
    for start in range(0, len(oids), COMMITS):
        wanted = "".join(f"{oid}\n" for oid in oids[start : start + COMMITS])
        yield from _parsed(git.run("log", "--no-walk=unsorted", "--stdin", *CHANGES, stdin=wanted.encode()))


def _parsed(raw: bytes) -> Iterator[PastCommit]:
    for record in decode_path(raw).split(RECORD)[1:]:
        oid, time, rest = record.split(FIELD, 2)
        message, names = rest.rsplit(FIELD, 1)
        paths = tuple(name.lstrip("\n") for name in names.split("\0") if name.strip("\n"))
        yield PastCommit(oid, int(time), message.strip(), paths)
