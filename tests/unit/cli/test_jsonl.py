from __future__ import annotations

import json

from cortex_cli.cli.jsonl import JsonlView
from cortex_cli.model.events import Event, GateEnded, WorkerOutput
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import RECORD, START


def test_each_event_is_one_line_with_the_promised_fields() -> None:
    face = ScreenFace(columns=20)
    view = JsonlView(face)
    body = WorkerOutput("two\nlines \udcff é")
    view(Event(1, START, body.kind, "auth", 2, body))
    view(Event(2, START, "gate_end", None, None, GateEnded(RECORD.gates[0])))
    first, second = [json.loads(line) for line in face.out_text.splitlines()]
    assert first == {
        "schema": "cortex/event/v1",
        "seq": 1,
        "at": "2026-03-04T05:06:07.000Z",
        "kind": "worker_output",
        "objective": "auth",
        "attempt": 2,
        "data": {"line": "two\nlines \udcff é"},
    }
    assert list(first) == ["schema", "seq", "at", "kind", "objective", "attempt", "data"]
    assert second["data"]["result"]["gate"] == "tests"
    assert face.out_text.isascii()
    assert face.err_text == ""


def test_quiet_does_not_silence_data() -> None:
    face = ScreenFace(quiet=True)
    body = WorkerOutput("x")
    JsonlView(face)(Event(1, START, body.kind, None, None, body))
    assert face.out_text
