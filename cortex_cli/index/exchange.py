"""Contexts as JSON lines, to be taken elsewhere.

The first line says which version of the program made the values: what another one made may mean something else.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cortex_cli.index.cache import ROOM, Cache
from cortex_cli.index.damage import DamagedIndex, told_apart
from cortex_cli.index.packing import unsealed
from cortex_cli.model.errors import UsageError

SCHEMA = "cortex/contexts/v1"
_FIELDS = ("space", "key", "parent", "value", "made_at", "expires_at")
_TYPES = (str, str, str | None, str, int, int | None)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many values were taken, and how many were damaged, which were left out."""

    taken: int
    damaged: int


def export_lines(connection: sqlite3.Connection, pattern: str = "*") -> Iterator[str]:
    """The values whose context's key fits `pattern`, as in SQLite's GLOB, after a line about them.

    The same values give the same lines. A value stands behind its checksum, in base64.
    """
    yield _line({"schema": SCHEMA, "version": _version(connection)})
    with told_apart():
        found = connection.execute(
            f"SELECT {', '.join(_FIELDS)} FROM cached WHERE key GLOB ? ORDER BY space, key", (pattern,)
        )
        for row in found:
            entry = dict(zip(_FIELDS, row, strict=True))
            yield _line(entry | {"value": base64.b64encode(entry["value"]).decode()})


def import_lines(connection: sqlite3.Connection, lines: Iterable[str], room: int = ROOM) -> Imported:
    """Keep what `export_lines` gave, as far as there is room and the index does not hold it already.

    Raises UsageError for lines that are no contexts, or those of another version of the program.
    """
    coming = iter(lines)
    _require_ours(next(coming, ""), _version(connection))
    taken = damaged = 0
    for line in coming:
        try:
            space, key, parent, value, made_at, expires_at = _entry(line)
        except (ValueError, DamagedIndex):
            damaged += 1
            continue
        Cache(connection, space, room).put(key, value, parent=parent, now=made_at, expires_at=expires_at)
        taken += 1
    return Imported(taken, damaged)


def _require_ours(head: str, version: int) -> None:
    try:
        found = json.loads(head)
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise UsageError("this is no file of contexts", mend="export one from the index of a clone")
    if found.get("version") != version:
        raise UsageError("the contexts were made by another version of Cortex", mend="export them with this version")


def _entry(line: str) -> tuple[str, str, str | None, bytes, int, int | None]:
    """The fields of a line; ValueError or DamagedIndex where it is not what `export_lines` wrote."""
    found = json.loads(line)
    fields: list[Any] = [found.get(name) for name in _FIELDS] if isinstance(found, dict) else []
    if len(fields) != len(_TYPES) or not all(map(isinstance, fields, _TYPES)):
        raise ValueError("not the fields of a value")
    space, key, parent, value, made_at, expires_at = fields
    return space, key, parent, unsealed(base64.b64decode(value, validate=True)), made_at, expires_at


def _version(connection: sqlite3.Connection) -> int:
    with told_apart():
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True) + "\n"
