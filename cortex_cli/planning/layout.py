"""Drafts laid out in waves: numbered, staffed, timed, and measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import PER_WAVE, Schedule
from cortex_cli.model.team import Team
from cortex_cli.planning.creations import apportion
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.estimates import is_mechanical, sweep_estimate
from cortex_cli.planning.interfaces import with_interfaces
from cortex_cli.planning.objectives import Material, numbered, renamed, skeleton
from cortex_cli.planning.resources import equipped
from cortex_cli.planning.sharing.ownership import needs_graph
from cortex_cli.planning.staffing import staff
from cortex_cli.planning.waves.assignment import place
from cortex_cli.planning.waves.capacity import capacity_of
from cortex_cli.planning.waves.meetings import meetings_of
from cortex_cli.planning.waves.moves import Move
from cortex_cli.planning.waves.scheduling import schedule_of


@dataclass(frozen=True)
class Layout:
    """Objectives in waves with their workers, and how good those waves are; `ids` are theirs by draft.

    `moves` name drafts. `unable` says who found no worker.
    """

    drafts: tuple[Draft, ...]
    objectives: tuple[Objective, ...]
    ids: Mapping[str, str]
    moves: tuple[Move, ...]
    unable: tuple[str, ...]
    schedule: Schedule

    @property
    def cost(self) -> tuple[int, float]:
        """Waves, and seconds for them with what each costs besides its work; the smaller, the better."""
        return self.schedule.waves, self.schedule.seconds + PER_WAVE * self.schedule.waves


def lay_out(drafts: Sequence[Draft], material: Material, team: Team, *, fix_interfaces: bool = False) -> Layout:
    """`drafts`, at least one, as objectives O1, O2, … in the order of their waves.

    With `fix_interfaces` one more of them may come first, in wave 0.
    """
    ground, kind = material.ground, material.analysis.task_type
    parted = apportion(drafts, fold_case=ground.fold_case)
    graph = needs_graph(parted)
    plain: Sequence[Objective] = [skeleton(draft, parted, graph, material) for draft in parted]
    skeletons = equipped(
        with_interfaces(plain, parted, material) if fix_interfaces else plain,
        team.resources,
        global_forbid=ground.forbidden,
        fold_case=ground.fold_case,
        existing=ground.tracked,
    )
    meetings = meetings_of(
        skeletons, global_forbid=ground.forbidden, fold_case=ground.fold_case, existing=ground.tracked
    )
    assignment = place(skeletons, capacity_of(team, skeletons, kind), meetings)
    ids = numbered(assignment.objectives)
    unstaffed = renamed(assignment.objectives, ids)
    staffed, unable = staff(unstaffed, team, kind)
    files = {ids[draft.name]: len(draft.files) for draft in parted}
    timed = tuple(paced(objective, team, files.get(objective.id, 1)) for objective in staffed)
    met = {(ids[one], ids[other]): witness for (one, other), witness in meetings.items()}
    best = place(timed, capacity_of(team, unstaffed, kind), met)
    return Layout(parted, timed, ids, assignment.moves, unable, schedule_of(timed, best))


def paced(objective: Objective, team: Team, files: int) -> Objective:
    """`objective` with the estimate of its worker's pace: one that only runs a program over files is no thinker."""
    if objective.worker is None or not is_mechanical(team.worker(objective.worker)):
        return objective
    return replace(objective, estimate=sweep_estimate(files))
