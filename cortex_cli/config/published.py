"""JSON Schemas to publish: what follows from the model's types, with what each key means and how it is limited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cortex_cli.config.typed import json_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ORDER = ("$schema", "title", "description", "type", "properties", "required", "additionalProperties", "$defs")

Schema = dict[str, Any]
Keys = Mapping[type, Mapping[str, Mapping[str, object]]]
"""Further keywords for the keys of each type, and of its subclasses; those of the type itself under an empty key."""


def key(meaning: str, **limits: object) -> dict[str, object]:
    """What a key means, and JSON Schema's keywords for what its type does not say."""
    return {"description": meaning, **limits}


def published(title: str, type_: Callable[..., object], keys: Keys) -> Schema:
    """The JSON Schema (draft 2020-12) of the documents of a type, with `keys` in it."""
    schema = json_schema(type_)
    known = {each.__name__: _inherited(each, keys) for each in keys}
    for name, definition in {**schema.get("$defs", {}), schema["title"]: schema}.items():
        _describe(definition, known.get(name, {}))
    schema.update({"$schema": DIALECT, "title": title})
    return {word: schema[word] for word in ORDER if word in schema}


def printed(schema: Schema) -> Schema:
    """`schema` for documents that Cortex prints: they have every key, and later versions may have more."""
    for definition in (schema, *schema.get("$defs", {}).values()):
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition.pop("additionalProperties", None)
            for value in definition["properties"].values():
                value.pop("default", None)
    return schema


def _inherited(type_: type, keys: Keys) -> Mapping[str, Mapping[str, object]]:
    found: dict[str, Mapping[str, object]] = {}
    for base in reversed(type_.__mro__):
        found.update({name: words for name, words in keys.get(base, {}).items() if name or base is type_})
    return found


def _describe(definition: Schema, keys: Mapping[str, Mapping[str, object]]) -> None:
    if "description" in definition:
        definition["description"] = " ".join(definition["description"].partition("\n\n")[0].split())
    _merge(definition, keys.get("", {}))
    for name, value in definition.get("properties", {}).items():
        value.pop("title", None)
        _merge(value, keys.get(name, {}))


def _merge(schema: Schema, words: Mapping[str, object]) -> None:
    for word, value in words.items():
        if isinstance(value, Mapping) and isinstance(schema.get(word), dict):
            _merge(schema[word], value)
        else:
            schema[word] = value
