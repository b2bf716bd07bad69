"""`cortex plan REQUEST`: a request planned, and the plan shown."""

from __future__ import annotations

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import Output
from cortex_cli.cli.plan_actions.choice import Call, Wanted
from cortex_cli.cli.session import Session, read_request, session, shown
from cortex_cli.cli.tables import print_plan
from cortex_cli.model.analysis import Approach
from cortex_cli.model.errors import UsageError
from cortex_cli.model.plan import Plan
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.plan import Planned, sweep
from cortex_cli.pipeline.plan import plan as plan_request
from cortex_cli.planning.plan_files.document import plan_document


def act(call: Call, wanted: Wanted) -> ExitCode:
    """Plan the request and show the plan."""
    if call.words is None:
        raise UsageError("there is no request", mend='cortex plan "what you want done"')
    request = read_request(call.words, "plan")
    with session(call.context, call.output) as current:
        project = current.project(history=wanted.history)
        planned = make(project, request, wanted)
    show_plan(current, project, planned, call.as_json, call.output)
    return ExitCode.DONE


def make(project: Project, request: str, wanted: Wanted) -> Planned:
    if wanted.over:
        if wanted.interfaces:
            raise UsageError("a sweep has no interfaces to fix", mend="leave --interfaces out")
        return sweep(project, request, list(wanted.over), wanted.worker, solo=wanted.solo)
    if wanted.worker is not None:
        raise UsageError("--worker names the worker of a sweep", mend="add --over 'PATTERN', or leave --worker out")
    return plan_request(project, request, solo=wanted.solo, interfaces=wanted.interfaces)


def show_plan(current: Session, project: Project, planned: Planned, as_json: bool, output: Output) -> None:
    if as_json:
        current.document(plan_document(planned.plan))
    elif output is Output.TEXT:
        print_plan(current.face, planned.plan)
        root = project.repository.root
        current.face.say(f"report: {shown(planned.report, root)}\nplan:   {shown(planned.file, root)}")
        current.face.say(f"next:   {next_command(planned.plan)}")


def next_command(plan: Plan) -> str:
    """Execute, or first plan for one worker where the plan itself says that is better."""
    if plan.advice is not None and plan.advice.recommend == Approach.SOLO and len(plan.objectives) > 1:
        return f"cortex plan --solo with the same request, or cortex execute {plan.id} all the same"
    return f"cortex execute {plan.id}"
