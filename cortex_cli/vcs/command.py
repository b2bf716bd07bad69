"""The one place that runs git: explicit directories, an environment from nothing, nothing planted runs.

A repository's own hooks, fsmonitor, filters, drivers and signers never run, because plumbing that reads or
writes objects works through an observer directory with a configuration of ours (see `observer`), and the few
commands that need the repository's refs have hooks and monitors switched off.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cortex_cli.model.errors import ExecutionError, NoSpaceError
from cortex_cli.model.text import clean
from cortex_cli.process.capture import Captured, capture
from cortex_cli.process.environment import absolute_path

FIXED = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CEILING_DIRECTORIES": "/",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_FLUSH": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "HOME": os.devnull,
    "LC_ALL": "C.UTF-8",
}
FULL_BYTES = 64 * 1024
HARDENED = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.fsync=loose-object,reference",
    "core.quotePath=false",
    "gc.auto=0",
    "log.showSignature=false",
    "maintenance.auto=false",
    "protocol.allow=never",
)


@dataclass(frozen=True)
class Git:
    """A git command line bound to one git directory.

    `objects` replaces the directory's object store; `index` and `work_tree` are given only where a command
    needs them; `extra` are further environment variables such as commit dates.
    """

    git_dir: Path
    objects: Path | None = None
    index: Path | None = None
    work_tree: Path | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    def using(self, **changes: object) -> Git:
        """The same command line with other bindings."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def environment(self) -> dict[str, str]:
        bound = {
            "GIT_DIR": self.git_dir,
            "GIT_OBJECT_DIRECTORY": self.objects,
            "GIT_INDEX_FILE": self.index,
            "GIT_WORK_TREE": self.work_tree,
        }
        paths = {name: str(path) for name, path in bound.items() if path is not None}
        return {"PATH": absolute_path(os.environ), **FIXED, **paths, **self.extra}

    def attempt(self, *arguments: str, stdin: bytes = b"") -> Captured:
        """Run and return whatever came back."""
        options: list[str | bytes] = [word for setting in HARDENED for word in ("-c", setting)]
        argv = ["git", *options, *(encode_path(argument) for argument in arguments)]
        return capture(argv, env=self.environment(), cwd=self.work_tree or Path("/"), stdin=stdin)

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """Run and return standard output; ExecutionError with git's own words when it fails."""
        done = self.attempt(*arguments, stdin=stdin)
        if done.code != 0:
            said = clean(done.stderr.decode(errors="replace")).strip()
            what = f"git {arguments[0]} failed: {said or f'exit {done.code}'}"
            if "No space left" in said or is_full(self.work_tree or self.git_dir):
                raise NoSpaceError(f"no space left on the disk: {what}", mend="free some, then: cortex resume")
            raise ExecutionError(what, mend=mend_of(said))
        return done.stdout

    def line(self, *arguments: str, stdin: bytes = b"") -> str:
        """Standard output as one line of text."""
        return decode_path(self.run(*arguments, stdin=stdin)).strip()


def is_full(place: Path) -> bool:
    """Whether the file system is out of space: git's complaint about a checkout does not say so."""
    return place.exists() and shutil.disk_usage(place).free < FULL_BYTES


def mend_of(said: str) -> str | None:
    """What helps with git's most common complaints."""
    if ".lock" in said:
        return "another git command is running, or one died: remove the lock file it names, then try again"
    return None


def decode_path(raw: bytes) -> str:
    """Bytes of git output as text; undecodable bytes become lone surrogates, as in `os.fsdecode`."""
    return raw.decode("utf-8", "surrogateescape")


def encode_path(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
