"""A reader who types what a page says, and compares what comes back with what the page shows."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cortex_cli.__main__ import dispatch
from tests.acceptance.documents import Block, Step, steps
from tests.kit.repositories import git

SHELL = re.compile(r"[|<>;&$*?()`]")
IDS = (
    (re.compile(r"cortex/[a-z0-9-]*[0-9]{6}-[0-9a-f]{4}"), "branch"),
    (re.compile(r"run-[0-9]{8}-[0-9]{6}-[0-9a-f]{4}"), "run"),
    (re.compile(r"plan-[0-9a-f]{10}"), "plan"),
)
NOISE = (
    *((pattern, name) for pattern, name in IDS),
    (re.compile(r"analysis-[0-9a-f]{10}"), "analysis"),
    (re.compile(r"\b[0-9a-f]{40}\b|\b[0-9a-f]{12}\b|sha256:[0-9a-f]+"), "hash"),
    (re.compile(r"\b(\d+ min )?\d+(\.\d+)? m?s\b|\d+\.\d+s\b"), "time"),
    (re.compile(r"[\w./-]*/(?=[\w.-])"), ""),
    (re.compile(r"\d+\.\d+\.\d+(\.dev\d+)?"), "version"),
    (re.compile(r"\s+"), " "),
)


@dataclass
class Reader:
    """Somebody who types what a page says.

    `root` is where they stand, `known` what commands said that were run before, `status` the last exit status.
    """

    root: Path
    known: dict[str, str] = field(default_factory=dict)
    status: int = 0

    def read(self, block: Block) -> None:
        """Do what a block tells the reader to do."""
        if "file" in block.options:
            file = self.root / block.options["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text)
        elif block.language == "console":
            for number, step in enumerate(todo := steps(block)):
                follows = todo[number + 1].command if number + 1 < len(todo) else ""
                self.do(step, may_fail=follows == "echo $?")

    def do(self, step: Step, *, may_fail: bool = False) -> None:
        command = self.present(step.command)
        if command == "echo $?":
            said = str(self.status)
        elif command in self.known:
            said = self.known[command]
        else:
            self.status, said = self.run(command)
            assert may_fail or self.status == 0, f"{step.where}: {command}: exit status {self.status}\n{said}"
        missing = [line for line in step.shown if not is_in(line, said)]
        assert not missing, f"{step.where}: {command}: these lines are not in its output:\n{missing}\n\n{said}"

    def run(self, command: str) -> tuple[int, str]:
        """The exit status of a command, and everything it says."""
        if command.startswith("cd "):
            self.root = (self.root / command.removeprefix("cd ")).resolve()
            assert self.root.is_dir(), command
            return 0, ""
        if command.startswith("cortex ") and not SHELL.search(command):
            return self.cortex(shlex.split(command)[1:])
        # Python's own view of the environment: readline, which pytest loads, puts COLUMNS behind its back.
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.root, env=dict(os.environ), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def work_through(self, block: Block) -> None:
        """Run the lines of a CI job that are about Cortex; each has to succeed."""
        for line in re.findall(r"^ *- (?:run: )?(.*\bcortex .*)$|^ *run: (.*\bcortex .*)$", block.text, re.MULTILINE):
            self.do(Step("".join(line), block.where))

    def cortex(self, arguments: Sequence[str]) -> tuple[int, str]:
        """The command in this process, which is quicker."""
        said = io.StringIO()
        here = Path.cwd()
        os.chdir(self.root)
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return dispatch(list(arguments)), said.getvalue()
        finally:
            os.chdir(here)

    def present(self, command: str) -> str:
        """`command` with the ids of today in place of those on the page."""
        for pattern, kind in IDS:
            if pattern.search(command):
                command = pattern.sub(self.newest(kind), command)
        return command

    def newest(self, kind: str) -> str:
        if kind == "branch":
            named = git(self.root, "branch", "--sort=-committerdate", "--format=%(refname:short)", "--list", "cortex/*")
            return named.splitlines()[0]
        if kind == "run":
            return max(path.name for path in (self.root / ".git/cortex/runs").iterdir())
        plans = (self.root / ".git/cortex/reports/plans").glob("*.yaml")
        return max(plans, key=lambda path: path.stat().st_mtime_ns).stem.removeprefix("PLAN_")


def is_in(line: str, said: str) -> bool:
    """Whether a shown line stands in the output; `…` in it stands for anything."""
    parts = [re.escape(part.strip()) for part in scrubbed(line).strip().split("…")]
    pattern = re.compile(".*".join(parts))
    return any(pattern.search(scrubbed(real)) for real in said.splitlines())


def scrubbed(text: str) -> str:
    for pattern, name in NOISE:
        text = pattern.sub(name, text)
    return text
