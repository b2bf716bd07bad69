"""What a JSON Schema has against a document, by an independent validator."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator


def faults(schema: dict[str, Any], document: object) -> list[str]:
    """A place and a message for each fault."""
    checker = Draft202012Validator.FORMAT_CHECKER
    found = Draft202012Validator(schema, format_checker=checker).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in found]


def check_schema(schema: dict[str, Any]) -> None:
    """Raises what is wrong with a schema that is none of draft 2020-12."""
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


def unexplained(schema: dict[str, Any]) -> list[str]:
    """The keys that a reader of the schema is told nothing about, neither there nor where they refer to."""
    definitions = schema.get("$defs", {})
    return [
        f"{name}.{key}"
        for name, definition in {"": schema, **definitions}.items()
        for key, value in definition.get("properties", {}).items()
        if "description" not in value and "description" not in definitions.get(value.get("$ref", "")[8:], {})
    ]
