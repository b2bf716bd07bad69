"""Resolving conflicts by splitting: a shared file gets one owner, where taking turns would cost waves or time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Split
from cortex_cli.planning.sharing.handover import Handover, handed_over, handovers
from cortex_cli.planning.sharing.losses import Providers
from cortex_cli.planning.sharing.prospects import Cost, least_cost
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.wanted_files import wanted_files
from cortex_cli.planning.waves.assignment import Assignment
from cortex_cli.planning.waves.meetings import Meetings

MOST_SPLITS = 6
"""Rounds, each of which settles the files that bring most."""


@dataclass(frozen=True)
class Splitting:
    """Objectives, which of them meet, and the waves they can have; `splits` led there from what `met` at first."""

    objectives: tuple[Objective, ...]
    meetings: Meetings
    assignment: Assignment
    met: Meetings
    splits: tuple[Split, ...] = ()

    @property
    def cost(self) -> Cost:
        """What its waves cost."""
        return self.assignment.waves, round(self.assignment.seconds, 1)


def split(objectives: Sequence[Objective], setting: Setting, first: Providers | None = None) -> Splitting:
    """Give shared files one owner each, as long as that saves waves, or time with as many.

    `first` has, for files that contracts fix, the objectives that provide them. The waves that `objectives` have
    do not matter. Raises ConfigurationError where their dependencies form a cycle.
    """
    meetings = setting.meetings(objectives)
    current = Splitting(tuple(objectives), meetings, setting.place(objectives, meetings), meetings)
    apart = setting.place(objectives, {})
    for _ in range(MOST_SPLITS):
        if current.cost <= (apart.waves, round(apart.seconds, 1)):
            break
        better = _best(current, setting, first or {})
        if better is current:
            break
        current = better
    return current


def _best(current: Splitting, setting: Setting, first: Providers) -> Splitting:
    """The cheapest that one handover leads to, the first of equal ones; `current` where none costs less."""
    best = current
    for wanted in wanted_files(current.objectives, current.meetings, setting):
        for handover in handovers(current.objectives, wanted, setting, first):
            objectives = handed_over(current.objectives, handover, setting, first)
            if objectives is None:
                continue
            changed = {*wanted.everyone, handover.owner}
            least = least_cost(objectives, changed, current.assignment.floor, current.meetings, setting)
            if least < best.cost:
                tried = _tried(current, handover, objectives, changed, setting)
                best = min(best, tried, key=lambda each: each.cost)
    return best


def _tried(
    current: Splitting, handover: Handover, objectives: tuple[Objective, ...], changed: set[str], setting: Setting
) -> Splitting:
    meetings = setting.met_again(current.meetings, objectives, changed)
    assignment = setting.place(objectives, meetings)
    splits = (*current.splits, *_splits(handover, current.assignment, assignment))
    return Splitting(objectives, meetings, assignment, current.met, splits)


def _splits(handover: Handover, before: Assignment, after: Assignment) -> Iterator[Split]:
    for path, writers in handover.wanted.writers.items():
        yield Split(
            path=path,
            owner=handover.owner,
            action=handover.action,
            objectives=tuple(name for name in writers if name != handover.owner),
            waves_before=before.waves,
            waves_after=after.waves,
            seconds_before=round(before.seconds, 1),
            seconds_after=round(after.seconds, 1),
        )
