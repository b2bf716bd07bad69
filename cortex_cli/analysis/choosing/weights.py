"""How many files an analysis takes, and what the role of a file counts for each kind of work."""

from __future__ import annotations

from collections.abc import Mapping

from cortex_cli.model.analysis import Role
from cortex_cli.model.task_type import TaskType

MOST_SHOWN = 60
"""How many files an analysis lists besides those that are chosen."""
MOST_SOURCES_SHOWN = 40
"""How many source files it lists, also where tests and documents rank before them."""
MOST_CHOSEN = 60
"""How many files reach the cut-off before it rises to where no more remain."""

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
