"""Refs, moved only by compare-and-swap."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.errors import ExecutionError
from cortex_cli.vcs.command import Git


def read_ref(git: Git, name: str) -> str | None:
    """The object that the full ref `name` points at; None where there is no such ref."""
    done = git.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return done.stdout.decode().strip() if done.code == 0 else None


def list_refs(git: Git, prefix: str) -> dict[str, str]:
    """Ref name to object id for every ref below `prefix`."""
    raw = git.run("for-each-ref", "--format=%(refname) %(objectname)", prefix)
    return dict(line.split(" ", 1) for line in raw.decode().splitlines())


def create_ref(git: Git, name: str, oid: str) -> None:
    """Make `name`; a ref that is there already with the same value is success, with another an error."""
    done = git.attempt("update-ref", "--stdin", stdin=f"create {name} {oid}\n".encode())
    if done.code != 0 and (present := read_ref(git, name)) != oid:
        raise ExecutionError(
            f"ref {name} cannot be created: {done.stderr.decode(errors='replace').strip()}",
            mend=f"git update-ref -d {name}, if that ref is not yours" if present else None,
        )


def swap_ref(git: Git, name: str, before: str, after: str) -> None:
    """Move `name` from `before` to `after`; ExecutionError when somebody has moved it meanwhile."""
    git.run("update-ref", "--stdin", stdin=f"update {name} {after} {before}\n".encode())


def delete_refs(git: Git, names: Sequence[str]) -> None:
    """Remove refs in one transaction; missing ones are fine."""
    if names:
        git.run("update-ref", "--stdin", stdin="".join(f"delete {name}\n" for name in names).encode())
