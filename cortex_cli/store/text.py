"""Any Python string as SQLite text and back.

SQLite text is UTF-8, but a path or an error message can hold lone surrogates (undecodable bytes of a file
name). Those are written as U+001A and four hex digits, and so is U+001A itself; all other text is unchanged.
"""

from __future__ import annotations

import re
from datetime import datetime

from cortex_cli.model.clock import stamp

Value = str | int | float | datetime | None
Stored = str | int | float | None

_UNSTORABLE = re.compile("[\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


def storable(text: str) -> str:
    """`text` with every character that SQLite refuses escaped; `restored` undoes it."""
    return _UNSTORABLE.sub(lambda found: f"\x1a{ord(found[0]):04x}", text)


def restored(stored: str) -> str:
    """The text that `storable` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), stored)


def read_text(raw: bytes) -> str:
    """The text factory of every connection: bytes of a TEXT column as the string that was bound."""
    return restored(raw.decode(errors="surrogateescape"))


def bind(*values: Value) -> tuple[Stored, ...]:
    """`values` as parameters of a statement: text made storable, moments as ISO 8601 with milliseconds."""
    return tuple(_stored(value) for value in values)


def _stored(value: Value) -> Stored:
    if isinstance(value, datetime):
        return stamp(value)
    return storable(value) if isinstance(value, str) else value
