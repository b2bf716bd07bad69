"""`cortex schema`: what the program writes and prints validates, and the schemas say what the reference pages say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from cortex_cli.config.documents import load_document
from cortex_cli.pipeline.schema import SchemaKind, schema_of
from tests.acceptance.documents import ROOT, SPAN, blocks, pages, tables
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, gate, objective, plan, script, shell, team
from tests.kit.schemas import check_schema, faults, unexplained

pytestmark = pytest.mark.acceptance

REFERENCE = ROOT / "docs" / "reference"
REQUEST = "Fix the rounding of cents in Money"
PACKAGE = {
    "pyproject.toml": "[project]\nname = 'shop'\nversion = '1'\n[tool.pytest.ini_options]\n[tool.ruff]\n",
    "shop/__init__.py": "",
    "shop/money.py": "class Money:\n    def __init__(self, cents: int) -> None:\n        self.cents = cents\n",
    "shop/cart.py": "from shop.money import Money\n\n\ndef total(lines: list[Money]) -> Money:\n    return sum(lines)\n",
    "tests/test_money.py": "from shop.money import Money\n\n\ndef test_cents():\n    assert Money(3).cents == 3\n",
    "README.md": "# Shop\n\nA shop with a cart and money.\n",
}
APPEND = 'for f in "$@"; do echo "# more" >> "$f"; done'


@pytest.fixture
def shop(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox(
        {**PACKAGE, "team.json": team(shell("sh", APPEND, max_concurrent=3), gates=[gate("t", "true")])}
    )


def data_of(text: str, name: str) -> dict[str, Any]:
    return dict(load_document(text, name).data)


# The command


@pytest.mark.parametrize("kind", SchemaKind)
def test_each_kind_is_printed_in_any_directory_and_is_a_schema(kind: SchemaKind, make_sandbox: MakeSandbox) -> None:
    done = make_sandbox({}).cortex("-C", "/", "schema", kind)
    assert (done.code, done.err) == (0, "")
    check_schema(done.json)
    assert done.json == schema_of(kind)


def test_another_kind_is_a_mistake_that_names_the_kinds(make_sandbox: MakeSandbox) -> None:
    done = make_sandbox({}).cortex("schema", "plans")
    assert done.code == 2
    assert all(kind in done.err for kind in SchemaKind)


# What the program writes and prints


def test_the_plan_that_is_written_validates_before_and_after_sealing(shop: Sandbox) -> None:
    printed = shop.cortex("plan", REQUEST, "--json")
    assert printed.code == 0, printed.err
    assert faults(schema_of(SchemaKind.PLAN), printed.json) == []
    (file,) = (shop.root / "docs" / "plans").glob("*.yaml")
    assert faults(schema_of(SchemaKind.PLAN), data_of(file.read_text(), "plan.yaml")) == []
    by_hand = shop.write(
        "plan.json", plan(objective("A", "shop/*.py"), objective("B", "docs/", wave=2, depends_on=["A"]))
    )
    assert faults(schema_of(SchemaKind.PLAN), json.loads(by_hand.read_text())) == []
    assert shop.cortex("plan", "--seal", "plan.json").code == 0
    assert faults(schema_of(SchemaKind.PLAN), data_of(by_hand.read_text(), "plan.json")) == []


def test_the_first_team_file_validates(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(PACKAGE)
    assert sandbox.cortex("init").code == 0
    written = (sandbox.root / "team.yaml").read_text()
    assert faults(schema_of(SchemaKind.TEAM), data_of(written, "team.yaml")) == []


def test_an_analysis_validates(shop: Sandbox) -> None:
    assert faults(schema_of(SchemaKind.ANALYSIS), shop.cortex("analyze", REQUEST, "--json").json) == []


def test_every_event_of_a_run_validates(shop: Sandbox) -> None:
    done = shop.cortex("run", REQUEST, "--yes", "--output", "jsonl")
    assert done.code == 0, done.err
    assert len({event["kind"] for event in done.events}) > 12
    assert [fault for event in done.events for fault in faults(schema_of(SchemaKind.EVENTS), event)] == []


def test_the_events_of_a_run_that_goes_wrong_and_the_error_of_one_that_never_starts_validate(
    make_sandbox: MakeSandbox,
) -> None:
    worker = script("sh", 'if [ "$CORTEX_OBJECTIVE_ID" = A ]; then exit 3; fi; echo x >> b; echo y > c')
    waves = plan(objective("A", "a"), objective("B", "b"), objective("C", "d", wave=2, depends_on=["A"]))
    sandbox = make_sandbox(
        {"a": "1\n", "b": "1\n", "team.json": team(worker, gates=[gate("no", "false")]), "p.json": waves}
    )
    failed = sandbox.cortex("execute", "p.json", "--keep-going", "--output", "jsonl")
    assert failed.code == 1
    refused = sandbox.cortex("execute", "nothing.yaml", "--output", "jsonl")
    assert refused.events[-1]["schema"] == "cortex/error/v1"
    assert [
        fault for event in (*failed.events, *refused.events) for fault in faults(schema_of(SchemaKind.EVENTS), event)
    ] == []


# What the documentation shows


def examples() -> Iterator[Any]:
    for path in pages():
        for block in blocks(path):
            if block.language == "yaml" or (block.language == "json" and '"schema": "cortex/' in block.text):
                yield pytest.param(block.text, id=block.where)


@pytest.mark.parametrize("text", [*examples()])
def test_the_examples_of_the_pages_validate(text: str) -> None:
    document = data_of(text, "example")
    kind = str(document.get("schema", "")).removeprefix("cortex/").removesuffix("/v1")
    wanted = {
        "plan": SchemaKind.PLAN,
        "analysis": SchemaKind.ANALYSIS,
        "event": SchemaKind.EVENTS,
        "error": SchemaKind.EVENTS,
    }
    if kind in wanted:
        assert faults(schema_of(wanted[kind]), document) == []
    elif kind == "team" or document.keys() <= schema_of(SchemaKind.TEAM)["properties"].keys():
        assert faults(schema_of(SchemaKind.TEAM), document) == []


def test_the_templates_and_the_team_of_this_repository_validate() -> None:
    for path in (ROOT / "team.yaml", ROOT / "cortex_cli" / "demo_project" / "team.yaml"):
        assert faults(schema_of(SchemaKind.TEAM), data_of(path.read_text(), path.name)) == []


# The words of the reference pages

SEE_ELSEWHERE = re.compile(r"(?:^|[;,:] )(?:see|as for|as in) .*$|, see below.*$")


def said(meaning: str) -> str:
    """A meaning without its links, and without what it says of other parts of the page."""
    return SEE_ELSEWHERE.sub("", re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", meaning))


def differing(schema: dict[str, Any], page: str, headings: dict[str, str], columns: tuple[int, int]) -> list[str]:
    """Where the schema does not say of a key what the table under a heading says."""
    found = []
    for heading, name in headings.items():
        definition = schema["$defs"][name] if name else schema
        for row in tables(REFERENCE / page)[heading]:
            for key in SPAN.findall(row[columns[0]]):
                told = said(definition["properties"].get(key, {}).get("description", ""))
                if not told.startswith(said(row[columns[1]])):
                    found.append(f"{name or heading}.{key}: {row[columns[1]]!r} is {told!r}")
    return found


def test_the_schema_of_teams_has_the_words_of_the_page() -> None:
    headings = {
        "Team": "",
        "Worker": "ShellWorker",
        "Shell worker": "ShellWorker",
        "Python worker": "PythonWorker",
        "Replay worker": "ReplayWorker",
        "Gate": "Gate",
        "Workspace": "WorkspaceSettings",
        "Link": "Link",
        "Reports": "ReportsSettings",
        "Limits": "Limits",
        "Resource": "Resource",
    }
    schema = schema_of(SchemaKind.TEAM)
    assert differing(schema, "team-file.md", headings, (0, 3)) == []
    assert unexplained(schema) == []


def test_the_schema_of_plans_has_the_words_of_the_page() -> None:
    schema = schema_of(SchemaKind.PLAN)
    shown = tables(REFERENCE / "plan-file.md")
    headings = {
        heading: "" if heading == "Plan" else heading for heading in shown if heading in {"Plan", *schema["$defs"]}
    }
    assert differing(schema, "plan-file.md", headings, (0, 3)) == []
    assert unexplained(schema) == []


def test_the_schema_of_analyses_has_the_words_of_the_page() -> None:
    headings = {
        "facts": "Facts",
        "candidates": "Candidate",
        "creations": "Creation",
        "coordination_points": "CoordinationPoint",
        "strategy": "Strategy",
        "groups": "Group",
        "Document": "",
    }
    schema = schema_of(SchemaKind.ANALYSIS)
    schema["properties"]["schema"]["description"] = "`cortex/analysis/v1`"
    assert differing(schema, "json/analysis.md", headings, (0, 1)) == []


def test_the_schema_of_events_has_the_words_of_the_page() -> None:
    kinds = {row[0].strip("`"): row[2] for row in tables(REFERENCE / "json" / "event.md")["Kinds"]}
    real = {kind["title"]: kind["description"] for kind in schema_of(SchemaKind.EVENTS)["oneOf"]}
    assert real.keys() == {*kinds, "error"}
    assert [kind for kind, meaning in kinds.items() if not real[kind].startswith(said(meaning))] == []
