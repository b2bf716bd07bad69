"""The work tree around a directory, found without GitPython: for commands that only ask about paths."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cortex_cli.vcs.command import Git, decode_path
from cortex_cli.vcs.repository import own_configuration, read_settings


@dataclass(frozen=True, slots=True)
class WorkTree:
    """`root` is its top, `git` works in it."""

    root: Path
    git: Git

    def ignores_case(self) -> bool:
        """Git's `core.ignorecase`; ExecutionError without git."""
        settings = read_settings(self.git.using(extra=own_configuration()))
        return settings.get("core.ignorecase", "").lower() == "true"

    def tracked(self) -> tuple[str, ...]:
        """The paths in the index, sorted, each once; ExecutionError where git cannot read it."""
        listed = decode_path(self.git.run("ls-files", "-z", "--cached")).split("\0")
        return tuple(sorted(set(filter(None, listed))))


def find_work_tree(start: Path) -> WorkTree | None:
    """The innermost work tree that holds `start`; None outside of any, and inside a git directory."""
    here = start.resolve()
    for place in (here, *here.parents):
        if is_git_directory(place):
            return None
        git_dir = git_directory_of(place)
        if git_dir is not None:
            return WorkTree(place, Git(git_dir, work_tree=place))
    return None


def git_directory_of(place: Path) -> Path | None:
    """The directory that `.git` in `place` is or, as a file, names; None where it is no git directory."""
    entry = place / ".git"
    if entry.is_file():
        named = entry.read_bytes().removeprefix(b"gitdir:").strip()
        entry = place / decode_path(named)
    return entry.resolve() if is_git_directory(entry) else None


def is_git_directory(place: Path) -> bool:
    """As git sees it: with a HEAD, and objects and refs of its own or of the repository it belongs to."""
    own = (place / "objects").is_dir() and (place / "refs").is_dir()
    head = place / "HEAD"
    return (head.is_file() or head.is_symlink()) and (own or (place / "commondir").is_file())
