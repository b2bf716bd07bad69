"""Sets of characters as ranges of code points, and the classes of a pattern with git's wildmatch rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cortex_cli.model.spelling import folds

Span = tuple[int, int]

LAST = 0x10FFFF
NOTHING: Span = (-1, -1)
POSIX: dict[str, tuple[Span, ...]] = {
    "alnum": ((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)),
    "alpha": ((0x41, 0x5A), (0x61, 0x7A)),
    "blank": ((0x09, 0x09), (0x20, 0x20)),
    "cntrl": ((0x01, 0x1F), (0x7F, 0x7F)),
    "digit": ((0x30, 0x39),),
    "graph": ((0x21, 0x7E),),
    "lower": ((0x61, 0x7A),),
    "print": ((0x20, 0x7E),),
    "punct": ((0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)),
    "space": ((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20)),
    "upper": ((0x41, 0x5A),),
    "xdigit": ((0x30, 0x39), (0x41, 0x46), (0x61, 0x66)),
}
"""ASCII only, and `space` without vertical tab and form feed: as git has them."""


@dataclass(frozen=True)
class Characters:
    """A set of characters: sorted spans (both ends included) that neither touch nor overlap."""

    spans: tuple[Span, ...]

    def __contains__(self, char: str) -> bool:
        code = ord(char)
        index = bisect_right(self._starts, code) - 1
        return index >= 0 and code <= self.spans[index][1]

    @cached_property
    def _starts(self) -> list[int]:
        return [first for first, _ in self.spans]

    @cached_property
    def expression(self) -> str:
        """This set as a regular expression."""
        body = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in self.spans)
        return f"[{body}]" if body else "(?!)"

    def meets(self, other: Characters) -> bool:
        """Whether some character is in both."""
        mine, its = iter(self.spans), iter(other.spans)
        first, last = next(mine, NOTHING)
        start, end = next(its, NOTHING)
        while first >= 0 and start >= 0:
            if first <= end and start <= last:
                return True
            if last < start:
                first, last = next(mine, NOTHING)
            else:
                start, end = next(its, NOTHING)
        return False

    def complement(self) -> Characters:
        """Every character of a segment that is not in this set."""
        gaps, start = [], 0
        for first, last in (*self.spans, (LAST + 1, LAST + 1)):
            if first > start:
                gaps.append((start, first - 1))
            start = last + 1
        return in_segment(gaps)


def in_segment(spans: Iterable[Span]) -> Characters:
    """The characters of `spans` that can stand in a segment: all but NUL and `/`."""
    cut = []
    for first, last in spans:
        cut += [(max(first, 1), min(last, 0x2E)), (max(first, 0x30), last)]
    merged: list[Span] = []
    for first, last in sorted(span for span in cut if span[0] <= span[1]):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return Characters(tuple(merged))


ANY = in_segment([(0, LAST)])


@lru_cache(maxsize=4096)
def character_class(spans: tuple[Span, ...], negated: bool, fold_case: bool) -> Characters:
    """What a class matches; folding comes before negation, so that `[!a]` leaves out `A` as well.

    A member that folds to several characters (`ß`) matches none when case is folded.
    """
    if fold_case:
        spans = (*spans, *_folded(spans))
    members = in_segment(spans)
    return members.complement() if negated else members


def _folded(spans: Iterable[Span]) -> list[Span]:
    spelled = (text for code, text in folds().items() if any(first <= code <= last for first, last in spans))
    return [(ord(text), ord(text)) for text in spelled if len(text) == 1]


class MalformedClass(ValueError):
    """A class that is not closed, or names a POSIX class that does not exist."""


def read_class(text: str, start: int) -> tuple[tuple[Span, ...], bool, int]:
    """The members of the class whose `[` is at `start`, whether it is negated, and the position after its `]`.

    Raises MalformedClass.
    """
    at = start + 1
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    spans: list[Span] = []
    before: int | None = None
    opened = at
    while at == opened or text[at : at + 1] != "]":
        found, before, at = _read_member(text, at, before)
        spans += found
    return tuple(spans), negated, at + 1


def _read_member(text: str, at: int, before: int | None) -> tuple[tuple[Span, ...], int | None, int]:
    """Spans of the next member, the code point a range could start from, and the position after it."""
    if text.startswith("[:", at):
        end = text.find("]", at + 2)
        if end > at + 2 and text[end - 1] == ":":
            return _posix(text[at + 2 : end - 1]), None, end + 1
    if text[at : at + 1] == "-" and before is not None and text[at + 1 : at + 2] not in ("", "]"):
        last, at = _read_code(text, at + 1)
        return ((before, last),) if before <= last else (), None, at
    code, at = _read_code(text, at)
    return ((code, code),), code, at


def _read_code(text: str, at: int) -> tuple[int, int]:
    if text[at : at + 1] == "\\":
        at += 1
    if at >= len(text):
        raise MalformedClass("has a class that is not closed")
    return ord(text[at]), at + 1


def _posix(name: str) -> tuple[Span, ...]:
    try:
        return POSIX[name]
    except KeyError:
        raise MalformedClass(f"has an unknown class [:{name}:]") from None
