"""The schemas of printed documents: what Cortex prints validates, and what it would never print does not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

import pytest

from cortex_cli.model import events
from cortex_cli.model.analysis import Approach
from cortex_cli.model.encoding import document
from cortex_cli.model.plan import Wave
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.model.task_type import TaskType
from cortex_cli.reporting.document_schemas import analysis_schema, event_schema
from tests.kit.schemas import check_schema, faults, unexplained
from tests.unit.reporting.samples import ANALYSIS, HOSTILE, RECORD, START

ANALYSES, EVENTS = analysis_schema(), event_schema()
BODIES: tuple[events.EventBody, ...] = (
    events.PhaseStarted(events.Phase.ANALYSIS),
    events.Activity(HOSTILE),
    events.Activity("reading", 12.5),
    events.TaskTypeDetermined(TaskType.BUG, 0.5),
    events.CoordinationPointsFound(ANALYSIS.coordination_points),
    events.ScopeStrategyChosen(Approach.SOLO, HOSTILE),
    events.ObjectivesCreated(("O1", "O2")),
    events.WavesCreated((Wave(1, ("O1",)),)),
    events.ScopeValidated(True, 0),
    events.PhaseCompleted(events.Phase.PLANNING, None, 0.25),
    events.CycleCompleted("run-1", RunState.SUCCEEDED, "cortex/x", "a" * 40),
    events.RunChanged("run-1", RunState.RUNNING),
    events.WaveStarted(1, ("O1",)),
    events.WaveCompleted(1, None, "a gate was red"),
    events.ObjectiveChanged(ObjectiveState.BLOCKED, "O1 failed"),
    events.AttemptChanged(AttemptState.LOST, "sh"),
    events.WorkerOutput(HOSTILE),
    events.GateStarted("tests"),
    events.GateEnded(RECORD.gates[0]),
)


def as_json(kind: str, value: object) -> Any:
    return json.loads(json.dumps(document(kind, value)))


def event(body: events.EventBody, **changes: object) -> Any:
    made = events.Event(1, START, body.kind, "O1", None, body)
    return {**as_json("event", made), **changes}


# Analyses


def test_an_analysis_validates_whatever_the_words_in_it() -> None:
    strange = replace(ANALYSIS, request=HOSTILE, questions=(HOSTILE,), candidates=(), coordination_points=())
    for analysis in (ANALYSIS, strange):
        assert faults(ANALYSES, as_json("analysis", analysis)) == []


def test_a_later_version_may_have_more_keys_in_an_analysis() -> None:
    later = as_json("analysis", ANALYSIS)
    later["candidates"][0]["more"] = later["more"] = 1
    assert faults(ANALYSES, later) == []


@pytest.mark.parametrize("name", list(as_json("analysis", ANALYSIS)))
def test_no_key_of_an_analysis_is_ever_missing(name: str) -> None:
    less = as_json("analysis", ANALYSIS)
    del less[name]
    assert faults(ANALYSES, less) != []


@pytest.mark.parametrize(
    "changes",
    [{"schema": "cortex/plan/v1"}, {"task_type": "feature"}, {"confidence": 1.5}, {"facts": None}, {"id": "7"}],
)
def test_what_is_no_analysis_does_not_validate(changes: dict[str, object]) -> None:
    assert faults(ANALYSES, {**as_json("analysis", ANALYSIS), **changes}) != []


# Events


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.kind)
def test_an_event_of_each_kind_validates(body: events.EventBody) -> None:
    assert faults(EVENTS, event(body)) == []


def test_there_is_a_sample_of_each_kind() -> None:
    assert {type(body) for body in BODIES} == set(get_args(events.EventBody))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.kind)
def test_an_event_does_not_validate_with_the_data_of_another_kind(body: events.EventBody) -> None:
    other = "gate_start" if body.kind != "gate_start" else "worker_output"
    assert faults(EVENTS, event(body, kind=other)) != []


@pytest.mark.parametrize(
    "changes",
    [{"seq": 0}, {"at": None}, {"kind": "coffee"}, {"objective": 1}, {"attempt": "1"}, {"data": {}}, {"schema": "x"}],
)
def test_what_is_no_event_does_not_validate(changes: dict[str, object]) -> None:
    assert faults(EVENTS, event(events.WorkerOutput("x"), **changes)) != []


def test_the_last_line_may_be_an_error() -> None:
    error = {"schema": "cortex/error/v1", "message": "no", "where": None, "mend": "git init"}
    assert faults(EVENTS, error) == []
    assert faults(EVENTS, {**error, "mend": 1}) != []


# Both


@pytest.mark.parametrize("schema", [ANALYSES, EVENTS], ids=["analysis", "events"])
def test_they_are_schemas_of_the_draft_that_they_name(schema: dict[str, Any]) -> None:
    check_schema(schema)


def test_every_key_of_an_analysis_is_explained() -> None:
    assert set(unexplained(ANALYSES)) == {".schema"}


def test_every_kind_of_event_is_explained() -> None:
    assert [kind["title"] for kind in EVENTS["oneOf"] if not kind["description"]] == []


def test_the_same_schemas_come_each_time() -> None:
    assert json.dumps(analysis_schema()) == json.dumps(ANALYSES)
    assert json.dumps(event_schema()) == json.dumps(EVENTS)
