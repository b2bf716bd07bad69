"""Model values as plain JSON data, and the canonical bytes that digests are taken of."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from pathlib import PurePath
from typing import Any

from cortex_cli.model.clock import stamp

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


def encode(value: Any) -> JsonValue:
    """`value` (dataclasses, enums, tuples, mappings, dates, paths) as JSON data, field order kept.

    Raises TypeError for a type that has no JSON form.
    """
    if isinstance(value, Enum):
        return encode(value.value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


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
    canonical = json.dumps(encode(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
