"""What of a planning case does not hold, and where the case says that it should."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cortex_cli.config.problems import Location

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that does not hold; `loc` is the key of the case file that asks for it, empty where none does."""

    rule: str
    loc: Location
    expected: str
    came: str


def miss(key: str, expected: object, came: object, *rest: str | int) -> Miss:
    """An expectation that is not met: the `key` under `expect`, and the place within its value."""
    return Miss(key, ("expect", key, *rest), str(expected), str(came))


def listed(names: Iterable[str]) -> str:
    """The names in a row, or that there are none."""
    return ", ".join(names) or NOTHING
