"""From an analysis to a plan that is proven and sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.model.analysis import Analysis, Role
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.plan import Contract, Objective, Plan
from cortex_cli.model.schedule import Schedule, Split
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import Team
from cortex_cli.planning.advice import Place, advise, places_of
from cortex_cli.planning.briefing import Briefing, acceptance
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.contracts import Territory, contracts_of
from cortex_cli.planning.decisions import decisions
from cortex_cli.planning.drafts import Draft, drafts_from, one_draft
from cortex_cli.planning.estimates import estimate
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.interfaces import fixing_briefed, nothing_fixed
from cortex_cli.planning.merging import merge
from cortex_cli.planning.names import shown
from cortex_cli.planning.objectives import Material
from cortex_cli.planning.plan_files.seal import seal
from cortex_cli.planning.sharing.ownership import Settlement, settle
from cortex_cli.planning.sharing.shared_files import settled_splits
from cortex_cli.planning.staffing import staff
from cortex_cli.planning.titles import title
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.scheduling import schedule_of

NOTHING_FOUND = (
    "nothing in the repository matches the request, so its one objective may write whatever is not forbidden"
)


def make_plan(
    analysis: Analysis,
    team: Team,
    tracked: Sequence[str],
    *,
    solo: bool = False,
    interfaces: bool = False,
    fold_case: bool = False,
    sizes: Mapping[str, int] | None = None,
) -> Plan:
    """The plan for `analysis`, sealed and proven; `solo` puts everything into one objective.

    With `interfaces`, wave 0 fixes the symbols that objectives would otherwise wait for each other for.
    `tracked` are the regular files of the base commit, `sizes` their bytes where known. The same arguments
    give the same plan, byte for byte. The plan also stands where `team` has no workers: then nobody is named
    in it.
    """
    ground = Ground(tuple(tracked), (*team.global_forbid, *analysis.forbidden), fold_case)
    found, uncovered = drafts_from(analysis, ground)
    drafts = one_draft(found) if solo else found
    material = Material(analysis, ground, sizes or {})
    points = () if solo else analysis.coordination_points
    settlement = settle(drafts, points, ground)
    work = _work(settlement, drafts, material, team, interfaces) if drafts else _anything(material, team)
    plan = Plan(
        request=shown(analysis.request),
        objectives=work.objectives,
        base_commit=analysis.base_commit,
        task_type=analysis.task_type,
        global_forbid=team.global_forbid,
        fold_case=fold_case,
        contracts=work.contracts,
        advice=advise(work.objectives, analysis.strategy, work.places),
        uncovered=uncovered,
        notices=(*work.notices, *(f"open question: {shown(question)}" for question in analysis.questions)),
        schedule=work.schedule,
        splits=work.splits,
        analysis=analysis.id,
        statistics=analysis.correction.statistics if analysis.correction else None,
    )
    return _proven(seal(plan), tracked, team)


@dataclass(frozen=True)
class _Work:
    """The objectives, what binds them, and what was decided on the way, in words."""

    objectives: tuple[Objective, ...]
    notices: tuple[str, ...]
    schedule: Schedule
    contracts: tuple[Contract, ...] = ()
    splits: tuple[Split, ...] = ()
    places: tuple[Place, ...] = ()


def _anything(material: Material, team: Team) -> _Work:
    """One objective for whatever it may be, where the analysis found nothing."""
    analysis = material.analysis
    staffed, notices = staff([_anywhere(analysis, team)], team, analysis.task_type)
    return _Work(staffed, (NOTHING_FOUND, *notices), schedule_of(staffed, assign_waves(staffed)))


def _work(settlement: Settlement, drafts: Sequence[Draft], material: Material, team: Team, interfaces: bool) -> _Work:
    """What comes of a settlement of `drafts`."""
    analysis = material.analysis
    merging = merge(settlement.drafts, material, team, fix_interfaces=interfaces)
    layout = merging.layout
    files = {path: layout.ids[draft.name] for draft in layout.drafts for path in draft.files}
    own = tuple(objective for objective in layout.objectives if not objective.interfaces)
    territory = Territory(own, files, material.ground.fold_case)
    contracts = contracts_of(analysis.coordination_points, territory)
    briefing = Briefing(analysis, territory, contracts, team.gates)
    by_id = {layout.ids[draft.name]: draft for draft in layout.drafts}
    nothing = (nothing_fixed(own, contracts),) if interfaces and own == layout.objectives else ()
    return _Work(
        objectives=tuple(
            fixing_briefed(each, contracts, team.gates) if each.interfaces else briefing.brief(each, by_id[each.id])
            for each in layout.objectives
        ),
        notices=(*nothing, *decisions(merging, settlement.given_up), *layout.unable),
        schedule=layout.schedule,
        contracts=contracts,
        splits=settled_splits(drafts, merging, material, team, fix_interfaces=interfaces),
        places=places_of(analysis.coordination_points, territory, layout.moves),
    )


def _anywhere(analysis: Analysis, team: Team) -> Objective:
    """The whole request as one objective that may write whatever is not forbidden."""
    return Objective(
        id="O1",
        title=title(shown(analysis.request), analysis.task_type, Role.SOURCE, ""),
        wave=1,
        scope=Scope(forbid=analysis.forbidden),
        task_type=analysis.task_type,
        acceptance=tuple(acceptance(team.gates)),
        estimate=estimate(analysis.task_type, 0, 1),
        reason="the analysis names no file to change and no place for new ones",
    )


def _proven(plan: Plan, tracked: Sequence[str], team: Team) -> Plan:
    found = check_plan(plan, existing=tracked, team=team)
    if not found.valid:
        first = found.problems[0].message if found.problems else repr(found.conflicts[0])
        raise InvariantError(f"planning made a plan that does not hold: {first}")
    return plan
