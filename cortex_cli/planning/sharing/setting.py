"""What declared objectives are placed on: the team, what nobody may write, the files there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope
from cortex_cli.model.spelling import spell
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.named_files import NamedFiles
from cortex_cli.planning.resources import equipped
from cortex_cli.planning.waves.assignment import Assignment, place
from cortex_cli.planning.waves.capacity import capacity_of
from cortex_cli.planning.waves.meetings import Meetings, meetings_of, met_again


@dataclass(frozen=True)
class Setting:
    """`kind` is the task type of objectives that have none of their own, `existing` the paths of the base commit."""

    team: Team
    kind: TaskType | None = None
    global_forbid: tuple[str, ...] = ()
    fold_case: bool = False
    existing: tuple[str, ...] = ()

    def equip(self, objectives: Sequence[Objective]) -> tuple[Objective, ...]:
        """Objectives with the resources that their paths ask for."""
        return equipped(
            objectives,
            self.team.resources,
            global_forbid=self.global_forbid,
            fold_case=self.fold_case,
            existing=self.existing,
        )

    def meetings(self, objectives: Sequence[Objective]) -> Meetings:
        """Which of them could write the same path."""
        return meetings_of(
            objectives, global_forbid=self.global_forbid, fold_case=self.fold_case, existing=self.existing
        )

    def met_again(self, meetings: Meetings, objectives: Sequence[Objective], changed: Iterable[str]) -> Meetings:
        """The same after some scopes changed."""
        return met_again(
            meetings,
            objectives,
            changed,
            global_forbid=self.global_forbid,
            fold_case=self.fold_case,
            existing=self.existing,
        )

    def place(self, objectives: Sequence[Objective], meetings: Meetings) -> Assignment:
        """Their waves."""
        return place(objectives, capacity_of(self.team, objectives, self.kind), meetings)

    def may_write(self, objective: Objective, path: str) -> bool:
        """Whether the objective may write `path`, now that the team and the plan forbid what they do."""
        return self.scope(objective).matches(path, fold_case=self.fold_case)

    def scope(self, objective: Objective) -> Scope:
        """What the objective may write after all; ScopeError where that takes too many patterns."""
        return objective.scope.with_forbid(self.global_forbid)

    def key(self, path: str) -> str:
        """The same for all spellings of one path."""
        return spell(path, self.fold_case)

    @cached_property
    def files(self) -> NamedFiles:
        """Judges which touch patterns name one file."""
        return NamedFiles(self.existing, fold_case=self.fold_case)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Each existing path as it is spelled in the base commit, by its key."""
        return {self.key(path): path for path in reversed(self.existing)}
