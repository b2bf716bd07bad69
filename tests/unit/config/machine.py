"""A project directory and the programs of a machine, made of a few files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from cortex_cli.config.project import Project


def machine(tmp_path: Path, files: Mapping[str, str], programs: Iterable[str] = (), **variables: str) -> Project:
    """A project with `files`, seen by a user with `programs` on PATH and `variables`."""
    root, directory = tmp_path / "project", tmp_path / "bin"
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    root.mkdir(exist_ok=True)
    directory.mkdir()
    for name in programs:
        executable(directory / name)
    return Project(root, {"PATH": str(directory), **variables})


def python_environment(root: Path, *programs: str) -> None:
    """A `.venv` with those programs."""
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    for name in ("python", *programs):
        executable(root / ".venv" / "bin" / name)


def executable(path: Path) -> None:
    path.write_text("#!/bin/sh\nexit 99\n")
    path.chmod(0o755)
