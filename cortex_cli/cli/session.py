"""What a command works with: where it was called, how it shows progress, and the project it opens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from cortex_cli.cli.console import Face
from cortex_cli.cli.invocation import Invocation
from cortex_cli.cli.jsonl import JsonlView
from cortex_cli.cli.options import Output
from cortex_cli.cli.plain import PlainView
from cortex_cli.model.clock import SystemClock
from cortex_cli.model.encoding import json_text
from cortex_cli.model.errors import UsageError
from cortex_cli.pipeline.context import Project, Settings, open_project
from cortex_cli.pipeline.progress import Progress
from cortex_cli.pipeline.stream import EventStream


@dataclass(frozen=True)
class Session:
    face: Face
    settings: Settings

    def project(self, *, history: bool = True) -> Project:
        """The project; without `history` finished runs have no say in an analysis."""
        return open_project(replace(self.settings, history=history))

    def document(self, body: object) -> None:
        """Print a JSON document on standard output."""
        self.face.data(json_text(body))


@contextmanager
def session(context: typer.Context, output: Output = Output.TEXT, *, silent: bool = False) -> Iterator[Session]:
    """A command's session; whatever shows progress has ended when the block does.

    `silent` is for commands that are done before progress could be shown.
    """
    invocation: Invocation = context.find_root().obj
    face = Face(quiet=invocation.quiet)
    clock = SystemClock()
    stream = EventStream(clock)
    settings = Settings(invocation.directory, invocation.team_file, clock=clock, emit=stream, follow=stream.follow)
    current = Session(face, settings)
    if output is Output.JSONL:
        stream.listeners.append(JsonlView(face))
    if silent or face.quiet or output is Output.JSONL:
        yield current
    elif face.live:
        from cortex_cli.cli.live import LiveView  # rich, which only a terminal needs

        progress = Progress(clock)
        stream.followers.append(progress.follow)
        with LiveView(face, progress) as view:
            stream.listeners.append(view)
            yield current
    else:
        stream.listeners.append(PlainView(face))
        yield current


def read_request(words: str, command: str) -> str:
    """The request as typed, or standard input for `-`; UsageError, in the words of `command`, for one that is empty."""
    request = sys.stdin.read() if words == "-" else words
    if request.strip():
        return request
    if words == "-":
        raise UsageError("there is no request on standard input", mend=f"cortex {command} - < FILE")
    raise UsageError("the request is empty", mend=f'cortex {command} "what you want done"')


def shown(path: Path, root: Path) -> Path:
    """The path as a user at the top of the repository would name it."""
    return path.relative_to(root) if path.is_relative_to(root) else path
