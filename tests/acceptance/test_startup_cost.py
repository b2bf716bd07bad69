"""What is asked at every commit starts fast: measured beside Python's own start, as ratios in one run.

Processor time is compared, which other work on the machine does not stretch; on an idle one it equals the clock.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.startup import CHECK, COMMANDS, PYTHON, SCOPE, VERSION, Cost, Place, measure, table, worker_place

pytestmark = pytest.mark.acceptance

ROUNDS = 21
HEAVY = {
    "typer",
    "click",
    "pydantic",
    "pydantic_core",
    "git",
    "gitdb",
    "jinja2",
    "rich",
    "yaml",
    "ast_grep_py",
    "psutil",
}


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with worker_place() as made:
        yield made


@pytest.fixture(scope="module")
def costs(place: Place) -> dict[str, Cost]:
    return measure(place, (PYTHON, VERSION, CHECK, SCOPE), ROUNDS)


def test_the_version_costs_less_than_three_empty_pythons(costs: dict[str, Cost]) -> None:
    assert costs[VERSION].processor < 3 * costs[PYTHON].processor, table(costs)


def test_a_check_inside_a_scope_costs_at_most_three_times_the_version(costs: dict[str, Cost]) -> None:
    assert costs[CHECK].processor <= 3 * costs[VERSION].processor, table(costs)


def test_a_question_about_scopes_costs_at_most_six_times_the_version(costs: dict[str, Cost]) -> None:
    assert costs[SCOPE].processor <= 6 * costs[VERSION].processor, table(costs)


def imported(place: Place, name: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    command = [sys.executable, "-X", "importtime", *COMMANDS[name]]
    done = subprocess.run(command, cwd=place.root, env=place.environment, capture_output=True, text=True, check=True)
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.mark.parametrize("name", [VERSION, CHECK, SCOPE])
def test_none_of_them_imports_a_heavy_package(place: Place, name: str) -> None:
    modules = imported(place, name)
    assert "cortex_cli.__main__" in modules
    assert {module.partition(".")[0] for module in modules} & HEAVY == set()


def test_the_check_really_judges_the_file(place: Place) -> None:
    asked = [*COMMANDS[CHECK], "README.md"]
    done = subprocess.run(asked, cwd=place.root, env=place.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("README.md: outside the scope of O1")


def test_the_table_shows_ratios_to_python_and_to_the_version() -> None:
    shown = table({PYTHON: Cost(0.02, 0.01), VERSION: Cost(0.03, 0.02), CHECK: Cost(0.05, 0.05)})
    assert shown.splitlines()[-1] == "| `cortex check FILE` | 50.0 | 50.0 | 5.00 x | 2.50 x |"
