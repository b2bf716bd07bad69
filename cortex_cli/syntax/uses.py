"""How one file uses a symbol of another, as far as its text proves it."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.syntax.parameters import Call


@dataclass(frozen=True, slots=True)
class Use:
    """A place that fails without the symbol; with `call`, one that fails unless the arguments fit.

    `line` counts from 1, `written` is how the symbol is named there.
    """

    line: int
    written: str
    call: Call | None = None
