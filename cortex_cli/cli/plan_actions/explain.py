"""`cortex plan --explain ID [FILE|PLAN-ID]`: why an objective has this scope, wave and worker."""

from __future__ import annotations

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.plan_explanations import print_explanation
from cortex_cli.cli.session import session
from cortex_cli.model.encoding import document
from cortex_cli.pipeline.plan_files import choose_plan, tracked
from cortex_cli.planning.explanation.objective import explain


def act(call: Call, identifier: str) -> ExitCode:
    """Show what speaks for the objective as it is, in the plan named besides or the newest one."""
    with session(call.context, silent=True) as current:
        project = current.project()
        plan = choose_plan(project, call.words)[0].plan
        told = explain(plan, identifier, project.team, tracked(project, project.repository.head()))
    if call.as_json:
        current.document(document("plan-explanation", told))
    else:
        print_explanation(current.face, told)
    return ExitCode.DONE
