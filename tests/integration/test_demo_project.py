"""The demo's project and its recorded change: green before, after, and at each step between."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cortex_cli
from cortex_cli.config.team import load_team
from cortex_cli.model.team import GateStage

DATA = Path(cortex_cli.__file__).parent / "demo_project"
RECORDING = DATA / "recording"

ERRORS = ("taskapi/errors.py",)
CONFIG = ("taskapi/config.py", "tests/test_config.py")
AUTH = ("taskapi/auth/*", "tests/test_auth_*")
USERS = ("taskapi/users.py", "tests/test_users.py")
AUTH_ROUTES = ("taskapi/routes/auth.py", "tests/test_routes_auth.py")
USER_ROUTES = ("taskapi/routes/users.py", "tests/test_routes_users.py")
TASK_ROUTES = ("taskapi/routes/tasks.py", "tests/test_routes_tasks.py")
REGISTRY = ("taskapi/routes/__init__.py", "tests/test_routes.py")
APP = ("taskapi/app.py", "tests/test_app.py")
DOCS = ("*.md", "docs/*")
ROUTES = (*AUTH_ROUTES, *USER_ROUTES, *TASK_ROUTES)

PLANS = {
    "three waves": [(*AUTH, *ERRORS, *CONFIG, *DOCS), USERS, (*ROUTES, *REGISTRY, *APP)],
    "the entry point before the routes": [(*ERRORS, *APP), (*CONFIG, *AUTH), USERS, ROUTES, REGISTRY],
    "the registry last": [AUTH, (*CONFIG, *ERRORS, *USERS), (*APP, *ROUTES), REGISTRY],
}


@dataclass(frozen=True)
class Gate:
    """What the tests of a tree said."""

    green: bool
    ran: int
    output: str


def copy_of_project(place: Path) -> Path:
    root = place / "taskapi"
    shutil.copytree(DATA / "project", root, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def overlay(root: Path, patterns: Iterable[str] = ("**/*",)) -> int:
    """Put the recorded files that match into the tree; how many there were."""
    found = {path for pattern in patterns for path in RECORDING.glob(pattern)}
    recorded = [path for path in found if path.is_file() and "__pycache__" not in path.parts]
    for path in recorded:
        target = root / path.relative_to(RECORDING)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return len(recorded)


def run_gates(root: Path) -> Gate:
    """The wave gates of the demo's team, one after another, up to the first red one."""
    team = load_team(DATA / "team.yaml", {"CORTEX_PYTHON": sys.executable})
    output = ""
    for gate in team.gates:
        assert GateStage.WAVE in gate.on
        done = subprocess.run(gate.command, cwd=root, capture_output=True, text=True, check=False)
        output += done.stdout + done.stderr
        if done.returncode != 0:
            return Gate(False, 0, output)
    ran = re.search(r"^Ran (\d+) tests", output, re.MULTILINE)
    return Gate(True, int(ran[1]) if ran else 0, output)


def test_the_project_is_green_before_and_after_and_the_new_tests_run(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    before = run_gates(root)
    assert before.green, before.output
    overlay(root)
    after = run_gates(root)
    assert after.green, after.output
    assert before.ran >= 40
    assert after.ran >= before.ran + 40


@pytest.mark.parametrize("waves", PLANS.values(), ids=list(PLANS))
def test_each_wave_in_an_order_of_dependencies_leaves_the_project_green(
    tmp_path: Path, waves: list[tuple[str, ...]]
) -> None:
    """The last wave of each leaves the whole change but for documentation, and that is judged above."""
    root = copy_of_project(tmp_path)
    ran = 0
    for wave in waves[:-1]:
        assert overlay(root, wave) > 0, wave
        gate = run_gates(root)
        assert gate.green, f"after {wave}:\n{gate.output}"
        assert gate.ran >= ran
        ran = gate.ran


@pytest.mark.parametrize("waves", PLANS.values(), ids=list(PLANS))
def test_the_waves_of_a_plan_give_what_the_recording_gives(tmp_path: Path, waves: list[tuple[str, ...]]) -> None:
    in_waves, at_once = (copy_of_project(tmp_path / name) for name in ("waves", "once"))
    assert all(overlay(in_waves, wave) for wave in (*waves, DOCS))
    overlay(at_once)
    for path in at_once.rglob("*"):
        if path.is_file():
            assert (in_waves / path.relative_to(at_once)).read_bytes() == path.read_bytes()


INCOMPLETE = {
    "the registry without the authentication": REGISTRY,
    "the registry without the routes it names": (*AUTH, *CONFIG, *ERRORS, *USERS, *REGISTRY),
    "passwords without the package that hashes them": (*CONFIG, *USERS),
    "the wiring without the settings": (*AUTH, *ERRORS, *USERS, *ROUTES, *REGISTRY, *APP),
    "the application without its changed test": ("taskapi/app.py", *ERRORS),
    "the tests without the work": ("tests/*",),
}


@pytest.mark.parametrize("patterns", INCOMPLETE.values(), ids=list(INCOMPLETE))
def test_an_incomplete_change_is_red(tmp_path: Path, patterns: tuple[str, ...]) -> None:
    root = copy_of_project(tmp_path)
    assert overlay(root, patterns) > 0
    assert not run_gates(root).green


def test_a_registry_that_forgets_one_guard_is_red(tmp_path: Path) -> None:
    root = copy_of_project(tmp_path)
    overlay(root)
    registry = root / "taskapi/routes/__init__.py"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace("token_required(tasks.show_page)", "tasks.show_page"), encoding="utf-8")
    assert not run_gates(root).green
