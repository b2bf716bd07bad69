"""A user's repository and the command line, for tests that drive Cortex as its users do.

The shape follows tox's test kit: `sandbox.cortex("execute", "plan.yaml")` gives an outcome to assert on.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cortex_cli.__main__ import dispatch
from tests.kit.repositories import git, make_repository

IGNORED_PARTS = {"cortex"}


@dataclass(frozen=True)
class Outcome:
    """How a command ended, with everything it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Sandbox:
    """A repository at `root`; `environment` is what its commands see."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def cortex(self, *arguments: str) -> Outcome:
        """Run a command in this process, as if typed at the top of the repository."""
        out, err = io.StringIO(), io.StringIO()
        here = Path.cwd()
        os.chdir(self.root)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = dispatch(list(arguments))
        finally:
            os.chdir(here)
        return Outcome(code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command as a process of its own, for tests that signal or kill it."""
        return subprocess.Popen(
            [sys.executable, "-m", "cortex_cli", *arguments],
            cwd=self.root,
            env=dict(os.environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def spawn(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Outcome:
        """Run a command as a process of its own to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "cortex_cli", *arguments],
            cwd=self.root,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            text=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def git(self, *arguments: str) -> str:
        return git(self.root, *arguments)

    def write(self, name: str, content: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path

    def show(self, revision: str, path: str) -> str:
        return self.git("show", f"{revision}:{path}")

    def branches(self) -> list[str]:
        return self.git("branch", "--format=%(refname:short)", "--list", "cortex/*").splitlines()

    def private_refs(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname)", "refs/cortex").splitlines()

    def leftovers(self) -> list[Path]:
        """Whatever runs have left in the directory of workspaces."""
        state = Path(os.environ["XDG_STATE_HOME"])
        return [path for path in state.rglob("*") if path.is_file() or path.is_symlink()]

    def changed_files(self, branch: str) -> list[str]:
        return self.git("diff", "--name-only", f"{branch}^", branch).splitlines()

    def manifest(self, *, reports: str | None = "docs") -> dict[str, tuple[int, bytes]]:
        """Everything of the user's: work tree, index, refs, stash, hooks and config, reports apart."""
        found: dict[str, tuple[int, bytes]] = {}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            own = name.startswith((".git/cortex", ".git/objects", ".git/refs/cortex", ".git/refs/heads/cortex"))
            own = own or name.startswith((".git/logs/refs/heads/cortex", ".git/logs/refs/cortex"))
            own = own or (reports is not None and (name == reports or name.startswith(f"{reports}/")))
            if own or path.is_dir():
                continue
            content = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            found[name] = (path.lstat().st_mode, content)
        return found


def sandbox_at(root: Path, files: Mapping[str, str | bytes]) -> Sandbox:
    return Sandbox(make_repository(root, files))


def team(*workers: Mapping[str, Any], **settings: Any) -> str:
    """A team file; JSON is accepted where YAML is."""
    return json.dumps({"workers": list(workers), **settings})


def shell(identifier: str, script: str, **settings: Any) -> dict[str, Any]:
    """A worker that runs a shell script with the existing files of its scope as arguments."""
    return {"id": identifier, "kind": "shell", "command": ["sh", "-c", script, "sh", "{files}"], **settings}


def script(identifier: str, text: str, **settings: Any) -> dict[str, Any]:
    """A worker that runs a shell script without arguments."""
    return {"id": identifier, "kind": "shell", "command": ["sh", "-c", text], **settings}


def plan(*objectives: Mapping[str, Any], request: str = "touch everything", **rest: Any) -> str:
    """A plan file written by hand."""
    document = {"schema": "cortex/plan/v1", "request": request, "objectives": list(objectives), **rest}
    return json.dumps(document)


def objective(identifier: str, *touch: str, wave: int = 1, **rest: Any) -> dict[str, Any]:
    scope = {"touch": list(touch), **rest.pop("scope", {})}
    return {"id": identifier, "title": f"work on {identifier}", "wave": wave, "scope": scope, **rest}


def gate(identifier: str, *command: str, on: Sequence[str] = ("wave",)) -> dict[str, Any]:
    return {"id": identifier, "command": list(command), "on": list(on)}
