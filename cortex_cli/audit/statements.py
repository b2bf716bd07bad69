"""Whether what a claim says of two segments is so."""

from __future__ import annotations

from itertools import takewhile

from cortex_cli.audit.evidence import Statement
from cortex_cli.audit.languages import Languages
from cortex_cli.audit.patterns import Pattern, Segment, Wild

ANY_NAME: Segment = (Wild.STAR,)
ENDED: Segment = ()


def names_differ(languages: Languages, one: Pattern, other: Pattern, statement: Statement) -> bool:
    """Whether both patterns surely have what `statement` names at its segment, and no name fits both."""
    if statement.segment is None or statement.names is None:
        return False
    left, right = (asked(pattern, statement.segment) for pattern in (one, other))
    if left is None or right is None or (left[1], right[1]) != statement.names:
        return False
    if ENDED in (left[0], right[0]):
        return left[0] != right[0]
    return languages.shortest(languages.segment(left[0]), languages.segment(right[0])) is None


def asked(pattern: Pattern, segment: int) -> tuple[Segment, str] | None:
    """What `pattern` asks for at `segment`, and how that is written; None where it is not sure what stands there."""
    segments = pattern.segments if segment > 0 else pattern.segments[::-1]
    place = abs(segment) - 1
    sure = list(takewhile(lambda each: each is not None, segments))
    if segment == 0 or place > len(sure) or (pattern.literal and segment < 0):
        return None
    if place < len(sure):
        return sure[place], pattern.written[place if segment > 0 else segment]
    rest = segments[place:]
    if not rest and not pattern.literal:
        return ENDED, ""
    open_end = pattern.directory if pattern.literal else segment > 0 and not any(rest)
    return (ANY_NAME, "*") if open_end else None
