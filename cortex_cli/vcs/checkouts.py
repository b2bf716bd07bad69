"""Plain checkouts with a git directory of their own that only borrows the repository's objects.

Not a linked worktree: nothing done in one reaches the user's refs, config, hooks or index. Contents are the
blobs byte for byte, whatever attributes or filters the repository names, so that a file's hash tells whether
it was changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cortex_cli.vcs.command import Git
from cortex_cli.vcs.observer import copy_if_present, write_skeleton
from cortex_cli.vcs.repository import Identity, Repository


@dataclass(frozen=True, slots=True)
class Checkout:
    """The files of `tree` at `path`; its git directory says HEAD is at `commit`."""

    path: Path
    commit: str
    tree: str


def create_checkout(repository: Repository, *, path: Path, commit: str, tree: str, author: Identity) -> Checkout:
    """Make `path`, which must not exist, and fill it with `tree`. Nothing of the repository's config runs."""
    path.mkdir(parents=True, mode=0o700)
    git_dir = path / ".git"
    write_skeleton(git_dir, head=commit, object_format=repository.object_format, bare=False)
    borrow = repository.common_dir / "objects"
    (git_dir / "objects" / "info" / "alternates").write_text(f"{borrow}\n", encoding="utf-8")
    copy_if_present(repository.common_dir / "shallow", git_dir / "shallow")
    with (git_dir / "config").open("a", encoding="utf-8") as config:
        config.write(f"[user]\n\tname = {quoted(author.name)}\n\temail = {quoted(author.email)}\n")
    git = Git(git_dir, work_tree=path)
    git.run("read-tree", tree)
    git.run("checkout-index", "--all", "--force", "--quiet", "--index")
    return Checkout(path, commit, tree)


def quoted(value: str) -> str:
    """A value for a git configuration file, which can then hold nothing but itself."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
