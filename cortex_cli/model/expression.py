"""A union of patterns as one regular expression, for those who cannot afford to load the scope language.

A scope file carries these, so that the check in a worker's hook costs no more than matching them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cortex_cli.model.characters import ANY
from cortex_cli.model.pattern import Pattern, parse_all
from cortex_cli.model.segment import Atom, Glob, Segment, Wild

NOTHING = "(?!)"


def expression_of(patterns: Iterable[str], fold_case: bool = False) -> str:
    """What matches exactly the spelled paths that the union matches; ScopeError where a pattern is invalid."""
    parts = [pattern_expression(pattern) for pattern in parse_all(patterns, fold_case) if not pattern.is_void]
    return "|".join(parts) or NOTHING


def pattern_expression(pattern: Pattern) -> str:
    """A path is written with a slash after every segment but the last."""
    *above, last = pattern.segments
    head = "".join("(?:[^/]+/)*" if part is Wild.SEGMENTS else f"{segment_expression(part)}/" for part in above)
    if last is Wild.SEGMENTS:
        return f"{head}.+"
    if not pattern.literal:
        return head + segment_expression(last)
    return head + segment_expression(last) + ("/.+" if pattern.directory else "(?:/.+)?")


def segment_expression(segment: Segment) -> str:
    """One segment other than `**`; the text after a star is taken where it first occurs, so nothing explodes."""
    if isinstance(segment, str):
        return re.escape(segment)
    texts = between_stars(segment) if isinstance(segment, Glob) else [""]
    first, *rest = texts
    if not rest:
        return first
    return first + "".join(f"(?>[^/]*?{text})" for text in rest[:-1]) + f"[^/]*{rest[-1]}"


def between_stars(glob: Glob) -> list[str]:
    texts = [""]
    for atom in glob.atoms:
        if atom is Wild.STAR:
            texts.append("")
        else:
            texts[-1] += atom_expression(atom)
    return texts


def atom_expression(atom: Atom) -> str:
    if isinstance(atom, str):
        return re.escape(atom)
    return "[^/]" if atom == ANY or isinstance(atom, Wild) else atom.expression
