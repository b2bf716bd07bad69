"""A new objective that brings together, in the files that others gave up, what they need there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope, escape
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import one_line
from cortex_cli.planning.estimates import estimate
from cortex_cli.planning.patterns import MOST_PATTERNS
from cortex_cli.planning.sharing.wanted_files import Wanted
from cortex_cli.planning.titles import place

NUMBERED = re.compile(r"O([0-9]{1,6})")


def integration(name: str, wanted: Wanted, objectives: Sequence[Objective], kind: TaskType | None) -> Objective:
    """The objective `name` that writes the wanted files after everyone who wanted them.

    It has an estimate, for work of `kind`, where they have one.
    """
    givers = [objective for objective in objectives if objective.id in wanted.everyone]
    read = dict.fromkeys(pattern for giver in givers for pattern in giver.scope.touch or ())
    timed = any(giver.estimate is not None for giver in givers)
    return Objective(
        id=name,
        title=f"{place(wanted.paths)}: integrate the work of {place(wanted.everyone)}",
        wave=1,
        scope=Scope(touch=tuple(map(escape, wanted.paths)), read=tuple(read)[:MOST_PATTERNS]),
        depends_on=wanted.everyone,
        context=needs_of(name, wanted, objectives),
        # The others said that they may write the files, not that they have to.
        must_change=False,
        estimate=estimate(kind or TaskType.FEATURE, len(wanted.paths), 0) if timed else None,
        reason="several objectives meet in what it writes",
    )


def needs_of(owner: str, wanted: Wanted, objectives: Sequence[Objective]) -> tuple[str, ...]:
    """What the owner has to know: who else would have written each file, and what for."""
    titles = {objective.id: one_line(objective.title) for objective in objectives}
    return tuple(
        f"{path}: write what {name} needs there ({titles[name]})"
        for path, writers in wanted.writers.items()
        for name in writers
        if name != owner
    )


def new_name(objectives: Sequence[Objective]) -> str:
    """The next of O1, O2, … where all are called so, else `integration`."""
    numbers = [NUMBERED.fullmatch(objective.id) for objective in objectives]
    if all(numbers):
        return f"O{1 + max((int(number[1]) for number in numbers if number), default=0)}"
    taken = {objective.id.lower() for objective in objectives}
    names = ("integration" if number == 1 else f"integration-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
