"""How much each signal of relevance counts, as data.

The order follows measurements on requests with known answers: text first, names next, history after them,
neighbours only as small votes. A value is the share that the signal's best file gets.
"""

from __future__ import annotations

from collections.abc import Mapping

from cortex_cli.analysis.signals import SignalName
from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

WEIGHTS: Mapping[SignalName, float] = {
    SignalName.CONTENT: 2.0,
    SignalName.SYMBOLS: 0.8,
    SignalName.PATH: 0.8,
    SignalName.NAMED: 1.0,
    SignalName.MENTIONED_PATH: 2.5,
    SignalName.HISTORY: 0.5,
    SignalName.NEIGHBOURS: 0.2,
    SignalName.CO_CHANGE: 0.2,
}
SHARPNESS = 1.3
"""The power that shares of the best sum are raised to: files that fit half as well rarely change at all."""
THRESHOLD = 0.3
"""The score from which a file must be in some objective's scope."""
LEAST = 0.05
"""A file below it is not shown."""
MOST_SHOWN = 60
MOST_CHOSEN = 60
"""How many files pass the threshold before it rises to where no more remain."""

ROLE_SHARE: Mapping[Role, float] = {
    Role.SOURCE: 1.0,
    Role.TEST: 0.55,
    Role.DOCS: 0.5,
    Role.CONFIG: 0.6,
    Role.DATA: 0.35,
}
ROLE_OF_TASK: Mapping[TaskType, tuple[Role, ...]] = {
    TaskType.TEST: (Role.TEST,),
    TaskType.DOCS: (Role.DOCS,),
    TaskType.CHORE: (Role.CONFIG,),
}
BESIDE = 0.7
"""What files of other roles count where the kind of work has a role of its own."""


def role_share(role: Role, task_type: TaskType) -> float:
    """What the words of a file with this role count, for this kind of work."""
    wanted = ROLE_OF_TASK.get(task_type)
    if wanted is None:
        return ROLE_SHARE[role]
    return 1.0 if role in wanted else BESIDE * ROLE_SHARE[role]
