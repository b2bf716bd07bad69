"""The data that `cortex demo` copies: a small project, a recording of its change, and a team."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cortex_cli
from cortex_cli.config.team import load_team
from cortex_cli.model.team import GateStage, ReplayWorker

DATA = Path(cortex_cli.__file__).parent / "demo_project"
PROJECT = DATA / "project"
RECORDING = DATA / "recording"
NEW = {
    "taskapi/auth/__init__.py",
    "taskapi/auth/guard.py",
    "taskapi/auth/passwords.py",
    "taskapi/auth/sessions.py",
    "taskapi/auth/tokens.py",
    "taskapi/routes/auth.py",
    "tests/test_auth_guard.py",
    "tests/test_auth_passwords.py",
    "tests/test_auth_sessions.py",
    "tests/test_auth_tokens.py",
    "tests/test_routes_auth.py",
}


def files(tree: Path) -> Iterator[str]:
    for path in tree.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(tree).as_posix()


def imported_packages(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 11))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_the_recording_has_the_new_files_and_changes_every_other_one_it_has() -> None:
    recorded = set(files(RECORDING))
    assert recorded - set(files(PROJECT)) == NEW
    for name in recorded - NEW:
        assert (RECORDING / name).read_bytes() != (PROJECT / name).read_bytes(), name


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/api.md"])
def test_the_recorded_documents_tell_of_tokens(name: str) -> None:
    assert "token" in (RECORDING / name).read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("tree", [PROJECT, RECORDING], ids=lambda tree: tree.name)
def test_the_demo_needs_nothing_but_the_standard_library(tree: Path) -> None:
    imported = {
        name for path in tree.rglob("*.py") if "__pycache__" not in path.parts for name in imported_packages(path)
    }
    third_party = {"pytest", "jwt", "jose", "bcrypt", "passlib", "cryptography", "cortex_cli"}
    assert "taskapi" in imported
    assert not imported & third_party


def test_the_team_writes_from_the_recording_and_is_judged_by_the_projects_tests() -> None:
    environment = {"CORTEX_DEMO_RECORDING": "/somewhere/recording", "CORTEX_PYTHON": "/opt/python"}
    team = load_team(DATA / "team.yaml", environment)
    assert {worker.id for worker in team.enabled} == {"recorded-a", "recorded-b"}
    for worker in team.enabled:
        assert isinstance(worker, ReplayWorker)
        assert worker.recording == "/somewhere/recording"
    assert {gate.id: gate.on for gate in team.gates} == {
        "syntax": (GateStage.OBJECTIVE, GateStage.WAVE),
        "tests": (GateStage.WAVE,),
    }
    assert {gate.command[0] for gate in team.gates} == {"/opt/python"}


def test_a_kept_demo_finds_its_recording_and_a_python_by_itself() -> None:
    team = load_team(DATA / "team.yaml", {})
    assert [worker.recording for worker in team.enabled if isinstance(worker, ReplayWorker)] == [
        "../recording",
        "../recording",
    ]
    assert {gate.command[0] for gate in team.gates} == {"python3"}


def test_nothing_recorded_is_forbidden_to_the_team() -> None:
    team = load_team(DATA / "team.yaml", {})
    assert set(team.global_forbid) == {".github/**", "LICENSE"}
    assert not [name for name in files(RECORDING) if name == "LICENSE" or name.startswith(".github/")]
