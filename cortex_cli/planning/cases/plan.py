"""The plan of a case that declares its objectives: arranged, staffed and sealed as a plan file would be."""

from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.planning_case import CaseOutcome, PlanningCase
from cortex_cli.planning.arrange import arranged, can_arrange
from cortex_cli.planning.checking.dependencies import graph_problems
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.checking.seconds import seconds_problems
from cortex_cli.planning.plan_files.seal import completed

OF_WAVES = frozenset({"bad_wave", "wave_order", "interfaces_wave"})
"""Problems of waves, which a case that leaves them to planning has not said."""


def declared_outcome(case: PlanningCase, declared: Plan, base_commit: str) -> CaseOutcome:
    """The declared objectives, in waves where the case leaves those to planning, with what checking them finds.

    Objectives whose ids or dependencies allow no waves stay without: what is wrong with them is the outcome.
    """
    existing, fold = tuple(sorted(case.tree)), case.options.fold_case
    if case.arranged:
        if not can_arrange(declared.objectives):
            return CaseOutcome(declared, _refused(declared))
        forbid = tuple(dict.fromkeys((*declared.global_forbid, *case.team.global_forbid)))
        known = replace(declared, global_forbid=forbid, fold_case=fold)
        declared = arranged(known, case.team, existing, {each.id for each in known.objectives}).plan
    plan = completed(declared, base_commit, case.team, fold_case=fold)
    return CaseOutcome(plan, check_plan(plan, existing=existing, team=case.team))


def _refused(declared: Plan) -> PlanCheck:
    found = (*graph_problems(declared.objectives), *seconds_problems(declared.objectives))
    wrong = (problem for problem in found if problem.kind not in OF_WAVES)
    return PlanCheck(valid=False, conflicts=(), problems=tuple(wrong), warnings=())
