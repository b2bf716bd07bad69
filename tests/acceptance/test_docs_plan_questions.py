"""The pages of plan differences and explanations have the keys of the real documents."""

from __future__ import annotations

import json

import pytest

from cortex_cli.model import explanation, plan_diff
from tests.acceptance.documents import blocks, tables
from tests.acceptance.test_docs_reference import REFERENCE, check_document, keys, names_of, text_of


def test_the_page_of_differences_has_every_key() -> None:
    real = {"schema": "cortex/plan-diff/v1", **names_of(plan_diff.PlanDiff)}
    parts = {
        "objectives": names_of(plan_diff.EntriesDiff),
        "added": names_of(plan_diff.Entry),
        "changed": names_of(plan_diff.EntryChange),
        "values": names_of(plan_diff.ValueChange),
        "lists": names_of(plan_diff.ListChange),
    }
    check_document("plan-diff", real, parts)


def test_the_page_of_explanations_has_every_key_and_word() -> None:
    real = {"schema": "cortex/plan-explanation/v1", **names_of(explanation.Explanation)}
    parts = {
        "scope": names_of(explanation.ScopeReason),
        "touch": names_of(explanation.TouchReason),
        "taken": names_of(explanation.Taken),
        "earlier": names_of(explanation.EarlierWave),
        "worker": names_of(explanation.WorkerReason),
        "others": names_of(explanation.OtherWorker),
        "depends_on": names_of(explanation.Related),
        "contracts": names_of(explanation.ContractPart),
    }
    check_document("plan-explanation", real, parts)
    text = text_of("json/plan-explanation.md")
    assert [word for word in (*explanation.Obstacle, *explanation.Passed) if f"`{word}`" not in text] == []


@pytest.mark.parametrize("kind", ["plan-diff", "plan-explanation"])
def test_the_example_has_the_keys_of_its_table(kind: str) -> None:
    path = REFERENCE / "json" / f"{kind}.md"
    (example,) = [json.loads(block.text) for block in blocks(path) if block.language == "json"]
    assert set(example) == keys(tables(path)["Document"])
