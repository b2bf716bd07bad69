"""The one shape of a plan outside the program: the same keys in JSON and in YAML."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from cortex_cli.config.typed import json_schema
from cortex_cli.model.encoding import JsonValue, encode
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.planning.plan_yaml import yaml_text

SCHEMA = "cortex/plan/v1"

ORDER = (
    "request",
    "task_type",
    "base_commit",
    "objectives",
    "waves",
    "contracts",
    "advice",
    "uncovered",
    "notices",
)

HEAD = (
    "A plan of Cortex: waves of objectives whose touch scopes cannot meet.",
    "Edit it, then prove it again and write its digest with: cortex plan --seal FILE",
    "Patterns: * and ? stay inside one directory, ** is any number of directories, a plain name",
    "also covers everything below it, \\ takes the meaning from a special character.",
)

NOTES = {
    "objectives": (
        "wave: after every wave that depends_on names; objectives of one wave run at the same time.",
        "scope.touch: what may be written; left out, the objective may write everything and runs alone.",
        "scope.forbid: taken from touch. scope.read: advice. must_change: false allows no change.",
    ),
    "waves": ("Follows from objectives[].wave; whoever changes those can remove this.",),
    "contracts": ("What one objective provides and others use.",),
    "uncovered": ("Files that the request may need and no objective may write.",),
}


def plan_document(plan: Plan) -> dict[str, JsonValue]:
    """`plan` as the JSON document `cortex/plan/v1`; `waves` is derived from the objectives."""
    values = {name: encode(getattr(plan, name)) for name in (field.name for field in fields(plan))}
    values["objectives"] = [_objective(objective) for objective in plan.objectives]
    values["waves"] = encode(plan.waves)
    head: dict[str, JsonValue] = {"schema": SCHEMA, "id": plan.id, "digest": plan.digest}
    first = {name: values[name] for name in ORDER}
    return {**head, **first, **{name: value for name, value in values.items() if name not in {*head, *first}}}


def plan_yaml(plan: Plan) -> str:
    """`plan` as commented YAML of the same shape, for people to edit; `parse_plan` reads it back."""
    return yaml_text(plan_document(plan), HEAD, NOTES)


def plan_schema() -> dict[str, Any]:
    """The JSON Schema of plan files: written by hand a plan needs only schema, request and objectives."""
    schema = json_schema(Plan)
    wave = {
        "type": "object",
        "properties": {
            "number": {"type": "integer"},
            "objectives": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["number", "objectives"],
        "additionalProperties": False,
    }
    schema["properties"] = {
        "schema": {"const": SCHEMA},
        **schema["properties"],
        "waves": {
            "type": "array",
            "items": wave,
            "description": "Derived from objectives[].wave; may be left out.",
        },
    }
    schema["required"] = ["schema", *schema["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Cortex plan", **schema}


def _objective(objective: Objective) -> JsonValue:
    """An omitted touch stays omitted: `touch: null` would read like an empty list and mean everything."""
    values = encode(objective)
    if objective.scope.touch is None and isinstance(values, dict):
        scope = encode(objective.scope)
        if isinstance(scope, dict):
            values["scope"] = {name: value for name, value in scope.items() if name != "touch"}
    return values
