"""From an analysis to a plan that is proven and sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cortex_cli.model.analysis import Analysis, Role
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.plan import Contract, Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import Team
from cortex_cli.planning.advice import advise
from cortex_cli.planning.briefing import Briefing, acceptance
from cortex_cli.planning.capacity import capacity_of
from cortex_cli.planning.check import check_plan
from cortex_cli.planning.contracts import Territory, contracts_of
from cortex_cli.planning.creations import apportion
from cortex_cli.planning.decisions import decisions
from cortex_cli.planning.drafts import drafts_from, one_draft
from cortex_cli.planning.estimates import estimate, is_mechanical, sweep_estimate
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.names import shown
from cortex_cli.planning.objectives import Material, numbered, renamed, skeleton
from cortex_cli.planning.ownership import Arrangement, arrange, needs_graph
from cortex_cli.planning.seal import seal
from cortex_cli.planning.staffing import staff
from cortex_cli.planning.titles import title
from cortex_cli.planning.waves import assign_waves

NOTHING_FOUND = (
    "nothing in the repository matches the request, so its one objective may write whatever is not forbidden"
)


def make_plan(
    analysis: Analysis,
    team: Team,
    tracked: Sequence[str],
    *,
    solo: bool = False,
    fold_case: bool = False,
    sizes: Mapping[str, int] | None = None,
) -> Plan:
    """The plan for `analysis`, sealed and proven; `solo` puts everything into one objective.

    `tracked` are the regular files of the base commit, `sizes` their bytes where known. The same arguments
    give the same plan, byte for byte. The plan also stands where `team` has no workers: then nobody is named
    in it.
    """
    ground = Ground(tuple(tracked), team.global_forbid, fold_case)
    drafts, uncovered = drafts_from(analysis, ground)
    arrangement = Arrangement(one_draft(drafts)) if solo else arrange(drafts, analysis.coordination_points, ground)
    material = Material(analysis, ground, sizes or {})
    objectives, contracts, notices = _objectives(arrangement, material, team)
    plan = Plan(
        request=shown(analysis.request),
        objectives=objectives,
        base_commit=analysis.base_commit,
        task_type=analysis.task_type,
        global_forbid=team.global_forbid,
        fold_case=fold_case,
        contracts=contracts,
        advice=advise(objectives, analysis.strategy),
        uncovered=uncovered,
        notices=notices,
        analysis=analysis.id,
    )
    return _proven(seal(plan), tracked, team)


def _objectives(
    arrangement: Arrangement, material: Material, team: Team
) -> tuple[tuple[Objective, ...], tuple[Contract, ...], tuple[str, ...]]:
    """The objectives, the contracts between them, and what was decided on the way, in words."""
    analysis, ground = material.analysis, material.ground
    drafts = apportion(arrangement.drafts, fold_case=ground.fold_case)
    if not drafts:
        staffed, notices = staff([_anywhere(analysis, team)], team, analysis.task_type)
        return staffed, (), (NOTHING_FOUND, *notices)
    graph = needs_graph(drafts)
    skeletons = [skeleton(draft, drafts, graph, material) for draft in drafts]
    assignment = assign_waves(
        skeletons,
        capacity_of(team, skeletons, analysis.task_type),
        global_forbid=ground.forbidden,
        fold_case=ground.fold_case,
        existing=ground.tracked,
    )
    ids = numbered(assignment.objectives)
    staffed, unable = staff(renamed(assignment.objectives, ids), team, analysis.task_type)
    files = {path: ids[draft.name] for draft in drafts for path in draft.files}
    territory = Territory(staffed, files, ground.fold_case)
    contracts = contracts_of(analysis.coordination_points, territory)
    briefing = Briefing(analysis, territory, contracts, team.gates)
    by_id = {ids[draft.name]: draft for draft in drafts}
    briefed = tuple(
        paced(briefing.brief(objective, by_id[objective.id]), team, len(by_id[objective.id].files))
        for objective in staffed
    )
    return briefed, contracts, (*decisions(assignment, arrangement.given_up, ids), *unable)


def paced(objective: Objective, team: Team, files: int) -> Objective:
    """`objective` with the estimate of its worker's pace: one that only runs a program over files is no thinker."""
    if objective.worker is None or not is_mechanical(team.worker(objective.worker)):
        return objective
    return replace(objective, estimate=sweep_estimate(files))


def _anywhere(analysis: Analysis, team: Team) -> Objective:
    """The whole request as one objective that may write whatever is not forbidden."""
    return Objective(
        id="O1",
        title=title(shown(analysis.request), analysis.task_type, Role.SOURCE, ""),
        wave=1,
        scope=Scope(),
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
