"""The user's repository: where it is, what it is at, who commits. It is only ever read from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cortex_cli.model.errors import RepositoryError
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.observer import open_observer


@dataclass(frozen=True, slots=True)
class Identity:
    name: str
    email: str


@dataclass(frozen=True)
class Repository:
    """`root` is the top of the work tree, `git_dir` this work tree's git directory, `common_dir` the clone's."""

    root: Path
    git_dir: Path
    common_dir: Path
    object_format: str
    ignore_case: bool
    identity: Identity | None

    @cached_property
    def observer(self) -> Git:
        """Reads and writes objects by id, running nothing that the repository configures."""
        return open_observer(self.common_dir, self.object_format)

    @cached_property
    def refs(self) -> Git:
        """Reads and moves refs, with hooks off."""
        return Git(self.git_dir)

    @property
    def null_oid(self) -> str:
        return "0" * (64 if self.object_format == "sha256" else 40)

    def head(self) -> str:
        """The commit the work tree is at; RepositoryError when there is none yet."""
        done = self.refs.attempt("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if done.code != 0:
            raise RepositoryError(
                "the repository has no commit yet",
                where=str(self.root),
                mend="commit something first: git add -A && git commit -m 'first commit'",
            )
        return done.stdout.decode().strip()

    def resolve(self, revision: str) -> str:
        """The commit that `revision` names; RepositoryError when it names none."""
        done = self.refs.attempt(
            "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
        )
        if done.code != 0:
            raise RepositoryError(
                f"{revision!r} names no commit here", mend="git log --oneline shows commits"
            )
        return done.stdout.decode().strip()

    def branch(self) -> str | None:
        """The branch that is checked out; None on a detached HEAD."""
        done = self.refs.attempt("symbolic-ref", "--quiet", "--short", "HEAD")
        return done.stdout.decode(errors="replace").strip() or None if done.code == 0 else None

    def is_shallow(self) -> bool:
        return (self.common_dir / "shallow").is_file()


def discover(start: Path) -> Repository:
    """The repository that holds `start`; RepositoryError for none, a bare one, or a broken one."""
    import git  # GitPython costs 60 ms: only commands that open a repository pay it

    if not start.is_dir():
        raise RepositoryError(
            f"{start} is not a directory", mend="give an existing directory: cortex -C DIR …"
        )
    try:
        found = git.Repo(start, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, ValueError) as error:
        raise RepositoryError(
            "not a git repository",
            where=str(start),
            mend="git init && git add -A && git commit -m 'first commit'",
        ) from error
    with found:
        if found.bare or found.working_tree_dir is None:
            raise RepositoryError(
                "the repository is bare: there is no work tree to plan for",
                where=str(found.common_dir),
                mend="clone it, and run cortex in the clone",
            )
        reader = found.config_reader()
        identity = None
        if reader.has_option("user", "email"):
            email = str(reader.get_value("user", "email"))
            identity = Identity(str(reader.get_value("user", "name", email)), email)
        return Repository(
            root=Path(found.working_tree_dir).resolve(),
            git_dir=Path(found.git_dir).resolve(),
            common_dir=Path(found.common_dir).resolve(),
            object_format=str(reader.get_value("extensions", "objectformat", "sha1")).lower(),
            ignore_case=bool(reader.get_value("core", "ignorecase", False)),
            identity=identity,
        )
