"""A project's files and programs as detection sees them: it reads a little and runs nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 1_000_000
ENVIRONMENTS = (".venv", "venv")


@dataclass(frozen=True)
class Project:
    """The work tree at `root`, seen by a user with `environment`."""

    root: Path
    environment: Mapping[str, str]

    def has(self, *names: str) -> str | None:
        """The first of `names` that is a file of the project."""
        return next((name for name in names if (self.root / name).is_file()), None)

    def text(self, name: str) -> str:
        """The content of a file, at most its first MB; nothing where it cannot be read."""
        path = self.root / name
        if not path.is_file():
            return ""
        try:
            with path.open(encoding="utf-8", errors="replace") as stream:
                return stream.read(LARGEST)
        except OSError:
            return ""

    def toml(self, name: str) -> dict[str, Any]:
        """A TOML file as data; empty where it is not one."""
        try:
            return tomllib.loads(self.text(name))
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}

    def json(self, name: str) -> dict[str, Any]:
        """A JSON object as data; empty where it is not one."""
        try:
            data = json.loads(self.text(name) or "{}")
        except (ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}

    def section(self, name: str, section: str) -> bool:
        """Whether an ini file has that section."""
        return re.search(rf"(?m)^\[{re.escape(section)}\]", self.text(name)) is not None

    @property
    def environments(self) -> tuple[str, ...]:
        """The Python environments that stand in the project."""
        return tuple(name for name in ENVIRONMENTS if (self.root / name / "pyvenv.cfg").is_file())

    def program(self, name: str) -> Path | None:
        """A program of the project's Python environments, else of PATH."""
        for environment in self.environments:
            path = self.root / environment / "bin" / name
            if path.exists():
                return path
        return self.on_path(name)

    def on_path(self, name: str) -> Path | None:
        """A program on PATH, less relative entries: those could name files of the repository."""
        entries = self.environment.get("PATH", os.defpath).split(os.pathsep)
        absolute = os.pathsep.join(entry for entry in entries if entry.startswith("/"))
        found = shutil.which(name, path=absolute) if absolute else None
        return Path(found) if found else None
