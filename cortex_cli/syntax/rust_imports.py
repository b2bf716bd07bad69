"""The paths of a `use` declaration of Rust, whose braces nest."""

from __future__ import annotations

import re
from collections.abc import Iterator

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
ALIAS = re.compile(r"\s+as\s+\w+")
TOKEN = re.compile(r"[{},]|[^{},\s]+")


def rust_paths(text: str, depth: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each path of a declaration, with the names in the braces behind it.

    `depth` is how many modules of the same file stand around it: that many `super` stay in the file.
    """
    written = ALIAS.sub("", COMMENT.sub("", text))
    found = re.search(r"\b(?:use|crate)\s+(.+?);?\s*$", written, re.S)
    if found is None:
        return
    groups = _groups(found[1].rstrip("; \n"))
    for path, names in groups:
        yield _from_file(path, depth), names


def _groups(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Braces with the path before them, outer ones first; a path without braces takes no names."""
    around: list[str] = []
    last = ""
    found: dict[int, tuple[str, list[str]]] = {}
    order: list[int] = []
    for token in TOKEN.findall(text):
        if token == "{":
            around.append("::".join(filter(None, [around[-1] if around else "", last.strip(":")])))
            order.append(len(found))
            found[len(found)] = (around[-1], [])
            last = ""
        elif token in "},":
            _take(found, order, last)
            last = ""
            if token == "}" and around:
                around.pop()
                order.pop()
        else:
            last += token
    if last and not found:
        return [(last.strip(":"), ())]
    return [(path, tuple(names)) for path, names in found.values() if names]


def _take(found: dict[int, tuple[str, list[str]]], order: list[int], name: str) -> None:
    if name and order:
        found[order[-1]][1].append(name)


def _from_file(path: str, depth: int) -> str:
    """The path as it would be written outside of the modules of the file."""
    head, _, rest = path.partition("::")
    if depth and head == "super":
        return _from_file(rest, depth - 1) if rest.startswith("super") else _beside(rest, depth - 1)
    return path


def _beside(rest: str, depth: int) -> str:
    return f"self::{rest}" if rest else "self"
