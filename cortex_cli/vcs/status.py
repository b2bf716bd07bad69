"""What the user has not committed yet, asked without touching their index and without running their filters."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.vcs.command import decode_path
from cortex_cli.vcs.repository import Repository, own_configuration

KEPT = ("core.autocrlf", "core.eol", "core.excludesfile", "core.filemode", "core.symlinks")
"""What of the configuration decides whether a file counts as changed; none of it names a program."""

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
        for name in ("index", *(shared.name for shared in repository.git_dir.glob("sharedindex.*"))):
            if (repository.git_dir / name).is_file():
                # With its time: git decides by it which entries were written too late to be trusted.
                shutil.copy2(repository.git_dir / name, Path(scratch) / name)
        return ask(repository, Path(scratch) / "index")


def ask(repository: Repository, index: Path) -> tuple[DirtyPath, ...]:
    head = repository.head()
    watch = repository.observer.using(
        work_tree=repository.root,
        index=index,
        extra=own_configuration(),
    )
    kept = {key: repository.settings[key] for key in KEPT if key in repository.settings}
    kept |= {"core.ignoreCase": str(repository.ignore_case).lower(), "core.bare": "false"}
    options = [word for key, value in kept.items() for word in ("-c", f"{key}={value}")]
    staged = watch.run("diff-index", "--cached", "--name-only", "--no-renames", "-z", head, "--")
    changed = watch.run(*options, "diff", "--name-only", *UNTRUSTING, "-z")
    others = watch.run(*options, "ls-files", "--others", "--exclude-standard", "-z")
    known = {decode_path(name) for name in (staged + changed).split(b"\0") if name}
    new = {decode_path(name) for name in others.split(b"\0") if name} - known
    return tuple(DirtyPath(path, path in new) for path in sorted(known | new))
