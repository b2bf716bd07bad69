"""The JSON Schemas of what Cortex prints for programs: an analysis, and the lines of `--output jsonl`."""

from __future__ import annotations

from typing import Any, get_args

from cortex_cli.config.published import DIALECT, Schema, key, printed, published
from cortex_cli.model.analysis import Analysis
from cortex_cli.model.events import Event, EventBody
from cortex_cli.reporting.document_keys import ANALYSIS_KEYS, EVENT_KEYS

NULLABLE_TEXT = [{"type": "string"}, {"type": "null"}]
ERROR: Schema = {
    "title": "error",
    "description": "the last line of a command that failed",
    "type": "object",
    "properties": {
        "schema": {"const": "cortex/error/v1"},
        "message": key("what was wrong", type="string"),
        "where": key("a file and line, a directory, or null", anyOf=NULLABLE_TEXT),
        "mend": key("the command or edit that mends it, or null", anyOf=NULLABLE_TEXT),
    },
    "required": ["schema", "message", "where", "mend"],
}


def analysis_schema() -> Schema:
    """The JSON Schema of what `cortex analyze --json` prints."""
    schema = printed(published("Cortex analysis", Analysis, ANALYSIS_KEYS))
    return _with_schema(schema, "cortex/analysis/v1")


def event_schema() -> Schema:
    """The JSON Schema of one line that `--output jsonl` prints: an event of each kind, or an error."""
    envelope = printed(published("Cortex event", Event, EVENT_KEYS))
    definitions = envelope.pop("$defs")
    kinds = [_event(envelope, body) for body in get_args(EventBody)]
    return {
        "$schema": DIALECT,
        "title": "Cortex event",
        "description": "One line of what `--output jsonl` prints.",
        "oneOf": [*kinds, ERROR],
        "$defs": definitions,
    }


def _event(envelope: Schema, body: Any) -> Schema:
    own = {"kind": {"const": body.kind}, "data": {"$ref": f"#/$defs/{body.__name__}"}}
    description = EVENT_KEYS[body][""]["description"]
    event = {**envelope, "title": body.kind, "description": description}
    event.pop("$schema")
    return _with_schema({**event, "properties": {**envelope["properties"], **own}}, "cortex/event/v1")


def _with_schema(schema: Schema, kind: str) -> Schema:
    properties = {"schema": {"const": kind}, **schema["properties"]}
    return {**schema, "properties": properties, "required": list(properties)}
