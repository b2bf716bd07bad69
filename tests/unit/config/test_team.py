"""Team files as people write them, right and wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from cortex_cli.config.problems import DocumentError
from cortex_cli.config.team import DEFAULT_TEAM, find_team, load_team
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.team import (
    BY_PRODUCTS,
    ByProductPolicy,
    Gate,
    GateStage,
    Limits,
    Link,
    LinkMode,
    PythonWorker,
    ReplayWorker,
    ReportsSettings,
    Resource,
    ShellWorker,
    Team,
    WorkspaceSettings,
)

FULL = """\
schema: cortex/team/v1
workers:
  - id: ruff
    kind: shell
    command: [ruff, check, --fix, "{files}"]
    ok_exit: [0, 1]
    max_concurrent: 4
    capabilities: [chore]
    timeout: 60
    env: {RUFF_CACHE_DIR: "${HOME}/ruff"}
  - id: own
    kind: python
    function: tools.worker:run
    search_path: [tools]
    enabled: false
  - id: demo
    kind: replay
    recording: recordings/one
    pace: 0.5
gates:
  - id: tests
    command: [pytest, -q]
    on: [wave, objective]
    timeout: 2.5
global_forbid: ["**/*.pem", LICENSE]
by_products: ["**/build/**"]
by_product_policy: refuse
workspace:
  setup:
    - [npm, ci]
  link:
    - path: .venv
    - {path: .env, mode: copy}
  env: {CI: "true"}
reports:
  dir: null
  commit: true
limits:
  max_parallel: 2
resources:
  - id: database
    paths: ["migrations/**"]
  - {id: api, capacity: 3}
co_authors:
  - Ann Lee <ann@example.org>
"""


def load(tmp_path: Path, text: str, environment: Mapping[str, str] | None = None) -> Team:
    (tmp_path / "team.yaml").write_text(text, encoding="utf-8")
    return load_team(tmp_path / "team.yaml", environment or {"HOME": "/home/ann"})


def refusal(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    """Place and message of everything that is wrong with a team file."""
    with pytest.raises(DocumentError) as caught:
        load(tmp_path, text)
    return [(problem.where or "", problem.message) for problem in caught.value.problems]


def only_refusal(tmp_path: Path, text: str) -> tuple[str, str]:
    (problem,) = refusal(tmp_path, text)
    return problem


def test_every_setting_arrives(tmp_path: Path) -> None:
    assert load(tmp_path, FULL) == Team(
        workers=(
            ShellWorker(
                id="ruff",
                command=("ruff", "check", "--fix", "{files}"),
                ok_exit=(0, 1),
                max_concurrent=4,
                capabilities=("chore",),
                timeout=60.0,
                env={"RUFF_CACHE_DIR": "/home/ann/ruff"},
            ),
            PythonWorker(id="own", function="tools.worker:run", search_path=("tools",), enabled=False),
            ReplayWorker(id="demo", recording="recordings/one", pace=0.5),
        ),
        gates=(
            Gate(
                id="tests",
                command=("pytest", "-q"),
                on=(GateStage.WAVE, GateStage.OBJECTIVE),
                timeout=2.5,
            ),
        ),
        global_forbid=("**/*.pem", "LICENSE"),
        by_products=("**/build/**",),
        by_product_policy=ByProductPolicy.REFUSE,
        workspace=WorkspaceSettings(
            setup=(("npm", "ci"),),
            link=(Link(path=".venv"), Link(path=".env", mode=LinkMode.COPY)),
            env={"CI": "true"},
        ),
        reports=ReportsSettings(dir=None, commit=True),
        limits=Limits(max_parallel=2),
        resources=(Resource(id="database", paths=("migrations/**",)), Resource(id="api", capacity=3)),
        co_authors=("Ann Lee <ann@example.org>",),
        path=str(tmp_path / "team.yaml"),
    )


def test_json_is_accepted_where_yaml_is(tmp_path: Path) -> None:
    team = {"workers": [{"id": "a", "kind": "shell", "command": ["true"]}]}
    (tmp_path / "team.json").write_text(json.dumps(team, indent=2))
    assert load_team(tmp_path / "team.json", {}).worker("a").kind == "shell"


def test_a_team_of_nothing_has_the_defaults(tmp_path: Path) -> None:
    team = load(tmp_path, "workers: []\n")
    assert team == Team(path=str(tmp_path / "team.yaml"))
    assert team.by_products == BY_PRODUCTS
    assert Team() == DEFAULT_TEAM


@pytest.mark.parametrize("name", ["team.yaml", "team.yml", "team.json"])
def test_the_team_file_is_found_under_each_of_its_names(tmp_path: Path, name: str) -> None:
    assert find_team(tmp_path) is None
    (tmp_path / name).write_text("{}")
    assert find_team(tmp_path) == tmp_path / name


def test_two_team_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("{}")
    (tmp_path / "team.json").write_text("{}")
    with pytest.raises(ConfigurationError, match=r"several team files: team\.yaml and team\.json"):
        find_team(tmp_path)


def test_a_team_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot read team\.yaml"):
        load_team(tmp_path / "team.yaml", {})


def test_another_kind_of_document_is_not_a_team(tmp_path: Path) -> None:
    assert only_refusal(tmp_path, "schema: cortex/plan/v1\n") == (
        "team.yaml:1",
        "schema: must be cortex/team/v1",
    )


def test_problems_of_all_sections_are_told_together_by_line(tmp_path: Path) -> None:
    text = """\
workers:
  - id: a
    kind: shel
    command: [x]
  - id: b
    kind: shell
    comand: [x]
    max_concurrent: "4"
  - id: c
    kind: shell
    command: [x, "${NOPE}"]
    timeout: 0
gates:
  - {id: t, command: []}
repors: {}
limits: {max_parallel: 0}
"""
    assert refusal(tmp_path, text) == [
        ("team.yaml:3", "workers[0].kind: must be one of shell, python, replay"),
        ("team.yaml:5", "workers[1].command: is missing"),
        ("team.yaml:7", "workers[1].comand: is not a known key"),
        ("team.yaml:8", "workers[1].max_concurrent: must be a whole number, not text"),
        ("team.yaml:11", "workers[2].command[1]: the environment has no NOPE"),
        ("team.yaml:12", "workers[2].timeout: must be a number of seconds above 0"),
        ("team.yaml:14", "gates[0].command: is empty"),
        ("team.yaml:15", "repors: is not a known key"),
        ("team.yaml:16", "limits.max_parallel: must be 1 or more, not 0"),
    ]


def test_an_unknown_section_is_mended_by_the_nearest_known_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, "worker: []\n")
    assert (caught.value.where, caught.value.mend) == ("team.yaml:1", "write workers")


def test_the_path_of_a_team_cannot_be_written(tmp_path: Path) -> None:
    assert only_refusal(tmp_path, "path: /etc\n") == ("team.yaml:1", "path: is not a known key")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("text", "workers[0]: must be a mapping of keys to values, not text"),
        ("{id: a, command: [x]}", "workers[0].kind: is missing"),
        ("{id: a, kind: [shell]}", "workers[0].kind: must be text, not a list"),
        ("{id: a, kind: shell}", "workers[0].command: is missing"),
        ("{kind: shell, command: [x]}", "workers[0].id: is missing"),
        ("{id: a, kind: shell, command: x}", "workers[0].command: must be a list, not text"),
        ("{id: a, kind: shell, command: [1]}", "workers[0].command[0]: must be text, not a number"),
        (
            "{id: a, kind: shell, command: [x], function: 'a:b'}",
            "workers[0].function: belongs to workers of kind python, and this one is of kind shell",
        ),
        (
            "{id: a, kind: python, function: 'a:b', pace: 1}",
            "workers[0].pace: belongs to workers of kind replay, and this one is of kind python",
        ),
    ],
)
def test_a_worker_is_read_as_its_kind_says(tmp_path: Path, entry: str, message: str) -> None:
    assert only_refusal(tmp_path, f"workers:\n  - {entry}\n") == ("team.yaml:2", message)


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("workers: {}", "workers: must be a list, not a mapping"),
        ("workers:", "workers: must be a list, not empty"),
        ("gates: no gates", "gates: must be a list, not text"),
        ("gates: [x]", "gates[0]: must be a mapping of keys to values, not text"),
        ("gates: [{id: a, command: [x], on: [waves]}]", "gates[0].on[0]: must be one of objective, wave"),
        ("workspace: []", "workspace: must be a mapping of keys to values, not a list"),
        ("workspace: {link: [.venv]}", "workspace.link[0]: must be a mapping of keys to values, not text"),
        ("workspace: {env: {A: 1}}", "workspace.env.A: must be text, not a number"),
        ("reports: {dir: 1}", "reports.dir: must be text, not a number"),
        ("reports: {commit: 1}", "reports.commit: must be true or false, not a number"),
        ("limits: {output_mb: 1.5}", "limits.output_mb: must be a whole number, not a decimal number"),
        ("by_product_policy: keep", "by_product_policy: must be one of discard, refuse"),
        ("global_forbid: LICENSE", "global_forbid: must be a list, not text"),
    ],
)
def test_wrong_types_are_refused(tmp_path: Path, section: str, message: str) -> None:
    assert only_refusal(tmp_path, section + "\n") == ("team.yaml:1", message)


def test_duplicate_ids_name_the_first_holder_even_when_that_is_wrong_otherwise(tmp_path: Path) -> None:
    text = "workers:\n- {id: a, kind: nonsense}\n- {id: A, kind: shell, command: [x]}\n"
    assert refusal(tmp_path, text)[1] == ("team.yaml:3", "workers[1].id: A is the id of workers[0] already")


def test_resources_are_judged_together_and_one_by_one(tmp_path: Path) -> None:
    text = "resources:\n  - id: db\n  - id: DB\n    capacity: 0\n  - capacity: 1\n  - id: x\n    path: [a]\n"
    assert refusal(tmp_path, text) == [
        ("team.yaml:3", "resources[1].id: DB is the id of resources[0] already"),
        ("team.yaml:4", "resources[1].capacity: must be 1 or more, not 0"),
        ("team.yaml:5", "resources[2].id: is missing"),
        ("team.yaml:7", "resources[3].path: is not a known key"),
    ]


def test_a_worker_and_a_gate_may_share_an_id(tmp_path: Path) -> None:
    team = load(tmp_path, "workers: [{id: a, kind: shell, command: [x]}]\ngates: [{id: a, command: [x]}]\n")
    assert team.worker("a").id == team.gates[0].id


def test_variables_of_workspace_serve_workers_and_gates(tmp_path: Path) -> None:
    text = """\
gates: [{id: g, command: [x], env: {A: "${TOOLS}/a"}}]
workers: [{id: w, kind: shell, command: [x], env: {TOOLS: "${TOOLS}:more"}}]
workspace: {env: {TOOLS: "${HOME}/tools"}}
"""
    team = load(tmp_path, text)
    assert team.gates[0].env == {"A": "/home/ann/tools/a"}
    assert team.worker("w").env == {"TOOLS": "/home/ann/tools:more"}


def test_a_circle_of_variables_is_refused_by_name(tmp_path: Path) -> None:
    text = "workspace:\n  env:\n    A: ${B}\n    B: ${A}\n"
    where, message = only_refusal(tmp_path, text)
    assert (where, message) == ("team.yaml:3", "workspace.env.A: variables refer in a circle: A -> B -> A")


def test_a_value_from_the_environment_is_never_shown(tmp_path: Path) -> None:
    text = 'workers: [{id: "${KEY}", kind: "${KEY}", command: "${KEY}", max_concurrent: "${KEY}"}]\n'
    (tmp_path / "team.yaml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        load_team(tmp_path / "team.yaml", {"KEY": "sk-123456"})
    assert "sk-123456" not in caught.value.message
    assert "sk-123456" not in (caught.value.mend or "")


def test_bad_patterns_are_told_with_their_lines(tmp_path: Path) -> None:
    text = 'global_forbid:\n  - LICENSE\n  - ../x\nby_products:\n  - "a**b/[c"\n'
    assert [where for where, _ in refusal(tmp_path, text)] == ["team.yaml:3", "team.yaml:5"]
