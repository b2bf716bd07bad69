"""The schema of plan files says what the reader says: editors accept what can be read, and mark what cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from cortex_cli.config.documents import load_document
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.document import plan_document, plan_yaml
from cortex_cli.planning.plan_files.reader import load_plan
from cortex_cli.planning.plan_files.schema import plan_schema
from tests.kit.schemas import check_schema, faults
from tests.unit.planning.plan_files.test_reader import FULL, SMALLEST

SCHEMA = plan_schema()
Spoil = Callable[[dict[str, Any]], object]
MISTAKES: dict[str, Spoil] = {
    "a word in a key": lambda plan: plan.update(goal="x"),
    "a key of an objective": lambda plan: plan["objectives"][0].update(files=["src/**"]),
    "a key of a scope": lambda plan: plan["objectives"][0]["scope"].update(write=["src/**"]),
    "no schema": lambda plan: plan.pop("schema"),
    "another schema": lambda plan: plan.update(schema="cortex/plan/v2"),
    "no request": lambda plan: plan.pop("request"),
    "no objectives": lambda plan: plan.update(objectives=[]),
    "no wave where others have one": lambda plan: plan["objectives"][0].pop("wave"),
    "no scope": lambda plan: plan["objectives"][0].pop("scope"),
    "a wave in words": lambda plan: plan["objectives"][0].update(wave="first"),
    "a wave before the first": lambda plan: plan["objectives"][0].update(wave=-1),
    "one pattern that is no list": lambda plan: plan["objectives"][0]["scope"].update(touch="src/**"),
    "an empty touch": lambda plan: plan["objectives"][0]["scope"].update(touch=None),
    "a dependency that is no list": lambda plan: plan["objectives"][1].update(depends_on="O1"),
    "an id with a blank": lambda plan: plan["objectives"][0].update(id="O 1"),
    "a complexity that is none": lambda plan: plan["objectives"][0].update(complexity="huge"),
    "a task type in lower case": lambda plan: plan.update(task_type="feature"),
    "less than no time": lambda plan: plan["objectives"][0].update(timeout=-1),
    "a time in words": lambda plan: plan["objectives"][0].update(timeout="1h"),
    "a truth in quotes": lambda plan: plan["objectives"][0].update(must_change="no"),
    "a contract without a provider": lambda plan: plan["contracts"][0].pop("provider"),
}


def full() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(plan_document(FULL)))
    return deepcopy(document)


def refused(document: dict[str, Any]) -> bool:
    """Whether the reader refuses a plan, or finds what it says impossible."""
    try:
        found = load_plan(json.dumps(document), "plan.json")
    except ConfigurationError:
        return True
    problems = check_plan(found.plan, found=found.problems).problems
    return bool({problem.kind for problem in problems} - {"digest_mismatch", "certificate_mismatch"})


@pytest.mark.parametrize(
    "document",
    [full(), *(dict(load_document(text, "plan.yaml").data) for text in (plan_yaml(FULL), SMALLEST))],
    ids=["as JSON", "as YAML", "by hand"],
)
def test_what_can_be_read_validates(document: dict[str, Any]) -> None:
    assert faults(SCHEMA, document) == []
    assert not refused(document)


def test_a_plan_of_which_the_waves_are_still_to_be_found_validates() -> None:
    document = full()
    for objective in document["objectives"]:
        del objective["wave"]
    assert faults(SCHEMA, document) == []


@pytest.mark.parametrize("spoil", MISTAKES.values(), ids=MISTAKES)
def test_a_typical_mistake_is_marked_as_the_reader_refuses_it(spoil: Spoil) -> None:
    document = full()
    spoil(document)
    assert refused(document)
    assert faults(SCHEMA, document) != []


def test_a_fault_is_told_at_its_place() -> None:
    document = full()
    document["objectives"][1]["depend_on"] = ["O1"]
    (fault,) = faults(SCHEMA, document)
    assert fault.startswith("$.objectives[1]: ")
    assert "'depend_on' was unexpected" in fault


def test_the_schema_asks_for_what_a_plan_needs_and_knows_every_key() -> None:
    schema = plan_schema()
    check_schema(schema)
    assert set(schema["required"]) == {"schema", "request", "objectives"}
    assert set(schema["properties"]) >= set(plan_document(FULL))
    assert set(schema["$defs"]["Objective"]["required"]) == {"id", "title", "scope"}


def test_the_same_schema_comes_each_time() -> None:
    assert json.dumps(plan_schema()) == json.dumps(plan_schema())
