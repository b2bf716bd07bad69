"""Whether the seconds that objectives name can be reckoned with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cortex_cli.model.plan import Objective
from cortex_cli.model.problem import Problem

MOST_SECONDS = 10 * 365 * 24 * 3600
"""Ten years: a longer timeout or estimate is a slip, and sums of much larger ones are no numbers any more."""


def seconds_problems(objectives: Sequence[Objective]) -> Iterator[Problem]:
    """Timeouts and estimates that are no number of seconds up to ten years (`bad_timeout`, `bad_estimate`)."""
    for objective in objectives:
        for name, seconds in (("timeout", objective.timeout), ("estimate", objective.estimate)):
            if seconds is not None and not 0 <= seconds <= MOST_SECONDS:
                longer = ": that is more than ten years" if seconds > MOST_SECONDS else ""
                message = f"{objective.id}: {name} is {seconds}, not a number of seconds{longer}"
                yield Problem(f"bad_{name}", message, objective=objective.id)
