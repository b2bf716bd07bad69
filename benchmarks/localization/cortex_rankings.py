"""Cortex's ranking of a checkout's files: by its command, or in the process of the benchmark."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.model.errors import CortexError
from cortex_cli.pipeline.analyze import analyze
from cortex_cli.pipeline.context import Settings, open_project

CORTEX = str(Path(sys.executable).with_name("cortex"))


@dataclass(frozen=True, slots=True)
class Listed:
    """Paths, best first; `failure` is what Cortex said where it gave none."""

    paths: tuple[str, ...]
    failure: str | None = None


RankRequest = Callable[[Path, str], Listed]


def by_command(root: Path, request: str) -> Listed:
    """The candidates of `cortex analyze --json REQUEST`, run in `root`."""
    done = subprocess.run(
        [CORTEX, "analyze", "--json", "--", request], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        return Listed((), f"exit {done.returncode}: {done.stderr.strip()[-300:]}")
    return Listed(tuple(candidate["path"] for candidate in json.loads(done.stdout)["candidates"]))


def in_process(root: Path, request: str) -> Listed:
    """The candidates of the use case that the command calls."""
    try:
        analysis = analyze(open_project(Settings(root)), request).analysis
    except CortexError as error:
        return Listed((), str(error))
    return Listed(tuple(candidate.path for candidate in analysis.candidates))
