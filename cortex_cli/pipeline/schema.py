"""`cortex schema`: the published JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from cortex_cli.config.published import Schema
from cortex_cli.config.team_schema import team_schema
from cortex_cli.planning.plan_files.schema import plan_schema
from cortex_cli.reporting.document_schemas import analysis_schema, event_schema


class SchemaKind(StrEnum):
    PLAN = "plan"
    TEAM = "team"
    ANALYSIS = "analysis"
    EVENTS = "events"


SCHEMAS: Mapping[SchemaKind, Callable[[], Schema]] = {
    SchemaKind.PLAN: plan_schema,
    SchemaKind.TEAM: team_schema,
    SchemaKind.ANALYSIS: analysis_schema,
    SchemaKind.EVENTS: event_schema,
}


def schema_of(kind: SchemaKind) -> Schema:
    """The JSON Schema (draft 2020-12) of a kind of document."""
    return SCHEMAS[kind]()
