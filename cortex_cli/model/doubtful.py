"""Patterns that probably do not say what was meant."""

from __future__ import annotations

from collections.abc import Container

from cortex_cli.model.pattern import escape, is_literal


def misread_file(pattern: str, existing: Container[str]) -> tuple[str, str] | None:
    """What is wrong with `pattern` and what mends it, where it is the name of a file that it does not match."""
    if pattern not in existing or is_literal(pattern):
        return None
    return f"{pattern} is a file, but as a pattern it means other paths", f"write {escape(pattern)} for that file"
