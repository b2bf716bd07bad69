"""Declared objectives put in order: conflicts resolved, dependencies tidied, waves assigned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.plan import Advice, Objective, Plan
from cortex_cli.model.schedule import Split
from cortex_cli.model.team import Team
from cortex_cli.planning.advice import Place, advise
from cortex_cli.planning.checking.dependencies import graph_problems
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.checking.seconds import seconds_problems
from cortex_cli.planning.graph import graph_of
from cortex_cli.planning.measuring import schedule_for
from cortex_cli.planning.sharing.losses import Providers
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.splitting import Splitting, split
from cortex_cli.planning.waves.meetings import Meetings
from cortex_cli.planning.waves.moves import Move
from cortex_cli.planning.waves.scheduling import schedule_of

MENDED = frozenset(
    {
        "bad_wave",
        "wave_order",
        "interfaces_wave",
        "duplicate_dependency",
        "not_alone",
        "undecided",
        "over_capacity",
        "digest_mismatch",
        "id_mismatch",
        "certificate_mismatch",
    }
)
"""Problems that are gone once a plan is arranged."""


@dataclass(frozen=True)
class Arranged:
    """A plan whose objectives have waves, not sealed yet.

    `moves` say why some run later than their dependencies ask, `splits` are new ones, and `left_out` are pairs of
    an objective and a dependency that its others imply. `advice` is None where not all of the work has an estimate,
    or where the waves were left as they are.
    """

    plan: Plan
    advice: Advice | None
    moves: tuple[Move, ...]
    splits: tuple[Split, ...]
    left_out: tuple[tuple[str, str], ...]


def can_arrange(objectives: Sequence[Objective]) -> bool:
    """Whether ids, dependencies and times allow any waves at all: what else is wrong is no obstacle."""
    found = (*graph_problems(objectives), *seconds_problems(objectives))
    return all(problem.kind in MENDED for problem in found)


def arranged(plan: Plan, team: Team, existing: Sequence[str] = (), unplaced: Collection[str] = frozenset()) -> Arranged:
    """`plan` with conflicts resolved by moving, then by splitting, and with waves.

    The waves that it has matter only where they hold and are fewer than the team has hands for: then they stay, for
    execution lets objectives of one wave wait their turn. Those of the ids in `unplaced` are nobody's choice.
    `existing` are the paths of the base commit. Dependencies that others imply are left out, and paths that ask for
    a resource of the team give it. Raises ConfigurationError for dependencies that form a cycle.
    """
    setting = Setting(team, plan.task_type, plan.global_forbid, plan.fold_case, tuple(existing))
    equipped = replace(plan, objectives=setting.equip(plan.objectives))
    found = split(equipped.objectives, setting, _providers(plan, setting))
    if not unplaced and len(plan.waves) < found.assignment.waves and _holds(equipped, found.met, team, existing):
        return _left(equipped, team, existing)
    reduced = graph_of(found.objectives).reduced().dependencies
    objectives = tuple(replace(each, depends_on=reduced[each.id]) for each in found.assignment.objectives)
    left_out = tuple(_left_out(plan, reduced))
    advice = _advice(objectives, found, setting)
    written = replace(
        plan,
        objectives=objectives,
        schedule=schedule_of(objectives, found.assignment),
        splits=(*plan.splits, *found.splits),
        advice=plan.advice and advice,
    )
    return Arranged(written, advice, found.assignment.moves, found.splits, left_out)


def _holds(plan: Plan, met: Meetings, team: Team, existing: Sequence[str]) -> bool:
    wave = {each.id: each.wave for each in plan.objectives}
    if any(wave[one] == wave[other] for one, other in met):
        return False
    bare = replace(plan, id=None, digest=None, certificate=None)
    return check_plan(bare, existing=existing, team=team).valid


def _left(plan: Plan, team: Team, existing: Sequence[str]) -> Arranged:
    """`plan` in the waves that it has."""
    reduced = graph_of(plan.objectives).reduced().dependencies
    objectives = tuple(replace(each, depends_on=reduced[each.id]) for each in plan.objectives)
    written = replace(plan, objectives=objectives)
    written = replace(written, schedule=schedule_for(written, team, existing))
    return Arranged(written, None, (), (), tuple(_left_out(plan, reduced)))


def _left_out(plan: Plan, reduced: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for each in plan.objectives:
        for wanted in dict.fromkeys(each.depends_on):
            if wanted not in reduced[each.id]:
                yield each.id, wanted


def _providers(plan: Plan, setting: Setting) -> Providers:
    """The objectives that fix each file of a contract."""
    found: dict[str, frozenset[str]] = {}
    for contract in plan.contracts:
        key = setting.key(contract.path)
        found[key] = found.get(key, frozenset()) | {contract.provider}
    return found


def _advice(objectives: Sequence[Objective], found: Splitting, setting: Setting) -> Advice | None:
    """Whether several workers are worth it, where the author estimated all of the work."""
    if not objectives or any(objective.estimate is None for objective in objectives):
        return None
    witnesses = (move.witness for move in found.assignment.moves if move.witness is not None)
    places = (
        Place(path, frozenset(each.id for each in objectives if setting.may_write(each, path)))
        for path in dict.fromkeys(witnesses)
    )
    shared = (Place(each.path, frozenset((each.owner, *each.objectives))) for each in found.splits)
    return advise(objectives, None, (*places, *shared))
