"""The scope language read once more, from its description: patterns cut into segments, and what is plain about them."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from itertools import takewhile

from cortex_cli.audit.characters import everything_but, folded, spelled
from cortex_cli.audit.expressions import Spans

NAME = everything_but(())
"""The characters of a name."""

POSIX: dict[str, Callable[[str], bool]] = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "blank": " \t".__contains__,
    "cntrl": lambda char: ord(char) < 32 or ord(char) == 127,
    "digit": str.isdigit,
    "graph": lambda char: 32 < ord(char) < 127,
    "lower": str.islower,
    "print": lambda char: 32 <= ord(char) < 127,
    "punct": string.punctuation.__contains__,
    "space": " \t\n\r".__contains__,
    "upper": str.isupper,
    "xdigit": string.hexdigits.__contains__,
}
"""Classes by name, for ASCII characters alone."""


class Wild(Enum):
    STAR = "*"


Token = str | Spans | Wild
"""A run of plain text, one character of a set, or any text."""

Segment = tuple[Token, ...] | None
"""None stands for `**`."""


@dataclass(frozen=True)
class Pattern:
    """A pattern as its segments, and as they are `written`; a `literal` one also covers what is below its path."""

    text: str
    segments: tuple[Segment, ...]
    written: tuple[str, ...]
    literal: bool
    directory: bool

    @cached_property
    def path(self) -> str:
        """What a literal pattern names."""
        return "/".join("".join(map(str, segment or ())) for segment in self.segments)

    @cached_property
    def prefix(self) -> str:
        """How every path that it matches begins, when it is written between two slashes."""
        return f"/{self.path}/" if self.literal else _plain(self.segments, 1)

    @cached_property
    def suffix(self) -> str:
        """How every such path ends."""
        return "/" if self.literal else _plain(self.segments[::-1], -1)

    @cached_property
    def names(self) -> tuple[int, float]:
        """How many names its paths have, at the least and at the most."""
        named = sum(segment is not None for segment in self.segments)
        if self.literal:
            return named + self.directory, float("inf")
        return named + (self.segments[-1] is None), float("inf") if None in self.segments else named


def _plain(segments: Iterable[Segment], step: int) -> str:
    """The plain text at one end, where `step` is 1 for the beginning and -1 for the end."""
    text = "/"
    for segment in segments:
        if segment is None:
            break
        plain = list(takewhile(lambda token: isinstance(token, str), segment[::step]))
        text += "".join(str(token)[::step] for token in plain)
        if len(plain) < len(segment):
            break
        text += "/"
    return text[::step]


@lru_cache(maxsize=16_384)
def read(text: str, fold_case: bool) -> Pattern:
    """The pattern that `text` spells. Raises ValueError where it is none."""
    parts = [(raw, tuple(tokens)) for raw, tokens in _parts(unicodedata.normalize("NFC", text), fold_case)]
    directory = len(parts) > 1 and parts[-1][0] == ""
    named = parts[:-1] if directory else parts
    segments: list[Segment] = [None if raw == "**" else tokens for raw, tokens in named]
    literal = all(segment is not None and all(isinstance(each, str) for each in segment) for segment in segments)
    if not all(segment is None or segment for segment in segments):
        raise ValueError(f"{text!r} has an empty segment")
    return Pattern(text, tuple(segments), tuple(raw for raw, _ in parts), literal, directory)


def _parts(text: str, fold_case: bool) -> Iterator[tuple[str, list[Token]]]:
    """Each segment as it is written, with its tokens."""
    start = at = 0
    tokens: list[Token] = []
    while at < len(text):
        if text[at] == "/" or text.startswith("\\/", at):
            yield text[start:at], _joined(tokens, fold_case)
            start = at = at + 1 + (text[at] == "\\")
            tokens = []
            continue
        token, at = _token(text, at, fold_case)
        tokens.append(token)
    yield text[start:], _joined(tokens, fold_case)


def _joined(tokens: Sequence[Token], fold_case: bool) -> list[Token]:
    """`tokens` with the characters of each plain run as one text, spelled for comparison."""
    joined: list[Token] = []
    for token in tokens:
        if isinstance(token, str) and joined and isinstance(joined[-1], str):
            joined[-1] += token
        else:
            joined.append(token)
    return [spelled(token, fold_case) if isinstance(token, str) else token for token in joined]


def _token(text: str, at: int, fold_case: bool) -> tuple[Token, int]:
    if text[at] == "*":
        return Wild.STAR, at + 1
    if text[at] == "?":
        return NAME, at + 1
    if text[at] == "[":
        return _class(text, at + 1, fold_case)
    at += text[at] == "\\"
    return text[at : at + 1], at + 1


def _class(text: str, at: int, fold_case: bool) -> tuple[Spans, int]:
    """The set whose `[` stands before `at`, by the rules of git's wildmatch; folding comes before negation."""
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    spans: list[tuple[int, int]] = []
    start, low = at, -1
    while at == start or text[at : at + 1] != "]":
        end = text.find("]", at + 2) if text.startswith("[:", at) else -1
        if end > at + 2 and text[end - 1] == ":":
            holds = POSIX.get(text[at + 2 : end - 1])
            if holds is None:
                raise ValueError(f"{text!r} has an unknown class")
            spans += [(code, code) for code in range(1, 128) if holds(chr(code))]
            at, low = end + 1, -1
        elif text[at : at + 1] == "-" and low >= 0 and text[at + 1 : at + 2] not in ("", "]"):
            high, at = _code(text, at + 1)
            spans += [(low, high)] if low <= high else []
            low = -1
        else:
            low, at = _code(text, at)
            spans.append((low, low))
    if fold_case:
        spans += [(to, to) for code, to in folded().items() if any(first <= code <= last for first, last in spans)]
    outside = everything_but(spans)
    return outside if negated else everything_but(outside), at + 1


def _code(text: str, at: int) -> tuple[int, int]:
    at += text[at : at + 1] == "\\"
    if at >= len(text):
        raise ValueError(f"{text!r} has a class that is not closed")
    return ord(text[at]), at + 1
