"""Why an analysis chose a file, or did not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cortex_cli.model.analysis import Role


class Standing(StrEnum):
    """How a path stands in an analysis.

    CHOSEN: it reaches the cut-off. BELOW: it was ranked and does not. UNRELATED: nothing in the request speaks for it.
    LEFT_OUT: it is nobody's work, such as a vendored file. DIRECTORY: there are files below it. UNCOMMITTED: it is in
    the work tree only. MISSING: there is no such file.
    """

    CHOSEN = "chosen"
    BELOW = "below"
    UNRELATED = "unrelated"
    LEFT_OUT = "left_out"
    DIRECTORY = "directory"
    UNCOMMITTED = "uncommitted"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SignalValue:
    """One signal of a file: `value` is 0 to 1 beside the best file's; `words` say what it looks at, as others may.

    `share` is its part of all that speaks for the file; below 0 where it speaks against it.
    """

    signal: str
    words: str
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class FileReason:
    """Everything that decided about `path` for `request`.

    `rank` counts from 1 among the `ranked` files; `probability` and `cut_off` are 0 to 1; `rank`, `probability` and
    `role` are None for what was not ranked. `evidence` speaks for the file; `lacking` says what would have lifted it.
    `forbidden` are patterns of the team's global_forbid that match it; `near` are files that may be meant.
    """

    path: str
    standing: Standing
    reason: str
    request: str
    base_commit: str
    role: Role | None
    rank: int | None
    ranked: int
    probability: float | None
    cut_off: float
    evidence: tuple[str, ...] = ()
    signals: tuple[SignalValue, ...] = ()
    lacking: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
