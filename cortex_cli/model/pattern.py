"""The patterns of a scope: parsed once, with every text outside the scope language refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.segment import Segment, Wild
from cortex_cli.model.segment_reader import Malformed, read_segment, split
from cortex_cli.model.text import shortened

MOST_PATTERNS = 1_000
MOST_CHARACTERS = 4_096

_SPECIAL = re.compile(r"[*?\[\]\\]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern, spelled for comparison.

    A `literal` one has plain segments only, and covers the path that they name (unless `directory`) and everything
    below. Any other matches whole paths, none at all when it is a `directory`, and its `Wild.SEGMENTS` are never
    next to each other.
    """

    text: str
    segments: tuple[Segment, ...]
    literal: bool
    directory: bool

    @property
    def is_void(self) -> bool:
        """Whether a trailing slash keeps a pattern with wildcards from matching any file."""
        return self.directory and not self.literal

    @property
    def path(self) -> str:
        """The path that a literal pattern names."""
        return "/".join(segment for segment in self.segments if isinstance(segment, str))


def parse(text: str, fold_case: bool = False) -> Pattern:
    """The pattern that `text` spells; ScopeError where it is outside the scope language."""
    return _parse(text, fold_case)


@lru_cache(maxsize=65_536)
def _parse(text: str, fold_case: bool) -> Pattern:
    _refuse_unreadable(text)
    try:
        names = split(unicodedata.normalize("NFC", text))
        segments = [read_segment(name, fold_case) for name in names]
    except Malformed as error:
        raise _refusal(text, error.reason, error.mend) from None
    directory = len(segments) > 1 and segments[-1] == ""
    if directory:
        segments.pop()
    plain = [segment for segment in segments if isinstance(segment, str)]
    for name in plain:
        _refuse_name(text, name)
    if Wild.SEGMENTS in segments:
        segments = _collapsed(segments)
    return Pattern(text, tuple(segments), literal=len(plain) == len(segments), directory=directory)


def parse_all(patterns: Iterable[str], fold_case: bool = False) -> tuple[Pattern, ...]:
    """`parse` for each pattern; ScopeError for the first that is outside the scope language."""
    return tuple(_parse(text, fold_case) for text in patterns)


def require_valid(name: str, patterns: object) -> tuple[str, ...]:
    """`patterns` as a tuple; ScopeError where they are no list of at most MOST_PATTERNS valid patterns.

    `name` is what a scope calls the list: touch, read or forbid.
    """
    if not isinstance(patterns, (list, tuple)):
        raise ScopeError(f"{name} must be a list of patterns", mend=f"write {name} as a list, one pattern each")
    if len(patterns) > MOST_PATTERNS:
        raise ScopeError(
            f"{name} has {len(patterns)} patterns, more than {MOST_PATTERNS}",
            mend="name directories instead of their files, or divide the objective",
        )
    for text in patterns:
        if not isinstance(text, str):
            raise ScopeError(f"{name} holds {text!r}, which is no text", mend="quote it, if it is meant as a pattern")
        _parse(text, False)
    return tuple(patterns)


def escape(path: str) -> str:
    """The pattern that matches the file `path`, whatever characters its name has, and what is below it."""
    return _SPECIAL.sub(r"\\\g<0>", path)


def is_literal(pattern: str) -> bool:
    """Whether `pattern` names one path, so that it also covers everything below; ScopeError where it is invalid."""
    return parse(pattern).literal


def _refusal(text: str, reason: str, mend: str) -> ScopeError:
    shown = f"'{text}'" if text.isprintable() else repr(text)
    return ScopeError(f"the pattern {shortened(shown, 120)} {reason}", mend=mend)


def _refuse_unreadable(text: str) -> None:
    if not text:
        raise _refusal(text, "is empty", "write ** for every path, or remove it")
    if len(text) > MOST_CHARACTERS:
        raise _refusal(text, f"has more than {MOST_CHARACTERS} characters", "shorten it")
    if "\0" in text:
        raise _refusal(text, "has a NUL character, which no path has", "remove the character")
    if text.startswith("/"):
        raise _refusal(text, "is absolute", "write it relative to the top of the repository")


def _refuse_name(text: str, name: str) -> None:
    if name and name[0] != ".":
        return
    if name == "":
        raise _refusal(text, "has an empty segment", "write one slash between two names")
    if name == "..":
        raise _refusal(text, "has a '..' segment", "write the path from the top of the repository without '..'")
    if name == ".":
        raise _refusal(text, "has a '.' segment", "leave './' and '/.' out; ** stands for every path")
    if name.lower() == ".git":
        raise _refusal(text, "lies inside .git, which no objective may write", "remove it")


def _collapsed(segments: list[Segment]) -> list[Segment]:
    """`segments` with each run of `**` as one, which matches the same paths."""
    again = [here is Wild.SEGMENTS and before is Wild.SEGMENTS for before, here in pairwise(segments)]
    return [segment for segment, repeated in zip(segments, [False, *again], strict=True) if not repeated]
