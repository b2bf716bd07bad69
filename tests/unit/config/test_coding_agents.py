"""The workers that a machine offers."""

from __future__ import annotations

import json
from pathlib import Path

from cortex_cli.config.coding_agents import COMMANDS, TITLES, coding_agents, sweep_workers
from cortex_cli.config.command_rules import PLACEHOLDER, PLACEHOLDERS
from tests.unit.config.machine import machine, python_environment


def test_agents_on_path_are_marked_among_all_that_are_known(tmp_path: Path) -> None:
    found = list(coding_agents(machine(tmp_path, {}, ["claude", "aider", "goose"])))
    assert [agent.id for agent in found if agent.installed] == ["claude", "aider"]
    assert {agent.id for agent in found} == set(COMMANDS) == set(TITLES)
    assert "goose" not in COMMANDS


def test_only_variables_that_are_set_are_passed_on_and_never_their_values(tmp_path: Path) -> None:
    project = machine(tmp_path, {}, [], ANTHROPIC_API_KEY="sk-secret", CODEX_API_KEY="")
    agents = {agent.id: agent for agent in coding_agents(project)}
    assert agents["claude"].variables == ("ANTHROPIC_API_KEY",)
    assert agents["claude"].env_text == '{"ANTHROPIC_API_KEY": "${ANTHROPIC_API_KEY:-}"}'
    assert agents["codex"].env_text is None


def test_fixed_variables_and_passed_ones_stand_together(tmp_path: Path) -> None:
    agents = {agent.id: agent for agent in coding_agents(machine(tmp_path, {}, [], GEMINI_API_KEY="x"))}
    assert json.loads(agents["gemini"].env_text or "") == {
        "GEMINI_CLI_NO_RELAUNCH": "true",
        "GEMINI_API_KEY": "${GEMINI_API_KEY:-}",
    }


def test_commands_hold_no_unknown_placeholder_and_never_commit() -> None:
    elements = {element for command in COMMANDS.values() for element in command}
    assert {element for element in elements if PLACEHOLDER.fullmatch(element)} <= set(PLACEHOLDERS)
    assert "--no-auto-commits" in COMMANDS["aider"]


def test_ruff_sweeps_where_it_is_configured_and_installed(tmp_path: Path) -> None:
    project = machine(tmp_path, {"pyproject.toml": "[tool.ruff]\n"})
    assert list(sweep_workers(project)) == []
    python_environment(project.root, "ruff")
    (worker,) = sweep_workers(project)
    assert worker.id == "ruff"
    assert worker.command[-1] == "{files}"


def test_ruff_does_not_sweep_a_project_that_does_not_use_it(tmp_path: Path) -> None:
    assert list(sweep_workers(machine(tmp_path, {"pyproject.toml": ""}, ["ruff"]))) == []
