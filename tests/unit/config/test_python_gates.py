"""The gates of Python projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.config.detected import DetectedGate, Role
from cortex_cli.config.python_gates import python_gates, ruff_configured
from tests.unit.config.machine import machine, python_environment

ALL = ("python", "pytest", "ruff", "flake8", "mypy", "pyright")


def gates(tmp_path: Path, files: dict[str, str], programs: tuple[str, ...] = ALL) -> list[DetectedGate]:
    return list(python_gates(machine(tmp_path, files, programs)))


def only_gate(tmp_path: Path, files: dict[str, str], programs: tuple[str, ...] = ALL) -> DetectedGate:
    (gate,) = gates(tmp_path, files, programs)
    return gate


@pytest.mark.parametrize("files", [{}, {"README.md": ""}, {"pyproject.toml": ""}, {"setup.py": ""}, {"app.py": ""}])
def test_without_evidence_there_is_no_gate(tmp_path: Path, files: dict[str, str]) -> None:
    assert gates(tmp_path, files) == []


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": "[tool.pytest.ini_options]\n"},
        {"setup.py": "", "pytest.ini": ""},
        {"setup.cfg": "[tool:pytest]\n"},
        {"tox.ini": "[pytest]\n"},
        {"setup.py": "", "tests/conftest.py": ""},
        {"requirements.txt": "flask\npytest>=8\n"},
        {"requirements.txt": "pytest-cov\n"},
        {"setup.py": "", "dev-requirements.txt": "pytest\n"},
        {"pyproject.toml": '[project.optional-dependencies]\ntest = ["pytest>=8", "x"]\n'},
        {"pyproject.toml": "[dependency-groups]\ndev = ['pytest[extra]~=8']\n"},
        {"pyproject.toml": '[tool.poetry.group.dev.dependencies]\npytest = "^8"\n'},
        {"pyproject.toml": "", "tests/unit/test_a.py": "import pytest\n"},
        {"test_a.py": "import pytest\n"},
    ],
)
def test_pytest_is_the_gate_where_it_is_configured_needed_or_imported(tmp_path: Path, files: dict[str, str]) -> None:
    gate = only_gate(tmp_path, files)
    assert gate.command == ("python", "-m", "pytest", "-q")
    assert gate.role is Role.TEST
    assert gate.obstacle is None


@pytest.mark.parametrize("line", ["# pytest", "mypytest", "not-pytest>=1", "pytester"])
def test_other_words_in_requirements_are_not_pytest(tmp_path: Path, line: str) -> None:
    assert gates(tmp_path, {"requirements.txt": f"{line}\n"}) == []


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("tests/test_a.py", ("python", "-m", "unittest", "discover", "-s", "tests")),
        ("test/test_a.py", ("python", "-m", "unittest", "discover", "-s", "test")),
        ("test_a.py", ("python", "-m", "unittest", "discover")),
    ],
)
def test_tests_with_unittest_run_with_unittest(tmp_path: Path, path: str, command: tuple[str, ...]) -> None:
    gate = only_gate(tmp_path, {"setup.py": "", path: "import unittest\n"})
    assert gate.command == command


def test_a_tool_that_is_not_installed_is_an_obstacle(tmp_path: Path) -> None:
    gate = only_gate(tmp_path, {"tox.ini": "[pytest]\n"}, ("python",))
    assert gate.obstacle == "pytest was not found in .venv, venv or on PATH"


def test_a_tool_of_another_python_is_called_by_its_own_name(tmp_path: Path) -> None:
    project = machine(tmp_path, {"tox.ini": "[pytest]\n"}, ("pytest",))
    python_environment(project.root)
    (gate,) = python_gates(project)
    assert gate.command == ("pytest", "-q")


def test_python3_serves_where_there_is_no_python(tmp_path: Path) -> None:
    gate = only_gate(tmp_path, {"tox.ini": "[pytest]\n"}, ("python3", "pytest"))
    assert gate.command[0] == "python3"


@pytest.mark.parametrize(
    ("files", "command", "role"),
    [
        ({"pyproject.toml": "[tool.ruff]\nline-length = 99\n"}, ("ruff", "check", "."), Role.LINT),
        ({"setup.py": "", "ruff.toml": ""}, ("ruff", "check", "."), Role.LINT),
        ({"setup.py": "", ".flake8": "[flake8]\n"}, ("flake8",), Role.LINT),
        ({"setup.cfg": "[flake8]\n"}, ("flake8",), Role.LINT),
        ({"tox.ini": "[flake8]\n"}, ("flake8",), Role.LINT),
        ({"pyproject.toml": "[tool.mypy]\nstrict = true\n"}, ("mypy", "."), Role.TYPES),
        ({"pyproject.toml": '[tool.mypy]\npackages = ["a"]\n'}, ("mypy",), Role.TYPES),
        ({"setup.py": "", "mypy.ini": "[mypy]\nfiles = src\n"}, ("mypy",), Role.TYPES),
        ({"setup.cfg": "[mypy]\nstrict = True\n"}, ("mypy", "."), Role.TYPES),
        ({"pyproject.toml": "[tool.pyright]\n"}, ("pyright",), Role.TYPES),
        ({"setup.py": "", "pyrightconfig.json": "{}"}, ("pyright",), Role.TYPES),
    ],
)
def test_linters_and_type_checkers_are_gates_where_configured(
    tmp_path: Path, files: dict[str, str], command: tuple[str, ...], role: Role
) -> None:
    gate = only_gate(tmp_path, files)
    assert (gate.command, gate.role) == (command, role)


@pytest.mark.parametrize("content", ["tool = 1\n", "[tool]\nmypy = 1\n", "[tool", "[[tool]]\n"])
def test_odd_settings_do_no_harm(tmp_path: Path, content: str) -> None:
    assert all(gate.id == "mypy" for gate in gates(tmp_path, {"pyproject.toml": content}))


def test_ruff_is_known_by_any_of_its_settings(tmp_path: Path) -> None:
    assert ruff_configured(machine(tmp_path, {"pyproject.toml": "[tool.ruff.lint]\n"}))
