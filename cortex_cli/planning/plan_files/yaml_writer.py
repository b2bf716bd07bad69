"""YAML text for people to edit, written so that even the strictest loader reads back the same values.

Written by hand rather than by a library: the order, the comments and the quoting are ours, and nothing has to
be loaded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from cortex_cli.model.encoding import JsonValue

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*")
"""Text that may stand without quotes, if it is none of `RESERVED`."""

RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def yaml_text(
    document: Mapping[str, JsonValue],
    head: Sequence[str],
    notes: Mapping[str, Sequence[str]],
    dense: Collection[str] = (),
) -> str:
    """`document` as block YAML: `head` as comments on top, `notes` above the top-level keys they are for.

    Under the top-level keys in `dense` a list of scalars stands on one line.
    """
    lines = [f"# {line}".rstrip() for line in head]
    for key, value in document.items():
        lines.extend(f"# {line}" for line in notes.get(key, ()))
        lines.extend(_entry(key, value, "", key in dense))
    return "\n".join(lines) + "\n"


def _entry(key: str, value: JsonValue, indent: str, dense: bool) -> Iterator[str]:
    if dense and isinstance(value, list) and value and not any(isinstance(item, dict | list) for item in value):
        yield f"{indent}{key}: [{', '.join(map(_scalar, value))}]"
    elif isinstance(value, dict | list) and value:
        yield f"{indent}{key}:"
        yield from _block(value, indent + "  ", dense)
    elif isinstance(value, str) and _may_be_literal(value):
        yield f"{indent}{key}: |-"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _block(value: JsonValue, indent: str, dense: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _entry(key, item, indent, dense)
    elif isinstance(value, list):
        for item in value:
            yield from _item(item, indent, dense)


def _item(value: JsonValue, indent: str, dense: bool) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        inner = list(_block(value, indent + "  ", dense))
        yield f"{indent}- {inner[0].lstrip()}"
        yield from inner[1:]
    else:
        yield f"{indent}- {_scalar(value)}"


def _scalar(value: JsonValue) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) and value.lower() not in RESERVED else quoted(value)
    return "{}" if isinstance(value, dict) else "[]"


def _number(value: float) -> str:
    """YAML 1.1 sees a float only where there is a point: `1e+16` would be read as text."""
    text = repr(value)
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa}.0e{exponent}" if mark and "." not in mantissa else text


def _may_be_literal(text: str) -> bool:
    """Whether a `|-` block gives back exactly `text`, and reads better than one long quoted line."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[-1])
        and bool(lines[0])
        and not lines[0].startswith(" ")
        and all(line.isprintable() for line in lines)
        and all(line == line.rstrip() for line in lines)
    )


def quoted(text: str) -> str:
    """`text` as a double-quoted scalar; what cannot be shown is escaped by its code point."""
    return '"' + "".join(_quoted_character(char) for char in text) + '"'


def _quoted_character(char: str) -> str:
    if char in ESCAPES:
        return ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
