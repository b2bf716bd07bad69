"""Looking at a whole repository, and the team file that comes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from cortex_cli.config.coding_agents import COMMANDS
from cortex_cli.config.detected import Detected, DetectedGate, DetectedWorker, Role, as_yaml
from cortex_cli.config.detection import SECRETS, detect
from cortex_cli.config.team import SECTIONS, load_team
from cortex_cli.model.team import BY_PRODUCTS, Link, Team
from cortex_cli.rendering.environment import templates_directory
from tests.unit.config.machine import machine, python_environment

MIXED = {
    "pyproject.toml": "[tool.pytest.ini_options]\n[tool.ruff]\n[tool.mypy]\n",
    "package.json": json.dumps({"scripts": {"test": "jest", "lint": "eslint"}}),
    "go.mod": "module x\n",
    "Cargo.toml": "",
    "Makefile": "test:\nlint:\ncheck:\n",
}
PROGRAMS = (
    "python",
    "pytest",
    "ruff",
    "mypy",
    "npm",
    "go",
    "cargo",
    "cargo-clippy",
    "make",
    "claude",
    "codex",
)


def found(tmp_path: Path, files: Mapping[str, str], programs: tuple[str, ...] = (), **variables: str) -> Detected:
    project = machine(tmp_path, files, programs, **variables)
    return detect(project.root, project.environment)


def rendered(detected: Detected) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(templates_directory())
    environment = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("team.yaml.j2").render(detected=detected)


def team_of(tmp_path: Path, text: str, environment: Mapping[str, str] | None = None) -> Team:
    (tmp_path / "team.yaml").write_text(text)
    return load_team(tmp_path / "team.yaml", environment or {})


def test_nothing_found_is_fine(tmp_path: Path) -> None:
    detected = found(tmp_path, {})
    assert detected.gates == ()
    assert detected.usable_workers == ()
    assert detected.links == ()
    assert detected.forbid == SECRETS


def test_a_directory_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    assert detect(tmp_path / "nothing", {"PATH": "/nowhere"}).gates == ()


def test_every_toolchain_of_a_mixed_project_is_found_once(tmp_path: Path) -> None:
    detected = found(tmp_path, MIXED, PROGRAMS)
    assert [gate.id for gate in detected.usable_gates] == [
        "tests",
        "ruff",
        "mypy",
        "npm-test",
        "npm-lint",
        "go-test",
        "go-vet",
        "cargo-test",
        "cargo-clippy",
    ]
    assert [gate.id for gate in detected.other_gates] == ["make-test", "make-lint", "make-check"]
    assert [worker.id for worker in detected.usable_workers] == ["claude", "codex", "ruff"]


def test_installed_dependencies_are_links(tmp_path: Path) -> None:
    project = machine(tmp_path, {"node_modules/x/index.js": ""})
    python_environment(project.root)
    assert detect(project.root, project.environment).links == (".venv", "node_modules")


def test_detection_leaves_no_trace(tmp_path: Path) -> None:
    project = machine(tmp_path, MIXED, PROGRAMS)
    before = sorted(project.root.rglob("*"))
    detect(project.root, project.environment)
    assert sorted(project.root.rglob("*")) == before


def test_the_team_file_for_an_empty_project_loads_as_the_default_team_but_for_secrets(tmp_path: Path) -> None:
    team = team_of(tmp_path, rendered(found(tmp_path, {})))
    assert team == Team(global_forbid=SECRETS, path=str(tmp_path / "team.yaml"))


def test_the_team_file_for_a_mixed_project_has_all_that_was_found(tmp_path: Path) -> None:
    detected = found(tmp_path, MIXED, PROGRAMS, ANTHROPIC_API_KEY="sk-secret")
    text = rendered(detected)
    assert "sk-secret" not in text
    team = team_of(tmp_path, text, {"ANTHROPIC_API_KEY": "sk-secret"})
    assert [gate.command for gate in team.gates] == [gate.command for gate in detected.usable_gates]
    assert [worker.id for worker in team.workers] == ["claude", "codex", "ruff"]
    assert team.worker("claude").env == {"ANTHROPIC_API_KEY": "sk-secret"}
    assert team.worker("codex").max_concurrent == 2


def test_the_team_file_loads_for_a_user_without_the_variables(tmp_path: Path) -> None:
    text = rendered(found(tmp_path, {}, ("claude",), ANTHROPIC_API_KEY="sk-secret"))
    assert team_of(tmp_path, text).worker("claude").env == {"ANTHROPIC_API_KEY": ""}


def test_links_are_written(tmp_path: Path) -> None:
    project = machine(tmp_path, {"node_modules/x": ""})
    team = team_of(tmp_path, rendered(detect(project.root, project.environment)))
    assert team.workspace.link == (Link(path="node_modules"),)


def uncommented(text: str) -> str:
    """A team file with every entry and setting that stands in a comment taken into use."""
    blocks = re.compile(r"(?ms)^# Not (?:found|in use).*?\n\n")
    entries = blocks.sub(lambda block: re.sub(r"(?m)^#  ", "  ", block[0]), text)
    settings = re.sub(r"(?m)^( *)# ((?:by_products|by_product_policy|setup_timeout):.*)$", r"\1\2", entries)
    patterns = re.sub(r'(?m)^# ( *- ")', r"\1", settings)
    return patterns.replace("workers: []", "workers:").replace("gates: []", "gates:")


@pytest.mark.parametrize("programs", [(), PROGRAMS])
def test_what_is_commented_out_can_be_taken_into_use_as_it_stands(tmp_path: Path, programs: tuple[str, ...]) -> None:
    detected = found(tmp_path, MIXED, programs)
    team = team_of(tmp_path, uncommented(rendered(detected)))
    assert {worker.id for worker in team.workers} >= set(COMMANDS)
    assert {gate.id for gate in team.gates} == {gate.id for gate in detected.gates}
    assert team.by_products == BY_PRODUCTS
    assert team.workspace.setup_timeout == Team().workspace.setup_timeout


def test_every_section_is_explained(tmp_path: Path) -> None:
    text = rendered(found(tmp_path, {}))
    assert [section for section in SECTIONS if f"{section}:" not in text] == []


def test_the_team_file_fits_a_terminal_and_has_no_stray_blanks(tmp_path: Path) -> None:
    lines = rendered(found(tmp_path, MIXED, PROGRAMS)).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if len(line) > 120 and "command:" not in line and "env:" not in line] == []


NASTY = 'a"b\\c: #d\n${HOME} $$ {{ x }} é 😀 \x85\u2028'


def test_text_made_ready_for_yaml_comes_back_the_same_whatever_it_holds(tmp_path: Path) -> None:
    worker = DetectedWorker("w", "A worker", ("run", NASTY), 1, True, (NASTY,), {"A": "b"})
    gate = DetectedGate("g", Role.TEST, ("run", NASTY), "a reason", env={"B": NASTY})
    detected = Detected(gates=(gate,), workers=(worker,), links=("a b: #c",), forbid=("a #b",))
    team = team_of(tmp_path, rendered(detected))
    assert team.workers[0].capabilities == (NASTY,)
    assert team.gates[0].command == ("run", NASTY)
    assert team.gates[0].env == {"B": NASTY}
    assert team.workspace.link == (Link(path="a b: #c"),)
    assert team.global_forbid == ("a #b",)


def test_dollars_are_doubled() -> None:
    assert as_yaml(("$x", "${Y}")) == '["$$x", "$${Y}"]'
