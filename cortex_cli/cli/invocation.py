"""The options before a command's name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Invocation(NamedTuple):
    """Where to work, with which team file, and whether to be quiet."""

    directory: Path
    team_file: Path | None
    quiet: bool
