"""What the second checker is given, and what it says: plain values, so that it needs nothing of the first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Work:
    """What an objective may write: `touch` (None: everything) without `forbid`, its own and that of the plan."""

    id: str
    touch: tuple[str, ...] | None
    forbid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim of a certificate; `because` is `names`, `empty` or `forbid`."""

    objectives: tuple[str, str]
    because: str
    patterns: tuple[str, str]
    segment: int | None
    names: tuple[str, str] | None
    forbid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The certificate of one wave."""

    pairs: int
    by_names: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two objectives that the first checker says do meet, at `path`; None where it could not decide."""

    objectives: tuple[str, str]
    path: str | None


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave with what the first checker says of it: pairs that meet, or else what proves that none does."""

    number: int
    works: tuple[Work, ...]
    meetings: tuple[Meeting, ...]
    proof: Proof | None


class Kind(StrEnum):
    """OVERLAP: two share a path after all. UNDECIDED: the steps did not suffice. WRONG, MISSING: a claim."""

    OVERLAP = "overlap"
    UNDECIDED = "undecided"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the second checker does not agree with the first; `message` says it without the number of the wave."""

    kind: Kind
    wave: int
    message: str
    objective: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of `pairs` in `waves` of several objectives, `confirmed` were found to be apart, and for the reasons given."""

    waves: int
    pairs: int
    confirmed: int
    findings: tuple[Finding, ...]
