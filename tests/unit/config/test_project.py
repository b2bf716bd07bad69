"""Reading a project without running or trusting any of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cortex_cli.config.project import LARGEST, Project
from tests.unit.config.machine import executable, machine, python_environment


def test_only_files_count(tmp_path: Path) -> None:
    project = machine(tmp_path, {"a/b": "", "c": ""})
    assert project.has("x", "a", "c") == "c"
    assert project.has("x", "a") is None


@pytest.mark.parametrize("content", ["{", "[]", "null", '"x"', "[" * 100_000, "\x00"])
def test_json_that_is_no_object_is_nothing(tmp_path: Path, content: str) -> None:
    assert machine(tmp_path, {"package.json": content}).json("package.json") == {}


@pytest.mark.parametrize("content", ["[tool", "a = " + "[" * 100_000, "\x00"])
def test_toml_that_is_broken_is_nothing(tmp_path: Path, content: str) -> None:
    assert machine(tmp_path, {"pyproject.toml": content}).toml("pyproject.toml") == {}


def test_a_file_that_is_not_unicode_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    project = machine(tmp_path, {})
    (project.root / "tox.ini").write_bytes(b"\xff\n[pytest]\n")
    assert project.section("tox.ini", "pytest")


def test_pipes_and_missing_files_are_empty(tmp_path: Path) -> None:
    project = machine(tmp_path, {})
    os.mkfifo(project.root / "Makefile")
    assert project.text("Makefile") == project.text("nothing") == ""


def test_a_huge_file_is_read_in_part(tmp_path: Path) -> None:
    assert len(machine(tmp_path, {"setup.cfg": "x" * (LARGEST + 10)}).text("setup.cfg")) == LARGEST


def test_a_program_of_the_projects_environment_comes_first(tmp_path: Path) -> None:
    project = machine(tmp_path, {}, ["ruff", "mypy"])
    python_environment(project.root, "ruff")
    assert project.program("ruff") == project.root / ".venv" / "bin" / "ruff"
    assert project.program("mypy") == tmp_path / "bin" / "mypy"
    assert project.program("flake8") is None


def test_a_directory_called_venv_is_an_environment_only_if_python_made_it(tmp_path: Path) -> None:
    project = machine(tmp_path, {"venv/__init__.py": ""})
    python_environment(project.root)
    assert project.environments == (".venv",)


@pytest.mark.parametrize("path", ["", ".", "bin", ":", "./bin:"])
def test_programs_planted_in_the_repository_are_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "claude")
    executable(tmp_path / "bin" / "claude")
    monkeypatch.chdir(tmp_path)
    assert Project(tmp_path, {"PATH": path}).on_path("claude") is None


def test_a_file_without_the_right_to_run_is_no_program(tmp_path: Path) -> None:
    project = machine(tmp_path, {}, ["claude"])
    (tmp_path / "bin" / "claude").chmod(0o644)
    assert project.on_path("claude") is None
