"""How a file stands to a symbol: whether it has it, and what it can be called with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cortex_cli.syntax.parameters import Parameters


class Presence(StrEnum):
    """UNKNOWN where reading the text proves neither: names may come from elsewhere, or only sometimes."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """`line` counts from 1. `called` are the lists of parameters it has, more than one for overloads.

    They are without the receiver of a method. `direct` is what a call written like the symbol, `f(…)` or
    `Class.method(…)`, must fit. Both are empty where the text does not prove them.
    """

    presence: Presence
    line: int | None = None
    called: tuple[Parameters, ...] = ()
    direct: Parameters | None = None


UNKNOWN = Standing(Presence.UNKNOWN)
GONE = Standing(Presence.GONE)
