"""`cortex plan --refresh [FILE|PLAN-ID]`: a stale plan brought to HEAD."""

from __future__ import annotations

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.layout import bullets, part
from cortex_cli.cli.options import Output
from cortex_cli.cli.plan_actions.check import show_check
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.plan_differences import print_plan_diff
from cortex_cli.cli.session import Session, session, shown
from cortex_cli.model.encoding import document
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.refresh import Renewed, refresh


def act(call: Call, _given: bool) -> ExitCode:
    """Refresh the plan and show what changed in it; not green where the result does not hold."""
    with session(call.context, call.output) as current:
        project = current.project()
        renewed = refresh(project, call.words)
    if not renewed.check.valid:
        code = show_check(current, renewed.check, call.as_json)
        current.face.warn("nothing was written: what would come of the plan does not hold")
        return code
    if call.as_json:
        current.document(document("plan-diff", renewed.diff))
    elif call.output is Output.TEXT:
        show_renewed(current, project, renewed)
    return ExitCode.DONE


def show_renewed(current: Session, project: Project, renewed: Renewed) -> None:
    """What moved, what was decided, the difference, and where the new plan is."""
    face, root = current.face, project.repository.root
    face.say(renewed.stale)
    if renewed.file is None or renewed.report is None:
        return
    print_plan_diff(face, renewed.diff, renewed.told)
    if renewed.told:
        part(face.out, "Decisions", bullets(renewed.told))
    face.say(f"report: {shown(renewed.report, root)}\nplan:   {shown(renewed.file, root)}")
    face.say(f"next:   cortex execute {renewed.plan.id}")
