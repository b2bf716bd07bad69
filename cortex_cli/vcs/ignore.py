"""The ignore rules that stand in a commit's own `.gitignore` files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import Entry, read_blobs

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"


@dataclass(frozen=True)
class IgnoreRules:
    """One compiled rule set per directory that has one; the empty string is the top."""

    by_directory: Mapping[str, GitIgnoreSpec]

    def ignores(self, path: str) -> bool:
        """Whether git would ignore an untracked file at `path`: an ignored parent cannot be reopened."""
        parts = path.split("/")
        parents = ("/".join(parts[:depth]) + "/" for depth in range(1, len(parts)))
        return any(self.decides(candidate) for candidate in (*parents, path))

    def decides(self, path: str) -> bool:
        """The verdict of the deepest rule set that has one about `path` itself."""
        directory = path.rstrip("/").rpartition("/")[0]
        while True:
            if (spec := self.by_directory.get(directory)) is not None:
                relative = path[len(directory) + 1 :] if directory else path
                if (verdict := spec.check_file(relative).include) is not None:
                    return verdict
            if not directory:
                return False
            directory = directory.rpartition("/")[0]


def read_ignore_rules(git: Git, entries: Iterable[Entry]) -> IgnoreRules:
    """The rules of the `.gitignore` files among a tree's entries; undecodable ones count as far as they decode."""
    files = [entry for entry in entries if entry.is_regular and (entry.path == NAME or entry.path.endswith("/" + NAME))]
    contents = (content for _, content in read_blobs(git, [entry.oid for entry in files]))
    return IgnoreRules(
        {
            entry.path[: -len(NAME)].rstrip("/"): compiled(content.decode(errors="replace").splitlines())
            for entry, content in zip(files, contents, strict=True)
        }
    )


def compiled(lines: Iterable[str]) -> GitIgnoreSpec:
    """The rules of one file; a line that is no pattern is passed over, as git does."""
    from pathspec import GitIgnoreSpec  # only runs need it
    from pathspec.patterns.gitignore import GitIgnorePatternError

    good = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except GitIgnorePatternError:
            continue
        good.append(line)
    return GitIgnoreSpec.from_lines(good)
