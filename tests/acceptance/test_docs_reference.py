"""The reference pages say what the code says: every option, key, default, event, code and package, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

from cortex_cli.cli.app import app
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.model import analysis, certificate, change_analysis, file_reason, plan, schedule, team
from cortex_cli.model.encoding import encode
from cortex_cli.model.errors import ScopeError
from cortex_cli.model.events import Event, EventBody
from cortex_cli.model.plan_check import Confirmation, Conflict, PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import Scope
from tests.acceptance.command_line import LEAVES, found
from tests.acceptance.documents import ROOT, SPAN, blocks, code, page, tables
from tests.conftest import MakeSandbox
from tests.kit.sandbox import gate, objective, script
from tests.kit.sandbox import plan as plan_text
from tests.kit.sandbox import team as team_text

REFERENCE = ROOT / "docs" / "reference"
WORKER_KINDS = (team.ShellWorker, team.PythonWorker, team.ReplayWorker)


# Commands


def documented(rows: list[list[str]]) -> dict[str, str]:
    """Every spelling of every option or argument in a table, with its meaning."""
    return {
        span.split()[0] if span.startswith("-") else span: meaning
        for cell, meaning in rows
        for span in SPAN.findall(cell)
    }


def offered(parameters: list[Any]) -> Iterator[tuple[str, str]]:
    """Every spelling of every option or argument that a command has, with its help."""
    for parameter in parameters:
        if parameter.param_type_name == "option":
            yield from ((name, parameter.help) for name in (*parameter.opts, *parameter.secondary_opts))
        else:
            yield (parameter.metavar or parameter.name).strip("[].").rstrip("]"), parameter.help


@pytest.mark.parametrize("name", LEAVES)
def test_the_page_of_commands_has_every_option_with_its_help(name: str) -> None:
    shown = documented(tables(REFERENCE / "commands.md")[f"cortex {name}"])
    real = dict(offered(found(name).params))
    assert shown.keys() == real.keys()
    assert [option for option, text in real.items() if not shown[option].startswith(text)] == []


def test_the_page_of_commands_has_the_options_before_the_command() -> None:
    shown = documented(tables(REFERENCE / "commands.md")["Commands"])
    real = dict(offered(typer.main.get_command(app).params))
    assert shown == real


def test_the_page_of_exit_codes_has_every_code() -> None:
    rows = tables(REFERENCE / "exit-codes.md")["Exit codes"]
    assert {(int(row[0]), row[1].upper().replace(" ", "_")) for row in rows} == {
        (found.value, found.name) for found in ExitCode
    }


# Files that people write


def expected_default(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        made = encode(field.default_factory())
        return {} if isinstance(made, Mapping) else made
    return None if field.default is MISSING else encode(field.default)


def required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def check_keys(shown: list[list[str]], wanted: list[Field[Any]], aside: tuple[str, ...] = ()) -> None:
    """Each field is in the table with its default; keys `aside` are explained in words."""
    rows = {code(row[0]): row[2] for row in shown}
    assert [key for key in rows if key not in aside] == [field.name for field in wanted if field.name not in aside]
    for field in wanted:
        if field.name in aside:
            continue
        if required(field):
            assert rows[field.name] == "required", field.name
        else:
            assert json.loads(rows[field.name]) == expected_default(field), field.name


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("Team", team.Team),
        ("Worker", team.Worker),
        ("Gate", team.Gate),
        ("Workspace", team.WorkspaceSettings),
        ("Link", team.Link),
        ("Reports", team.ReportsSettings),
        ("Limits", team.Limits),
        ("Resource", team.Resource),
    ],
)
def test_the_page_of_the_team_file_has_every_key_with_its_default(heading: str, type_: type) -> None:
    wanted = [field for field in fields(type_) if field.name != "path" or type_ is team.Link]
    check_keys(tables(REFERENCE / "team-file.md")[heading], wanted, aside=("by_products",))


@pytest.mark.parametrize("type_", WORKER_KINDS, ids=lambda type_: type_.__name__)
def test_the_page_of_the_team_file_has_every_kind_of_worker(type_: type) -> None:
    own = [field for field in fields(type_) if field.name not in {base.name for base in fields(team.Worker)}]
    heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_.__name__).capitalize()
    check_keys(tables(REFERENCE / "team-file.md")[heading], own)
    assert f"`{next(field.default for field in fields(type_) if field.name == 'kind')}`" in text_of("team-file.md")


def test_the_page_of_the_team_file_lists_the_by_products() -> None:
    page_text = text_of("team-file.md")
    assert [pattern for pattern in team.BY_PRODUCTS if f"`{pattern}`" not in page_text] == []


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("Plan", plan.Plan),
        ("Objective", plan.Objective),
        ("Scope", Scope),
        ("Contract", plan.Contract),
        ("Advice", plan.Advice),
        ("Uncovered", plan.Uncovered),
        ("Certificate", certificate.WaveCertificate),
        ("Claim", certificate.Claim),
        ("Schedule", schedule.Schedule),
        ("Split", schedule.Split),
    ],
)
def test_the_page_of_the_plan_file_has_every_key_with_its_default(heading: str, type_: type) -> None:
    shown = sorted(tables(REFERENCE / "plan-file.md")[heading], key=lambda row: order(type_, code(row[0])))
    check_keys(shown, list(fields(type_)), aside=("schema", "waves"))


def order(type_: type, key: str) -> int:
    names = [field.name for field in fields(type_)]
    return names.index(key) if key in names else -1


def text_of(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


# The scope language


def test_every_pattern_of_the_page_matches_what_it_says() -> None:
    for pattern, matched, others in tables(REFERENCE / "scope-language.md")["Examples"]:
        scope = Scope(touch=(code(pattern),))
        assert [path for path in SPAN.findall(matched) if not scope.matches(path)] == [], pattern
        assert [path for path in SPAN.findall(others) if scope.matches(path)] == [], pattern


@pytest.mark.parametrize("row", tables(REFERENCE / "scope-language.md")["Refused"], ids=lambda row: row[0])
def test_every_pattern_that_the_page_calls_refused_is(row: list[str]) -> None:
    with pytest.raises(ScopeError):
        Scope(touch=(code(row[0]),))


# JSON documents


def keys(rows: list[list[str]]) -> set[str]:
    return {name for row in rows for name in SPAN.findall(row[0])}


def check_document(kind: str, real: Mapping[str, Any], parts: Mapping[str, Mapping[str, Any]]) -> None:
    """The page of a kind has exactly the keys of a real document and of each of its parts."""
    shown = tables(REFERENCE / "json" / f"{kind}.md")
    assert real["schema"] == f"cortex/{kind}/v1"
    assert keys(shown["Document"]) == set(real)
    for name, part in parts.items():
        assert keys(shown[name]) == set(part), name


def names_of(type_: type) -> dict[str, None]:
    return dict.fromkeys(field.name for field in fields(type_))


def test_the_page_of_events_has_every_kind_with_its_data() -> None:
    shown = tables(REFERENCE / "json" / "event.md")
    assert keys(shown["Document"]) == {"schema", *names_of(Event)}
    real = {body.kind: set(names_of(body)) for body in get_args(EventBody)}
    assert {code(row[0]): set(SPAN.findall(row[1])) for row in shown["Kinds"]} == real


def test_the_page_of_the_analysis_has_every_key() -> None:
    real = {"schema": "cortex/analysis/v1", **names_of(analysis.Analysis)}
    parts = {
        "correction": names_of(analysis.Correction),
        "facts": names_of(analysis.Facts),
        "candidates": names_of(analysis.Candidate),
        "creations": names_of(analysis.Creation),
        "coordination_points": names_of(analysis.CoordinationPoint),
        "strategy": names_of(analysis.Strategy),
        "groups": names_of(analysis.Group),
    }
    check_document("analysis", real, parts)


def test_the_pages_of_file_reasons_and_changes_have_every_key() -> None:
    reason = {"schema": "cortex/file-reason/v1", **names_of(file_reason.FileReason)}
    check_document("file-reason", reason, {"signals": names_of(file_reason.SignalValue)})
    change = {"schema": "cortex/change-analysis/v1", **names_of(change_analysis.ChangeAnalysis)}
    parts = {"files": names_of(change_analysis.TouchedFile), "missing": names_of(change_analysis.MissingFile)}
    check_document("change-analysis", change, parts)
    for kind, codes in (("file-reason", file_reason.Standing), ("change-analysis", change_analysis.Missing)):
        assert [code.value for code in codes if f"`{code.value}`" not in text_of(f"json/{kind}.md")] == []


def test_the_page_of_plan_checks_has_every_key_and_kind() -> None:
    real = {"schema": "cortex/plan-check/v1", **names_of(PlanCheck)}
    parts = {
        "conflicts": names_of(Conflict),
        "problems": names_of(Problem),
        "certificate": names_of(certificate.WaveCertificate),
        "claims": names_of(certificate.Claim),
        "independent": names_of(Confirmation),
    }
    check_document("plan-check", real, parts)
    text = text_of("json/plan-check.md")
    source = "".join(path.read_text() for path in (ROOT / "cortex_cli" / "planning").rglob("*.py"))
    known = set(re.findall(r'Problem\(\s*"([a-z_]+)"', source)) | {"bad_timeout", "bad_estimate"}
    listed = {word for line in re.findall(r"Kinds of [^#{]*", text) for word in SPAN.findall(line)}
    assert listed == known


@pytest.mark.acceptance
def test_the_pages_of_runs_findings_and_errors_have_the_keys_of_real_ones(make_sandbox: MakeSandbox) -> None:
    worker = script("sh", "echo more >> a/x")
    sandbox = make_sandbox(
        {
            "a/x": "1\n",
            "team.yaml": team_text(worker, gates=[gate("true", "true")]),
            "plan.yaml": plan_text(objective("A", "a/**")),
        }
    )
    run = sandbox.cortex("execute", "plan.yaml", "--json").json
    check_document("run", run, {"objectives": run["objectives"][0], "gates": run["gates"][0], "usage": run["usage"]})
    found = sandbox.cortex("check", "b", "--objective", "A", "--plan", "plan.yaml", "--json").json
    check_document("check", found, {"findings": found["findings"][0]})
    check_document("error", sandbox.cortex("execute", "nothing", "--json").json, {})
    check_document("scope-answer", sandbox.cortex("scope", "overlap", "a", "b", "--json").json, {})


@pytest.mark.parametrize("kind", ["run", "check", "scope-answer", "error", "plan-check"])
def test_the_example_of_a_json_page_has_the_keys_of_its_table(kind: str) -> None:
    path = REFERENCE / "json" / f"{kind}.md"
    (example,) = [json.loads(block.text) for block in blocks(path) if block.language == "json"]
    assert set(example) == keys(tables(path)["Document"])


# Architecture


def test_the_architecture_page_names_every_package_and_no_other() -> None:
    text = page("docs/architecture.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\*\*`cortex_cli/(\w+)`\*\*", text, re.MULTILINE))
    real = {path.name for path in (ROOT / "cortex_cli").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert described == real


def test_the_modules_that_the_architecture_page_names_exist() -> None:
    text = page("docs/architecture.md").read_text(encoding="utf-8")
    paragraphs = re.findall(r"^\*\*`cortex_cli/(\w+)`\*\*(.*?)(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    missing = [
        f"{package}/{name}"
        for package, words in paragraphs
        for name in re.findall(r"`([a-z_]+)`", words)
        if not exists(package, name)
    ]
    assert missing == []


def exists(package: str, name: str) -> bool:
    place = ROOT / "cortex_cli" / package
    return (place / f"{name}.py").is_file() or (ROOT / "cortex_cli" / name).is_dir()


def test_the_layers_of_the_architecture_page_are_those_of_the_contract() -> None:
    (picture,) = [block.text for block in blocks(page("docs/architecture.md")) if block.language == "text"]
    drawn = [line.split("   ")[0].strip() for line in picture.splitlines()]
    contract = Path(ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r"^layers = \[(.*?)\]", contract, re.MULTILINE | re.DOTALL)
    assert layers is not None
    assert drawn == re.findall(r'"([^"]+)"', layers.group(1))
