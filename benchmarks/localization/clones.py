"""The local clones that cases come from, read with a git that knows nobody's configuration."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ.get("PATH", os.defpath),
    "HOME": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C",
}
CHECKOUT_SETTINGS = {"gc.auto": "0", "core.logAllRefUpdates": "false", "core.hooksPath": os.devnull}


@dataclass(frozen=True, slots=True)
class Clone:
    """`name` is OWNER/NAME; `directory` is the git directory."""

    name: str
    directory: Path

    def git(self, *arguments: str, stdin: str = "") -> str:
        """What git says, undecodable bytes replaced; CalledProcessError where it fails."""
        command = ["git", "-c", "core.quotePath=false", "--git-dir", str(self.directory), *arguments]
        return _run(command, stdin)

    def paths(self, commit: str) -> list[str]:
        return [path for path in self.git("ls-tree", "-r", "-z", "--name-only", commit).split("\0") if path]

    def blobs(self, commit: str) -> dict[str, str]:
        """The blob id of each file's path at `commit`."""
        listed = [line.split("\t", 1) for line in self.git("ls-tree", "-r", "-z", commit).split("\0") if line]
        return {path: head.split()[2] for head, path in listed if head.split()[1] == "blob"}

    def text(self, commit: str, path: str) -> str:
        """The file as it was at `commit`; nothing where there was none."""
        try:
            return self.git("show", f"{commit}:{path}")
        except subprocess.CalledProcessError:
            return ""

    def check_out(self, commit: str, root: Path) -> None:
        """Put `commit` into `root`, a repository of its own without any ref, so that nothing later is to be seen."""
        if not (root / ".git").is_dir():
            root.mkdir(parents=True, exist_ok=True)
            _run(["git", "init", "-q", "-b", "main", str(root)])
            objects = (self.directory / "objects").resolve()
            (root / ".git" / "objects" / "info" / "alternates").write_text(f"{objects}\n")
            for key, value in CHECKOUT_SETTINGS.items():
                _run(["git", "-C", str(root), "config", key, value])
        _run(["git", "-C", str(root), "checkout", "-q", "-f", "--detach", commit])


def clone_of(clones: Path, name: str) -> Clone:
    """The clone of OWNER/NAME in `clones`/OWNER+NAME/repo, bare or not; FileNotFoundError where there is none."""
    folder = clones / name.replace("/", "+") / "repo"
    directory = folder / ".git" if (folder / ".git").is_dir() else folder
    if not (directory / "objects").is_dir():
        raise FileNotFoundError(f"no clone of {name} at {folder}")
    return Clone(name, directory)


def _run(command: list[str], stdin: str = "") -> str:
    said = subprocess.run(command, input=stdin.encode(), capture_output=True, env=ENVIRONMENT, check=True).stdout
    return said.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
