"""The schema of team files says what the reader says: editors accept what can be read, and mark what cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cortex_cli.config.documents import load_document
from cortex_cli.config.team import SECTIONS, load_team
from cortex_cli.config.team_schema import team_schema
from cortex_cli.model.errors import ConfigurationError
from tests.kit.schemas import check_schema, faults

SCHEMA = team_schema()
GOOD = """\
schema: cortex/team/v1
workers:
  - {id: ruff, kind: shell, command: [ruff, check, --fix, "{files}"], max_concurrent: 4, ok_exit: [0, 1]}
  - {id: own, kind: python, function: "tools.work:run", search_path: [tools], env: {A_B: "1"}}
  - {id: tape, kind: replay, recording: tape, pace: 0.5, enabled: false, timeout: 60}
  - {id: "${WHO:-agent}", kind: shell, command: ["${AGENT}"], capabilities: [docs]}
gates:
  - {id: tests, command: [pytest, -q], on: [wave, objective], timeout: 10.5}
global_forbid: ["**/.env"]
by_products: ["**/*.pyc"]
by_product_policy: refuse
workspace: {setup: [[npm, ci]], link: [{path: .venv}, {path: node_modules, mode: copy}], env: {CI: "1"}}
reports: {dir: null, commit: true}
limits: {max_parallel: 2, output_mb: 1, max_file_mb: 5}
resources: [{id: db, capacity: 2, paths: ["migrations/**"]}]
co_authors: ["Ann Lee <ann@example.org>"]
"""
WORKER = "workers: [{id: w, kind: shell, command: [x]}]\n"
MISTAKES = (
    "worker: []\n",
    "workers: {id: w}\n",
    "workers: [{kind: shell, command: [x]}]\n",
    "workers: [{id: w, command: [x]}]\n",
    "workers: [{id: w, kind: bash, command: [x]}]\n",
    "workers: [{id: w, kind: shell}]\n",
    "workers: [{id: w, kind: shell, command: x}]\n",
    "workers: [{id: w, kind: shell, command: []}]\n",
    "workers: [{id: w, kind: shell, function: 'a:b', command: [x]}]\n",
    "workers: [{id: w, kind: python, command: [x]}]\n",
    "workers: [{id: 1st, kind: shell, command: [x]}]\n",
    "workers: [{id: w, kind: shell, command: [x], max_concurrent: 0}]\n",
    "workers: [{id: w, kind: shell, command: [x], timeout: 0}]\n",
    "workers: [{id: w, kind: shell, command: [x], timeout: 30m}]\n",
    "workers: [{id: w, kind: shell, command: [x], enabled: 'yes'}]\n",
    "workers: [{id: w, kind: shell, command: [x], env: {A: 1}}]\n",
    "workers: [{id: w, kind: shell, command: [x], env: {a-b: x}}]\n",
    "workers: [{id: w, kind: shell, command: [x], ok_exit: [256]}]\n",
    "workers: [{id: w, kind: shell, command: [x], ok_exit: []}]\n",
    "workers: [{id: w, kind: replay, recording: x, pace: -1}]\n",
    "gates: [{id: g, command: [x], on: [merge]}]\n",
    "gates: [{id: g, command: [x], on: wave}]\n",
    "global_forbid: '**/.env'\n",
    "by_products: keep\n",
    "by_product_policy: keep\n",
    "workspace: {link: [.venv]}\n",
    "workspace: {setup: [npm ci]}\n",
    "workspace: {setup: [[]]}\n",
    "reports: {directory: docs}\n",
    "limits: {max_parallel: 0}\n",
    "limits: {output_mb: 0.5}\n",
    "resources: [{id: db, capacity: 0}]\n",
    "schema: cortex/team/v2\n",
    "path: team.yaml\n",
)


def read(tmp_path: Path, text: str) -> Any:
    (tmp_path / "team.yaml").write_text(text)
    return load_team(tmp_path / "team.yaml", {"AGENT": "agent"})


@pytest.mark.parametrize("text", [GOOD, WORKER, "by_products: refuse\n" + WORKER, "gates: []\n"])
def test_what_can_be_read_validates(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text)
    assert faults(SCHEMA, load_document(text, "team.yaml").data) == []


@pytest.mark.parametrize("text", MISTAKES)
def test_a_typical_mistake_is_marked_as_the_reader_refuses_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError):
        read(tmp_path, text)
    assert faults(SCHEMA, load_document(text, "team.yaml").data) != []


def test_the_schema_knows_every_section_and_nothing_else() -> None:
    schema = team_schema()
    check_schema(schema)
    assert set(schema["properties"]) == {"schema", *SECTIONS}
    assert schema["additionalProperties"] is False
    assert json.dumps(schema) == json.dumps(team_schema())
