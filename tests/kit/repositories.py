"""Real git repositories for tests, made with a git that reads nobody's configuration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
}
IDENTITY = "[user]\n\tname = Ada\n\temail = ada@example.org\n"


def git(root: Path, *arguments: str, stdin: bytes = b"") -> str:
    """Run git in `root` and return its output without the last line end."""
    done = subprocess.run(["git", *arguments], cwd=root, env=ENVIRONMENT, input=stdin, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def make_repository(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A repository at `root` with one commit holding `files` and the identity Ada <ada@example.org>."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main", "--template=")
    for name in ("hooks", "info"):
        (root / ".git" / name).mkdir(exist_ok=True)
    with (root / ".git" / "config").open("a") as config:
        config.write(IDENTITY)
    _commit(root, files, "first commit")
    return root


def commit_files(root: Path, files: Mapping[str, str | bytes], message: str) -> str:
    """Write `files`, commit everything, and return the commit id."""
    _commit(root, files, message)
    return git(root, "rev-parse", "HEAD")


def _commit(root: Path, files: Mapping[str, str | bytes], message: str) -> None:
    write_files(root, files)
    git(root, "add", "-A")
    git(root, "-c", "maintenance.auto=false", "commit", "-q", "--allow-empty", "-m", message)
