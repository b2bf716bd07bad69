from __future__ import annotations

from datetime import timedelta

import pytest

from cortex_cli.cli.plain import PlainView, important
from cortex_cli.model.events import (
    Activity,
    AttemptChanged,
    CoordinationPointsFound,
    CycleCompleted,
    Event,
    EventBody,
    GateEnded,
    GateStarted,
    ObjectiveChanged,
    ObjectivesCreated,
    Phase,
    PhaseCompleted,
    PhaseStarted,
    RunChanged,
    ScopeStrategyChosen,
    ScopeValidated,
    TaskTypeDetermined,
    WaveCompleted,
    WavesCreated,
    WaveStarted,
    WorkerOutput,
)
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.model.task_type import TaskType
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import ANALYSIS, PLAN, START, failed_record


def heard(*told: tuple[float, EventBody, str | None]) -> list[str]:
    """The lines that a plain view prints for (seconds, event, objective)."""
    face = ScreenFace()
    view = PlainView(face)
    for seq, (seconds, body, objective) in enumerate(told, 1):
        view(Event(seq, START + timedelta(seconds=seconds), body.kind, objective, 1, body))
    assert face.out_text == ""
    return face.err_text.splitlines()


def test_times_count_from_the_first_event() -> None:
    lines = heard(
        (5.0, PhaseStarted(Phase.EXECUTION), None),
        (17.25, ObjectiveChanged(ObjectiveState.COMPLETED), "auth"),
    )
    assert lines == ["[    0.0s] execution started", "[   12.2s] auth: completed"]


def test_chatter_is_one_line_in_ten_seconds_for_each_objective() -> None:
    lines = heard(
        (0.0, WorkerOutput("one"), "auth"),
        (1.0, WorkerOutput("two"), "auth"),
        (2.0, WorkerOutput("other"), "docs"),
        (3.0, Activity("integrating"), None),
        (10.0, WorkerOutput("three"), "auth"),
    )
    assert [line.split("] ")[1] for line in lines] == [
        "auth: one",
        "docs: other",
        "integrating",
        "auth: three",
    ]


def test_what_matters_is_never_throttled() -> None:
    failed = ObjectiveChanged(ObjectiveState.FAILED, "left its scope")
    assert len(heard((0.0, failed, "auth"), (0.0, failed, "auth"))) == 2


def test_an_event_is_one_harmless_line() -> None:
    (line,) = heard((0.0, WorkerOutput("a\x1b[2J\nFAKE [    9.9s] auth: completed " + "x" * 500), "auth"))
    assert "\x1b" not in line
    assert line.startswith("[    0.0s] auth: a FAKE")
    assert len(line) < 130


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            PhaseCompleted(Phase.PLANNING, "docs/plans/PLAN_x.md", 1.25),
            "planning done in 1.2 s: docs/plans/PLAN_x.md",
        ),
        (TaskTypeDetermined(TaskType.FEATURE, 0.9), "task type FEATURE"),
        (CoordinationPointsFound(ANALYSIS.coordination_points), "2 coordination points"),
        (ScopeStrategyChosen("solo", "one file"), "solo: one file"),
        (ObjectivesCreated(("a", "b")), "2 objectives"),
        (WavesCreated(PLAN.waves), "2 waves"),
        (ScopeValidated(True, 0), "scopes are disjoint"),
        (ScopeValidated(False, 1), "scopes overlap: 1 conflict"),
        (RunChanged("run-1", RunState.FAILED, "red"), "run-1 failed: red"),
        (WaveStarted(1, ("a",)), "wave 1 started: 1 objective"),
        (WaveCompleted(1, "abc"), "wave 1 integrated"),
        (WaveCompleted(1, None, "gate tests failed"), "wave 1 rolled back: gate tests failed"),
        (GateEnded(failed_record().gates[-1]), "gate tests failed in 5.1 s: exit 1"),
        (AttemptChanged(AttemptState.RUNNING, "ruff"), "started with ruff"),
        (AttemptChanged(AttemptState.ERROR, "ruff", "timed out"), "attempt 1 error: timed out"),
        (
            CycleCompleted("run-1", RunState.SUCCEEDED, "cortex/x", "abc"),
            "run-1 succeeded, on branch cortex/x",
        ),
    ],
)
def test_words_for_each_kind(body: EventBody, words: str) -> None:
    assert important(body, 1) == words


@pytest.mark.parametrize(
    "body",
    [
        ObjectiveChanged(ObjectiveState.READY),
        ObjectiveChanged(ObjectiveState.RUNNING),
        AttemptChanged(AttemptState.COMPLETED, "ruff"),
        GateStarted("tests"),
    ],
)
def test_steps_that_another_line_tells_are_left_out(body: EventBody) -> None:
    assert important(body, 1) is None


def test_a_second_attempt_is_named() -> None:
    assert important(AttemptChanged(AttemptState.RUNNING, "ruff"), 2) == "attempt 2 with ruff"
