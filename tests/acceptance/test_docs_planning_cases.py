"""The pages of planning cases say what the code says: every key with its default, every rule, every group."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from cortex_cli.model import expectations, planning_case
from cortex_cli.pipeline.cases import run_cases
from cortex_cli.planning.cases.file import case_keys, read_case
from cortex_cli.planning.cases.rules import RULES
from tests.acceptance.documents import ROOT, SPAN, blocks, code, page, tables
from tests.acceptance.test_docs_reference import check_document, check_keys, names_of

REFERENCE = page("docs/reference/planning-case-file.md")
HOW_TO = page("docs/how-to/planning-cases.md")


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("History", planning_case.CaseCommit),
        ("Options", planning_case.CaseOptions),
        ("Expect", expectations.Expectations),
        ("Expected scope", expectations.ExpectedScope),
        ("Expected split", expectations.ExpectedSplit),
        ("Expected contract", expectations.ExpectedContract),
        ("Expected conflict", expectations.ExpectedConflict),
        ("Expected error", expectations.ExpectedError),
    ],
)
def test_every_key_with_its_default(heading: str, type_: type) -> None:
    check_keys(tables(REFERENCE)[heading], list(fields(type_)))


def test_every_key_of_a_case_group_and_rule() -> None:
    shown = tables(REFERENCE)
    assert [code(row[0]) for row in shown["Case"]] == ["schema", *case_keys()]
    (groups,) = [row[3] for row in shown["Case"] if code(row[0]) == "group"]
    assert SPAN.findall(groups) == list(planning_case.CaseGroup)
    assert [code(row[0]) for row in shown["Rules"]] == list(expectations.FurtherRule)


def test_every_rule_that_needs_no_asking() -> None:
    (cell,) = [
        row[1] for row in tables(page("docs/reference/json/planning-cases.md"))["findings"] if code(row[0]) == "rule"
    ]
    assert SPAN.findall(cell)[1:] == list(RULES)


def test_the_document_of_the_page_is_the_one_that_the_command_prints(tmp_path: Path) -> None:
    real = {"schema": "cortex/planning-cases/v1", **names_of(planning_case.CaseReport)}
    parts = {"cases": names_of(planning_case.CaseVerdict), "findings": names_of(planning_case.CaseFinding)}
    check_document("planning-cases", real, parts)
    (example,) = [
        json.loads(block.text)
        for block in blocks(ROOT / "docs/reference/json/planning-cases.md")
        if block.language == "json"
    ]
    (written,) = [block for block in blocks(HOW_TO) if block.options.get("file") == "cases/colours.yaml"]
    (tmp_path / "colours.yaml").write_text(written.text)
    (verdict,) = run_cases(tmp_path).cases
    (shown,) = example["cases"]
    assert (shown["name"], shown["file"]) == (verdict.name, verdict.file)
    assert shown["findings"] == [
        {name: getattr(each, name) for name in names_of(type(each))} for each in verdict.findings
    ]


def test_the_case_with_a_history_holds(tmp_path: Path) -> None:
    (block,) = [block for block in blocks(HOW_TO) if "case" in block.options]
    (tmp_path / "case.yaml").write_text(block.text)
    assert read_case(tmp_path / "case.yaml", "case.yaml").case.history
    (verdict,) = run_cases(tmp_path).cases
    assert verdict.held, verdict.findings
