"""Bytes to text, where the encoding is certain: UTF-8, a byte order mark, or what the first lines declare.

Declarations are those of PEP 263, which Ruby and Emacs share, `@charset` of CSS and the declaration of XML.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"\A(?:[^\n]*\n)?[ \t\f]*(?:#|//|/\*|;|--|%|<!--)[^\n]*?coding[:=][ \t]*([-\w.]+)"
    rb"|\A@charset \"([-\w.]+)\";"
    rb"|\A<\?xml[^>\n]*encoding=[\"']([-\w.]+)[\"']"
)
HEAD = 1000
SAMPLE = 8000
KNOWN = re.compile(r"^(?:ascii|utf-8|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|euc_\w+|shift_jis\w*|gb\w+|big5\w*|hz)$")
"""Encodings of text that a declaration may name: others of Python's do more than decode."""

ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
PLAIN_CONTROLS = frozenset("\t\n\r\f\v\x1b")


def has_wide_mark(content: bytes) -> bool:
    """Whether bytes begin as UTF-16 or UTF-32 does, in which zero bytes are no sign of binary data."""
    return any(content.startswith(mark) for mark, _ in WIDE_MARKS)


def decoded(content: bytes) -> str | None:
    """The text of `content`, without its byte order mark; None where the encoding is not certain."""
    for mark, name in WIDE_MARKS:
        if content.startswith(mark):
            text = _decode(content, name)
            return text if text is not None and _is_text(text) else None
    text = _decode(content, "utf-8-sig")
    if text is not None:
        return text
    declared = DECLARED.match(content[:HEAD])
    named = _known(next(filter(None, declared.groups())).decode("ascii")) if declared else None
    return None if named is None else _decode(content, named)


def _decode(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError):
        return None


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return found if KNOWN.match(found) else None


def _is_text(text: str) -> bool:
    """Whether nothing in the beginning is what only data has."""
    return not any(unicodedata.category(char) in ODD and char not in PLAIN_CONTROLS for char in set(text[:SAMPLE]))
