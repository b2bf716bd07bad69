"""`cortex plan --diff A B`: what differs between two plans."""

from __future__ import annotations

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.plan_differences import print_plan_diff
from cortex_cli.cli.session import session
from cortex_cli.model.encoding import document
from cortex_cli.pipeline.plan_files import choose_plan
from cortex_cli.planning.changes.diff import diff_plans


def act(call: Call, names: tuple[str, str]) -> ExitCode:
    """Show what differs from the first plan to the second, files or ids; not green where something does."""
    with session(call.context, silent=True) as current:
        project = current.project()
        before, after = (choose_plan(project, name)[0].plan for name in names)
        diff = diff_plans(before, after)
    if call.as_json:
        current.document(document("plan-diff", diff))
    else:
        print_plan_diff(current.face, diff)
    return ExitCode.DONE if diff.same else ExitCode.NOT_GREEN
