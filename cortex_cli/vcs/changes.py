"""Two states of a repository: where a branch left another, and what the index holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cortex_cli.model.errors import RefusedError, RepositoryError
from cortex_cli.vcs.command import Git, decode_path
from cortex_cli.vcs.objects import GITLINK, Entry
from cortex_cli.vcs.repository import Repository

SHOWN = 3


def merge_base(repository: Repository, one: str, other: str) -> str:
    """The newest commit that both commits have behind them; RepositoryError where there is none."""
    done = repository.refs.attempt("merge-base", one, other)
    found = done.stdout.decode().split()
    if done.code != 0 or not found:
        hint = "the clone is shallow: git fetch --unshallow" if repository.is_shallow() else "name another revision"
        raise RepositoryError(f"{one[:12]} and {other[:12]} have no commit in common", mend=hint)
    return found[0]


def staged_entries(repository: Repository, known: Sequence[Entry], index: Path | None = None) -> tuple[Entry, ...]:
    """What the next commit would hold, in git's order; nothing is written, and no filter runs.

    `known` are entries whose sizes need not be asked for, `index` is another file than the work tree's own. Raises
    RefusedError while a merge has conflicts in it.
    """
    records = repository.refs.using(index=index).run("ls-files", "--stage", "-z").split(b"\0")
    listed: list[tuple[str, str, str]] = []
    unmerged: dict[str, None] = {}
    for record in filter(None, records):
        head, path = record.split(b"\t", 1)
        mode, oid, stage = head.decode().split()
        if stage == "0":
            listed.append((decode_path(path), mode, oid))
        else:
            unmerged[decode_path(path)] = None
    if unmerged:
        shown = ", ".join(list(unmerged)[:SHOWN])
        raise RefusedError(f"files are in conflict: {shown}", mend="resolve them, then: git add")
    sizes = {entry.oid: entry.size for entry in known}
    new = {oid for _, mode, oid in listed if oid not in sizes and mode != GITLINK}
    sizes.update(_sizes(repository.observer, sorted(new)))
    return tuple(Entry(path, mode, oid, sizes.get(oid, 0)) for path, mode, oid in listed)


def _sizes(git: Git, oids: Sequence[str]) -> dict[str, int]:
    asked = "".join(f"{oid}\n" for oid in oids).encode()
    said = git.run("cat-file", "--batch-check=%(objectname) %(objectsize)", stdin=asked) if oids else b""
    lines = (line.split() for line in said.decode().splitlines())
    return {oid: int(size) for oid, size in lines if size.isdigit()}
