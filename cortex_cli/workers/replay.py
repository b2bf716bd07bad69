"""A worker that writes recorded file contents, each only where its objective's scope allows it.

It needs no network, key or model, and gives the same tree every time: for demonstrations and tests.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from cortex_cli.model.execution_request import ExecutionRequest, Outcome, Verdict
from cortex_cli.model.team import ReplayWorker
from cortex_cli.workers.base import OnLine


class Replay:
    def __init__(self, settings: ReplayWorker, team_directory: Path) -> None:
        self.settings = settings
        self.recording = team_directory / settings.recording

    def obstacle(self, environment: Mapping[str, str], root: Path) -> str | None:
        return None if self.recording.is_dir() else f"its recording {self.recording} is not a directory"

    async def work(self, request: ExecutionRequest, on_line: OnLine) -> Outcome:
        """Write the part of the recording that is in scope and differs; the answer lists it."""
        if not self.recording.is_dir():
            return Outcome(Verdict.UNAVAILABLE, "", f"the recording {self.recording} is gone")
        due = [path for path in recorded_paths(self.recording) if request.scope.matches(path)]
        written = []
        for number, path in enumerate(due, 1):
            if self.write(path, request.workspace):
                written.append(path)
                tell(
                    request.log,
                    f"PROGRESS: {100 * number // len(due)}% - wrote {path} from the recording",
                    on_line,
                )
            await asyncio.sleep(self.settings.pace / len(due))
        summary = "\n".join(f"- {path}" for path in written) or "- nothing recorded for this scope"
        return Outcome(Verdict.FINISHED, f"### Change Summary\nRecorded contents written:\n{summary}\n")

    def write(self, path: str, workspace: Path) -> bool:
        """Put one recorded file into the workspace; False when it stands there already, or lies behind a link."""
        source, target = self.recording / path, workspace / path
        content = source.read_bytes()
        if target.parent.resolve() != workspace.resolve() / Path(path).parent or target.is_symlink():
            return False
        if target.is_file() and target.read_bytes() == content:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(0o755 if os.access(source, os.X_OK) else 0o644)
        return True


def recorded_paths(recording: Path) -> Iterator[str]:
    """The files of a recording, relative and sorted."""
    for path in sorted(recording.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(recording).as_posix()


def tell(log: Path, line: str, on_line: OnLine) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8", errors="surrogateescape") as stream:
        stream.write(line + "\n")
    on_line(line)
