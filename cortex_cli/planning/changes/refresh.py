"""A plan brought to HEAD: what did not change is kept as it is, what did is planned anew or follows its files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.analysis import Analysis
from cortex_cli.model.movement import Movement
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.team import Team
from cortex_cli.model.text import clean
from cortex_cli.planning.advice import advise
from cortex_cli.planning.changes.exchange import Exchange, written_by
from cortex_cli.planning.changes.followed import emptied, followed
from cortex_cli.planning.changes.relinking import Inheritance, linked
from cortex_cli.planning.changes.staleness import Moved
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.staffing import staff
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.capacity import capacity_of

SHOWN = 5


@dataclass(frozen=True)
class Refreshed:
    """A plan for HEAD, not proven and sealed yet; `told` says what was decided, in words."""

    plan: Plan
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """What a plan is brought to: `tracked` are the files of HEAD, `renames` what became of others on the way."""

    movement: Movement
    renames: Mapping[str, str]
    tracked: tuple[str, ...]
    team: Team


def follow(plan: Plan, moved: Sequence[Moved], head: Head) -> Refreshed:
    """`plan`, written by hand, at HEAD: its scopes follow the files that were renamed or deleted.

    `moved` are the objectives in whose scope something changed.
    """
    affected, gone = {each.objective for each in moved}, frozenset(head.movement.gone)
    found = {each.id: followed(each, head.renames, gone) for each in plan.objectives if each.id in affected}
    now = [found[each.id].objective if each.id in found else each for each in plan.objectives]
    left = [each for each in now if each is not None]
    heirs = {name: (name,) if each.objective else () for name, each in found.items()}
    contracts = tuple(replace(each, path=head.renames.get(each.path, each.path)) for each in plan.contracts)
    links = linked(left, Inheritance(replace(plan, contracts=contracts), heirs))
    new = replace(plan, base_commit=head.movement.head, objectives=links.objectives, contracts=links.contracts)
    placed = in_waves(new, {each.id for each in left}, head)
    told = (
        *(line for each in found.values() for line in each.told),
        *(line for each in left if each.id in affected for line in emptied(each, gone, head.tracked, plan.fold_case)),
        *links.told,
        *placed.told,
    )
    return Refreshed(replace(placed.plan, notices=tuple(dict.fromkeys((*plan.notices, *told)))), told)


def plan_anew(exchange: Exchange, moved: Sequence[Moved], head: Head, analysis: Analysis) -> Refreshed:
    """A plan at HEAD whose objectives are those of `exchange`, with new waves, workers and advice where needed.

    `moved` are the objectives in whose scope something changed; `analysis` is the one of HEAD.
    """
    before, fresh, gone = exchange.plan, exchange.fresh, exchange.affected
    come = frozenset(exchange.ids.values())
    waves = {each.id: each.wave for each in before.objectives}
    objectives = [_in_place_of(before, each, head.team) for each in exchange.objectives]
    links = linked(objectives, Inheritance(before, exchange.heirs, fresh, exchange.names, come))
    new = replace(
        before,
        base_commit=head.movement.head,
        objectives=links.objectives,
        contracts=links.contracts,
        uncovered=fresh.uncovered,
        schedule=fresh.schedule,
        splits=tuple(each for each in before.splits if gone.isdisjoint((each.owner, *each.objectives))),
        analysis=analysis.id,
    )
    placed = in_waves(new, waves.keys(), head)
    staffed = _staffed(placed.plan, come, head.team)
    told = (*_exchanged(exchange, moved), *links.told, *placed.told)
    advice = advise(staffed.objectives, analysis.strategy) if staffed.objectives else None
    return Refreshed(replace(staffed, advice=advice, notices=told), told)


def _in_place_of(before: Plan, objective: Objective, team: Team) -> Objective:
    """`objective` in the wave of the one with its id, and with its worker where the team still has that."""
    old = next((each for each in before.objectives if each.id == objective.id), None)
    if old is None:
        return objective
    worker = old.worker if any(each.id == old.worker for each in team.enabled) else objective.worker
    return replace(objective, wave=old.wave, worker=worker)


def in_waves(plan: Plan, carried: Collection[str], head: Head) -> Refreshed:
    """`plan` with the waves that it has if they hold and belong to `carried` objectives, else with new ones."""
    bare = replace(plan, id=None, digest=None, certificate=None)
    known = all(each.id in carried for each in plan.objectives)
    if not plan.objectives or (known and check_plan(bare, existing=head.tracked, team=head.team).valid):
        return Refreshed(plan)
    assigned = assign_waves(
        plan.objectives,
        capacity_of(head.team, plan.objectives, plan.task_type),
        global_forbid=plan.global_forbid,
        fold_case=plan.fold_case,
        existing=head.tracked,
    )
    told = tuple(
        f"{new.id} runs in wave {new.wave} instead of {old.wave}"
        for old, new in zip(plan.objectives, assigned.objectives, strict=True)
        if old.wave != new.wave and old.id in carried
    )
    return Refreshed(replace(plan, objectives=assigned.objectives), told)


def declined(analysis: Analysis, plan: Plan) -> frozenset[str]:
    """What `analysis`, from which `plan` was made, offers and the plan does not have: a person took it out.

    Files that planning itself could not give to anybody are not among them.
    """
    groups = analysis.strategy.groups
    above = (each.path for each in analysis.candidates if each.probability >= analysis.threshold)
    files = {*above, *(path for group in groups for path in group.files)} - {each.path for each in plan.uncovered}
    patterns = {pattern for group in groups for pattern in group.creations}
    touched = {pattern for each in plan.objectives for pattern in each.scope.touch or ()}
    had = {path for paths in written_by(plan, plan.objectives, files).values() for path in paths}
    return frozenset((files - had) | (patterns - touched))


def _staffed(plan: Plan, come: Collection[str], team: Team) -> Plan:
    """`plan` with workers for the objectives that came in; the others keep theirs, or none."""
    staffed, _ = staff(plan.objectives, team, plan.task_type)
    pairs = zip(plan.objectives, staffed, strict=True)
    return replace(plan, objectives=tuple(new if old.id in come else old for old, new in pairs))


def _exchanged(exchange: Exchange, moved: Sequence[Moved]) -> Iterator[str]:
    """What became of the objectives in whose scope something changed, and of their files."""
    for each in moved:
        heirs = exchange.heirs[each.objective]
        changed = f"{_some((*each.written, *each.read))} changed"
        if heirs == (each.objective,):
            yield f"{each.objective} is planned anew: {changed}"
        elif heirs:
            yield f"{each.objective} gives way to {' and '.join(heirs)}: {changed}"
        else:
            yield f"{each.objective} is left out: {changed}, and the request needs nothing of its own any more"
    inherited = {name for names in exchange.heirs.values() for name in names}
    come = frozenset(exchange.ids.values())
    for new in exchange.objectives:
        if new.id in come - inherited:
            yield f"{new.id} is new: {_some(new.scope.touch or ())}"
    dropped = _dropped(exchange)
    if dropped:
        yield f"in no scope any more: {_some(dropped)}"


def _dropped(exchange: Exchange) -> list[str]:
    """The files of HEAD that an exchanged objective could write and nobody can now."""
    lost = [each for each in exchange.plan.objectives if each.id in exchange.affected]
    before = _files(exchange.plan, lost, exchange.tracked)
    return sorted(before - _files(exchange.plan, exchange.objectives, before))


def _files(plan: Plan, objectives: Iterable[Objective], paths: Iterable[str]) -> set[str]:
    return {path for paths in written_by(plan, objectives, paths).values() for path in paths}


def _some(paths: Sequence[str]) -> str:
    shown = ", ".join(map(clean, paths[:SHOWN]))
    return f"{shown} and {len(paths) - SHOWN} more" if len(paths) > SHOWN else shown
