from __future__ import annotations

import json

from cortex_cli.model.encoding import json_text
from cortex_cli.reporting.exports import run_document
from tests.unit.reporting.samples import RECORD, failed_record


def test_the_document_has_what_programs_were_promised() -> None:
    document = run_document(RECORD)
    assert document["schema"] == "cortex/run/v1"
    assert {
        "id",
        "state",
        "base_commit",
        "branch",
        "commit",
        "gates",
        "usage",
        "started_at",
        "ended_at",
    } <= set(document)
    assert document["state"] == "succeeded"
    assert document["started_at"] == "2026-03-04T05:06:08.000Z"


def test_an_objective_tells_state_attempts_worker_and_reason() -> None:
    objectives = run_document(failed_record())["objectives"]
    assert isinstance(objectives, list)
    assert objectives[2] == {
        "id": "api",
        "title": "Require a token in the API",
        "wave": 2,
        "state": "failed",
        "attempts": 1,
        "worker": "recorded",
        "reason": "gate tests failed with exit 1",
    }


def test_the_document_is_json() -> None:
    assert json.loads(json_text(run_document(RECORD))) == run_document(RECORD)
