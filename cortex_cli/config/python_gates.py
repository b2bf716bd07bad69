"""The tests, linters and type checkers of a Python project, where they are configured or evident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from cortex_cli.config.detected import DetectedGate, Role
from cortex_cli.config.project import Project

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "tox.ini")
TEST_DIRECTORIES = ("tests", "test")
PYTEST_FILES = ("pytest.ini", ".pytest.ini", "conftest.py", "tests/conftest.py", "test/conftest.py")
MYPY_FILES = ("mypy.ini", ".mypy.ini", "setup.cfg")
TESTS_READ = 20
PYTEST_NEEDED = re.compile(r"""(?m)(?:["']|^[ \t]*)pytest\b""")


def python_gates(project: Project) -> Iterator[DetectedGate]:
    """The gates of a Python project; none for any other."""
    if not project.has(*MARKERS) and not any(project.root.glob("*.py")):
        return
    tools = _tools(project)
    yield from _tests(project, tools)
    yield from _linters(project)
    yield from _type_checkers(project, tools)


def ruff_configured(project: Project) -> bool:
    return "ruff" in _tools(project) or project.has("ruff.toml", ".ruff.toml") is not None


def _tools(project: Project) -> dict[str, Any]:
    tools = project.toml("pyproject.toml").get("tool")
    return tools if isinstance(tools, dict) else {}


def _tests(project: Project, tools: dict[str, Any]) -> Iterator[DetectedGate]:
    reason = _pytest_reason(project, tools)
    if reason:
        yield DetectedGate("tests", Role.TEST, _pytest(project), reason, _missing(project, "pytest"))
        return
    directory = next((name for name in TEST_DIRECTORIES if (project.root / name).is_dir()), ".")
    if any("unittest" in text for text in _test_texts(project)):
        start = () if directory == "." else ("-s", directory)
        command = (_python(project), "-m", "unittest", "discover", *start)
        yield DetectedGate("tests", Role.TEST, command, f"tests in {directory} use unittest")


def _pytest_reason(project: Project, tools: dict[str, Any]) -> str | None:
    """What shows that the project's tests run with pytest."""
    if "pytest" in tools:
        return "pyproject.toml configures pytest"
    settings = project.has(*PYTEST_FILES)
    if settings:
        return f"there is {settings}"
    if project.section("setup.cfg", "tool:pytest") or project.section("tox.ini", "pytest"):
        return "setup.cfg or tox.ini configures pytest"
    if any(PYTEST_NEEDED.search(project.text(name)) for name in _dependency_files(project)):
        return "pytest is among the dependencies"
    if any("pytest" in text for text in _test_texts(project)):
        return "the tests import pytest"
    return None


def _dependency_files(project: Project) -> list[str]:
    requirements = sorted(path.name for path in project.root.glob("*requirements*.txt"))
    return ["pyproject.toml", "tox.ini", *requirements]


def _test_texts(project: Project) -> Iterator[str]:
    """The first test files of the project."""
    directories = (project.root / name for name in TEST_DIRECTORIES)
    below = (sorted(directory.rglob("*test*.py")) for directory in directories)
    paths = chain(sorted(project.root.glob("test_*.py")), *below)
    for path in islice(paths, TESTS_READ):
        yield project.text(str(path.relative_to(project.root)))


def _pytest(project: Project) -> tuple[str, ...]:
    """Through `python -m` where both are of one environment, so that the top directory can be imported."""
    program, python = project.program("pytest"), project.program(_python(project))
    if program and python and program.parent != python.parent:
        return ("pytest", "-q")
    return (_python(project), "-m", "pytest", "-q")


def _python(project: Project) -> str:
    return "python3" if not project.program("python") and project.program("python3") else "python"


def _linters(project: Project) -> Iterator[DetectedGate]:
    if ruff_configured(project):
        yield _gate(project, Role.LINT, "ruff", "check", ".")
    sections = any(project.section(name, "flake8") for name in ("setup.cfg", "tox.ini"))
    if sections or project.has(".flake8"):
        yield _gate(project, Role.LINT, "flake8")


def _type_checkers(project: Project, tools: dict[str, Any]) -> Iterator[DetectedGate]:
    ini = next((name for name in MYPY_FILES if project.section(name, "mypy")), None)
    if "mypy" in tools or ini:
        yield _gate(project, Role.TYPES, *_mypy(project, tools, ini))
    if "pyright" in tools or project.has("pyrightconfig.json"):
        yield _gate(project, Role.TYPES, "pyright")


def _gate(project: Project, role: Role, *command: str) -> DetectedGate:
    program = command[0]
    return DetectedGate(program, role, command, f"{program} is configured", _missing(project, program))


def _mypy(project: Project, tools: dict[str, Any], ini: str | None) -> tuple[str, ...]:
    """mypy needs to be told what to check unless its settings say so."""
    settings = tools.get("mypy")
    named = isinstance(settings, dict) and not settings.keys().isdisjoint({"files", "packages", "modules"})
    in_ini = ini is not None and re.search(r"(?m)^(?:files|packages|modules)\s*=", project.text(ini))
    return ("mypy",) if named or in_ini else ("mypy", ".")


def _missing(project: Project, program: str) -> str | None:
    if project.program(program):
        return None
    return f"{program} was not found in .venv, venv or on PATH"
