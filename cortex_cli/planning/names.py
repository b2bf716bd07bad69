"""File names and texts that a plan can hold."""

from __future__ import annotations

import re

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.scope import Scope, escape

BACKSLASHED = re.compile(r"\\(.)", re.DOTALL)


def encodable(text: str) -> bool:
    """Whether `text` is proper Unicode: a file name with undecodable bytes is not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def writable(path: str) -> bool:
    """Whether a scope of a plan can name the file `path`."""
    try:
        Scope(touch=(escape(path),))
    except ScopeError:
        return False
    return encodable(path)


def shown(text: str) -> str:
    """`text` with each undecodable byte as an escape such as `\\udcff`; all other text as it is."""
    return text if encodable(text) else text.encode("utf-8", "backslashreplace").decode()


def unescaped(pattern: str) -> str:
    """The path that a pattern without special characters names."""
    return BACKSLASHED.sub(r"\1", pattern)
