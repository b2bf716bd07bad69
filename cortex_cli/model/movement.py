"""How the repository has moved on since the commit that a plan is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

COMMIT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Relation(StrEnum):
    """How HEAD stands to the base of a plan.

    SAME: HEAD is the base. AHEAD: the base is an ancestor of HEAD. APART: it is none, as after a rebase or on
    another branch. UNKNOWN: the clone does not have the commit whole, or the base is no full commit id.
    """

    SAME = "same"
    AHEAD = "ahead"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Movement:
    """From `base` to `head`: `commits` of HEAD that the base does not have, and the paths whose content differs.

    `gone` are those of the `changed` paths that HEAD does not have. Both are sorted.
    """

    base: str
    head: str
    relation: Relation
    commits: int = 0
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
