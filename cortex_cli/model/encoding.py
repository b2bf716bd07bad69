"""Model values as plain JSON data, and the canonical bytes that digests are taken of."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any, cast

from cortex_cli.model.clock import stamp

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types that are their own JSON form; asked first, because most values of a large plan are of them."""


def encode(value: Any) -> JsonValue:
    """`value` (dataclasses, enums, tuples, mappings, dates, paths) as JSON data, field order kept.

    Raises TypeError for a type that has no JSON form.
    """
    if type(value) in PLAIN:
        return cast("JsonValue", value)
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if (known := _fields(value.__class__)) is not None:
        return {name: encode(getattr(value, name)) for name, _ in known}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    return _leaf(value)


def _leaf(value: Any) -> JsonValue:
    if isinstance(value, Enum):
        return encode(value.value)
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def essence(value: Any) -> JsonValue:
    """`value` as `encode` has it, without the fields of dataclasses that have their default value."""
    if type(value) in PLAIN:
        return cast("JsonValue", value)
    if isinstance(value, list | tuple):
        return [essence(item) for item in value]
    if (known := _fields(value.__class__)) is not None:
        said = ((name, getattr(value, name), default) for name, default in known)
        return {name: essence(item) for name, item, default in said if item != default}
    if isinstance(value, Mapping):
        return {str(key): essence(item) for key, item in value.items()}
    return _leaf(value)


@cache
def _fields(type_: type) -> tuple[tuple[str, object], ...] | None:
    """The fields of a dataclass with their defaults, MISSING where there is none; None for any other type."""
    if not dataclasses.is_dataclass(type_):
        return None
    return tuple((field.name, _default(field)) for field in dataclasses.fields(type_))


def _default(field: dataclasses.Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def document(kind: str, value: Any) -> dict[str, JsonValue]:
    """`value` as the JSON document `cortex/<kind>/v1`."""
    body = encode(value)
    if not isinstance(body, dict):
        raise TypeError(f"a document is an object, not {type(body).__name__}")
    return {"schema": f"cortex/{kind}/v1", **body}


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON that survives any file name: undecodable bytes stay escaped surrogates, all else is ASCII."""
    return json.dumps(value, indent=indent, ensure_ascii=True)


def digest(value: Any) -> str:
    """`sha256:<hex>` of the canonical JSON (sorted keys, no blanks) of `value`."""
    return canonical_digest(encode(value))


def canonical_digest(data: JsonValue) -> str:
    """The digest of what is JSON data already."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
