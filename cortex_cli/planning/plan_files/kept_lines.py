"""Whether a plan file that was written anew still holds what its author wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cortex_cli.planning.plan_files.text import DERIVED, parts_of
from cortex_cli.planning.plan_files.wave_text import WAVE


def keeps(text: str, written: str) -> bool:
    """Whether each line of `text`, comments too, stands in `written`, but for waves and for what sealing derives."""
    return not Counter(_authored(text)) - Counter(_authored(written))


def _authored(text: str) -> Iterator[str]:
    for part in parts_of(text):
        body = [line for line in part.body if "#" in line] if part.key in DERIVED else part.body
        for line in (*part.lead, *body):
            if line.strip():
                yield WAVE.sub(r"\1", line.rstrip())
