"""What the user has not committed yet, asked without touching their index and without running their filters."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.vcs.command import decode_path
from cortex_cli.vcs.repository import Repository

UNTRUSTING = ("--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")


@dataclass(frozen=True, slots=True)
class DirtyPath:
    """A path whose content differs from HEAD or the index; `untracked` ones are new to git."""

    path: str
    untracked: bool


def dirty_paths(repository: Repository) -> tuple[DirtyPath, ...]:
    """Changed, staged, deleted and untracked (not ignored) paths of the work tree, sorted."""
    with tempfile.TemporaryDirectory(dir=repository.observer.git_dir) as scratch:
        # `git diff` refreshes the index it is given, whatever GIT_OPTIONAL_LOCKS says: it gets a copy.
        index = Path(scratch) / "index"
        if (repository.git_dir / "index").is_file():
            shutil.copyfile(repository.git_dir / "index", index)
        return ask(repository, index)


def ask(repository: Repository, index: Path) -> tuple[DirtyPath, ...]:
    head = repository.head()
    watch = repository.observer.using(
        work_tree=repository.root,
        index=index,
        extra={key: os.environ[key] for key in ("HOME", "XDG_CONFIG_HOME") if key in os.environ}
        | {"GIT_CONFIG_GLOBAL": global_config()},
    )
    options = ("-c", f"core.ignoreCase={str(repository.ignore_case).lower()}", "-c", "core.bare=false")
    staged = watch.run("diff-index", "--cached", "--name-only", "--no-renames", "-z", head, "--")
    changed = watch.run(*options, "diff", "--name-only", *UNTRUSTING, "-z")
    others = watch.run(*options, "ls-files", "--others", "--exclude-standard", "-z")
    known = {decode_path(name) for name in (staged + changed).split(b"\0") if name}
    new = {decode_path(name) for name in others.split(b"\0") if name} - known
    return tuple(DirtyPath(path, path in new) for path in sorted(known | new))


def global_config() -> str:
    """The user's own configuration decides what they ignore; it is theirs, not the repository's."""
    return os.environ.get("GIT_CONFIG_GLOBAL") or str(Path("~/.gitconfig").expanduser())
