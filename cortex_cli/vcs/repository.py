"""The user's repository: where it is, what it is at, who commits. It is only ever read from here."""

from __future__ import annotations

import os
from collections.abc import Mapping
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
    """`root` is the top of the work tree, `git_dir` this work tree's git directory, `common_dir` the clone's.

    `settings` is its configuration by lower-case key.
    """

    root: Path
    git_dir: Path
    common_dir: Path
    object_format: str
    ignore_case: bool
    identity: Identity | None
    settings: Mapping[str, str]

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
        done = self.refs.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if done.code != 0:
            raise RepositoryError(f"{revision!r} names no commit here", mend="git log --oneline shows commits")
        return done.stdout.decode().strip()

    def branch(self) -> str | None:
        """The branch that is checked out; None on a detached HEAD."""
        done = self.refs.attempt("symbolic-ref", "--quiet", "--short", "HEAD")
        return done.stdout.decode(errors="replace").strip() or None if done.code == 0 else None

    def is_shallow(self) -> bool:
        return (self.common_dir / "shallow").is_file()


def discover(start: Path) -> Repository:
    """The repository that holds `start`; RepositoryError for none, a bare one, or a broken one."""
    if not start.is_dir():
        raise RepositoryError(f"{start} is not a directory", mend="give an existing directory: cortex -C DIR …")
    try:
        import git  # GitPython costs 60 ms: only commands that open a repository pay it
    except ImportError as error:
        raise RepositoryError(f"git cannot be used: {error.msg.splitlines()[0]}", mend="install git") from error
    try:
        found = git.Repo(start, search_parent_directories=True, expand_vars=False)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, ValueError) as error:
        raise RepositoryError(
            "not a git repository", where=str(start), mend="git init && git add -A && git commit -m 'first commit'"
        ) from error
    with found:
        if found.bare or found.working_tree_dir is None:
            raise RepositoryError(
                "the repository is bare: there is no work tree to plan for",
                where=str(found.common_dir),
                mend="clone it, and run cortex in the clone",
            )
        git_dir, common_dir = Path(found.git_dir).resolve(), Path(found.common_dir).resolve()
        root = Path(found.working_tree_dir).resolve()
    if "\n" in str(common_dir):
        raise RepositoryError("the repository's path has a line end in it", where=repr(str(root)), mend="rename it")
    return configured(root, git_dir, common_dir)


def configured(root: Path, git_dir: Path, common_dir: Path) -> Repository:
    """The repository with what its configuration says of it, the user's own included; nothing of it runs."""
    settings = read_settings(Git(git_dir, extra=own_configuration()))
    name, email = settings.get("user.name", "").strip(), settings.get("user.email", "").strip()
    return Repository(
        root=root,
        git_dir=git_dir,
        common_dir=common_dir,
        object_format=settings.get("extensions.objectformat", "sha1").lower(),
        ignore_case=settings.get("core.ignorecase", "").lower() == "true",
        identity=Identity(name or email, email) if email else None,
        settings=settings,
    )


def own_configuration() -> dict[str, str]:
    """The environment that lets git read the user's own configuration, which is theirs and no repository's."""
    home = os.environ.get("HOME", "")
    named = os.environ.get("GIT_CONFIG_GLOBAL")
    second = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git", "config")
    places = [named] if named else [os.path.join(home, ".gitconfig"), second]
    # Without a home the places are relative, and a repository could plant what stands there.
    own = next((place for place in places if os.path.isabs(place) and os.path.isfile(place)), os.devnull)
    return {"GIT_CONFIG_GLOBAL": own, "HOME": home}


def read_settings(git: Git) -> dict[str, str]:
    """The whole configuration by lower-case key, the last value of each; undecodable bytes are replaced."""
    entries = git.attempt("config", "--list", "-z").stdout.decode(errors="replace").split("\0")
    return {key: value for key, _, value in (entry.partition("\n") for entry in entries if entry)}
