"""What proves a wave: for each pair of objectives that could meet, why it does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

STRICT: dict[str, str] = {"extra": "forbid"}


class Because(StrEnum):
    """Why two objectives share no writable path.

    NAMES: at one segment no name fits both patterns, or the paths of one of them have ended. EMPTY: no path matches
    both, though no single segment shows it. FORBID: every path that both touch is forbidden to one of the two.
    """

    NAMES = "names"
    EMPTY = "empty"
    FORBID = "forbid"


@dataclass(frozen=True)
class Claim:
    """Two objectives of a wave share no path; `patterns` are the two touch patterns hardest to tell apart.

    Only NAMES has `segment`, which counts from 1, or from -1 at the end, and `names`: what the patterns ask for
    there, `*` for any name and nothing where a path has ended. Only FORBID has `forbid`: patterns that together take
    away every path that both objectives touch; none are named where finding them took too long, and all of both count.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    objectives: tuple[str, str]
    because: Because
    patterns: tuple[str, str]
    segment: int | None = None
    names: tuple[str, str] | None = None
    forbid: tuple[str, ...] = ()


@dataclass(frozen=True)
class WaveCertificate:
    """The evidence for one wave of `pairs` pairs; in `by_names` of them a name tells all patterns apart.

    `claims` has every other pair, and those told apart by names as well while the wave is small.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    wave: int
    pairs: int
    by_names: int
    claims: tuple[Claim, ...] = ()
