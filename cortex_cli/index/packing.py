"""Rows as bytes that say whether they are whole: SQLite itself does not notice a changed byte inside a blob."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final
from zlib import crc32

from cortex_cli.index.damage import DamagedIndex
from cortex_cli.index.records import Defined, Imported, Outline

NUMBERS: Final = "I"
"""Unsigned, four bytes: an index belongs to one machine, and its version names the order of their bytes."""
CHECK_BYTES = 4


def sealed(data: bytes) -> bytes:
    """`data` behind its checksum."""
    return crc32(data).to_bytes(CHECK_BYTES, "little") + data


def unsealed(stored: bytes) -> bytes:
    """What `sealed` was given; DamagedIndex where it is not that any more."""
    data = stored[CHECK_BYTES:]
    if crc32(data).to_bytes(CHECK_BYTES, "little") != stored[:CHECK_BYTES]:
        raise DamagedIndex("a row of the index does not fit its checksum")
    return data


def pack_numbers(numbers: Iterable[int]) -> bytes:
    return sealed(array(NUMBERS, numbers).tobytes())


def unpack_numbers(stored: bytes) -> array[int]:
    numbers = array(NUMBERS)
    numbers.frombytes(unsealed(stored))
    return numbers


def pack_outline(outline: Outline) -> tuple[bytes, bytes]:
    """Definitions and imports, each as compact JSON: lists of fields in the order of the dataclasses."""
    definitions = [
        (each.name, each.kind, each.line, each.last_line, each.signature, each.owner) for each in outline.definitions
    ]
    imports = [(each.module, each.names, each.level, each.reexport) for each in outline.imports]
    return _sealed_json(definitions), _sealed_json(imports)


def unpack_outline(definitions: bytes, imports: bytes) -> Outline:
    return Outline(tuple([Defined(*fields) for fields in _opened_json(definitions)]), unpack_imports(imports))


def unpack_imports(imports: bytes) -> tuple[Imported, ...]:
    if imports == _NOTHING:
        return ()
    return tuple(
        [Imported(module, tuple(names), level, reexport) for module, names, level, reexport in _opened_json(imports)]
    )


def _sealed_json(fields: Sequence[tuple[object, ...]]) -> bytes:
    return sealed(_encoded(fields).encode()) if fields else _NOTHING


def _opened_json(stored: bytes) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(unsealed(stored))
    return found


_encoded = json.JSONEncoder(separators=(",", ":")).encode
_NOTHING = sealed(b"[]")
