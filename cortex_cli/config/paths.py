"""Where Cortex keeps what is not part of the repository's content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from cortex_cli.model.errors import ConfigurationError


def state_directory(environment: Mapping[str, str]) -> Path:
    """The user's own directory for workspaces: `$XDG_STATE_HOME/cortex`, or `~/.local/state/cortex`.

    A relative XDG_STATE_HOME does not count, as its specification says.
    """
    chosen = environment.get("XDG_STATE_HOME", "")
    if chosen.startswith("/"):
        return Path(chosen) / "cortex"
    home = environment.get("HOME", "")
    try:
        return (Path(home) if home.startswith("/") else Path.home()) / ".local" / "state" / "cortex"
    except RuntimeError as error:
        raise ConfigurationError("there is no home directory for workspaces", mend="set XDG_STATE_HOME") from error


def clone_directory(common_dir: Path) -> Path:
    """What all worktrees of one clone share: the journal, logs, reports; in the git common directory."""
    return common_dir / "cortex"


def index_file(common_dir: Path) -> Path:
    """What was read of the clone's texts and commits; it can be removed at any time and is made anew."""
    return clone_directory(common_dir) / "index.db"


def workspaces_directory(environment: Mapping[str, str], common_dir: Path) -> Path:
    """Where the workspaces of one clone are; another clone has another directory."""
    place = os.fsencode(common_dir.resolve())
    return state_directory(environment) / "workspaces" / hashlib.sha256(place).hexdigest()[:12]
