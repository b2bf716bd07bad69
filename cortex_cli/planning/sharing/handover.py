"""Giving a shared file to one objective: who takes it, who gives it up, and who then waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import SplitAction
from cortex_cli.model.scope import escape, is_literal
from cortex_cli.planning.cycles import cycles
from cortex_cli.planning.given_up import gives_up, takes
from cortex_cli.planning.graph import graph_of
from cortex_cli.planning.names import unescaped
from cortex_cli.planning.sharing.integration import integration, needs_of, new_name
from cortex_cli.planning.sharing.losses import Providers, has_all, loses
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.wanted_files import Wanted

MOST_OWNERS = 3
"""Objectives that are tried as owners: those that wait for most already, else the last ones."""


@dataclass(frozen=True)
class Handover:
    """`owner` gets all the files of `wanted`; a name that no objective has is that of a new one."""

    wanted: Wanted
    owner: str
    action: SplitAction

    @cached_property
    def givers(self) -> frozenset[str]:
        """Those that give a file up."""
        return frozenset(self.wanted.everyone) - {self.owner}


def handovers(
    objectives: Sequence[Objective], wanted: Wanted, setting: Setting, first: Providers
) -> Iterator[Handover]:
    """What could be tried for `wanted`, what changes least first.

    Integrate last, by an objective that is there or by a new one. `first` has the providers of each file
    that contracts fix: one alone comes first instead. Files of several providers, or with and without one, have nobody
    who could take all of them.
    """
    providers = {first.get(setting.key(path), frozenset()) for path in wanted.paths}
    (among, *others) = providers
    if not among and not others:
        levels = graph_of(objectives).levels
        ranks = {name: (levels[name], at) for at, name in enumerate(wanted.everyone)}
        for owner in sorted(ranks, key=ranks.__getitem__, reverse=True)[:MOST_OWNERS]:
            yield Handover(wanted, owner, SplitAction.INTEGRATE_LAST)
        yield Handover(wanted, new_name(objectives), SplitAction.INTEGRATE_LAST)
    elif len(among) == 1 and not others:
        for owner in (name for name in wanted.everyone if name in among):
            yield Handover(wanted, owner, SplitAction.CONTRACT_FIRST)


def handed_over(
    objectives: Sequence[Objective], handover: Handover, setting: Setting, first: Providers
) -> tuple[Objective, ...] | None:
    """The objectives after it, a new owner last.

    Whoever waited for one that gave a file up to be integrated later waits for the owner as well. None where that
    cannot be: somebody would have nothing left to write or wait in a circle, the owner is forbidden to write a file, a
    giver waited for a file that is none of its own, one of `first` would lose a file that a contract fixes, or a scope
    would need too many patterns.
    """
    try:
        found = _tried(objectives, handover, setting)
        lost = found is None or loses(objectives, found, handover.owner, handover.wanted, setting, first)
    except ScopeError:
        return None
    return None if found is None or lost or cycles(graph_of(found)) else tuple(found)


def _tried(objectives: Sequence[Objective], handover: Handover, setting: Setting) -> list[Objective] | None:
    found: list[Objective] = []
    for objective in objectives:
        changed = _changed(objective, handover, objectives, setting)
        if changed is None:
            return None
        found.append(changed)
    if all(objective.id != handover.owner for objective in objectives):
        found.extend(setting.equip([integration(handover.owner, handover.wanted, objectives, setting.kind)]))
    return [_told(each, handover, objectives) if each.id == handover.owner else each for each in found]


def _told(owner: Objective, handover: Handover, objectives: Sequence[Objective]) -> Objective:
    for giver in objectives:
        if giver.id in handover.givers:
            owner = takes(owner, giver, _given(giver, handover))
    return owner


def _given(giver: Objective, handover: Handover) -> list[str]:
    return [path for path, writers in handover.wanted.writers.items() if giver.id in writers]


def _changed(
    objective: Objective, handover: Handover, objectives: Sequence[Objective], setting: Setting
) -> Objective | None:
    later = handover.action is SplitAction.INTEGRATE_LAST
    if objective.id == handover.owner:
        return _taking(objective, handover, objectives, setting)
    if objective.id in handover.wanted.everyone:
        rest = None if later and _needs_of_others(objective, handover) else _without(objective, handover, setting)
        return rest if rest is None or later else _after(rest, [handover.owner])
    waits = later and not handover.givers.isdisjoint(objective.depends_on)
    return _after(objective, [handover.owner]) if waits else objective


def _needs_of_others(objective: Objective, handover: Handover) -> bool:
    """Whether a giver depends on another one that gives up a file which is none of its own."""
    writers = handover.wanted.writers.values()
    return any(
        objective.id not in names and name in names and name != handover.owner
        for names in writers
        for name in objective.depends_on
    )


def _after(objective: Objective, names: Sequence[str]) -> Objective:
    return replace(objective, depends_on=tuple(dict.fromkeys((*objective.depends_on, *names))))


def _taking(owner: Objective, handover: Handover, objectives: Sequence[Objective], setting: Setting) -> Objective:
    missing = [escape(path) for path in handover.wanted.paths if not has_all(owner.scope, path, setting)]
    scope = replace(owner.scope, touch=(*(owner.scope.touch or ()), *missing))
    taking = replace(
        owner, scope=scope, context=(*owner.context, *needs_of(handover.owner, handover.wanted, objectives))
    )
    if handover.action is SplitAction.CONTRACT_FIRST:
        return taking
    return _after(taking, [name for name in handover.wanted.everyone if name != owner.id])


def _without(objective: Objective, handover: Handover, setting: Setting) -> Objective | None:
    """`objective` without the files; None where it names nothing else."""
    paths = handover.wanted.paths
    names = {setting.key(path) for path in paths}
    kept = tuple(pattern for pattern in objective.scope.touch or () if not _same(pattern, names, setting))
    if not kept:
        return None
    scope = replace(objective.scope, touch=kept)
    left = [path for path in paths if scope.matches(path, fold_case=setting.fold_case)]
    given = _given(objective, handover)
    told = (f"{path} belongs to {handover.owner}, do not change it" for path in given)
    return replace(
        gives_up(objective, given),
        scope=scope.with_forbid(escape(path) for path in left),
        constraints=(*objective.constraints, *told),
    )


def _same(pattern: str, names: set[str], setting: Setting) -> bool:
    """Whether a touch pattern names one of the files, and nothing above it."""
    return is_literal(pattern) and setting.key(unescaped(pattern)) in names
