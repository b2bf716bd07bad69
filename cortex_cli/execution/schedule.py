"""The waves of a run, one after another: what is ready, what is blocked, and when to stop."""

from __future__ import annotations

from contextlib import suppress

from cortex_cli.execution.context import RunContext
from cortex_cli.execution.publish import publish
from cortex_cli.execution.recovery import recover
from cortex_cli.execution.wave import change, run_wave
from cortex_cli.model.errors import InterruptedRun
from cortex_cli.model.events import Activity, RunChanged
from cortex_cli.model.plan import Objective
from cortex_cli.model.run import ObjectiveRun, ObjectiveState, RunRecord, RunState
from cortex_cli.model.transitions import ObjectiveEvent, RunEvent
from cortex_cli.vcs.observer import remove_tree

LOST = (ObjectiveState.FAILED, ObjectiveState.BLOCKED, ObjectiveState.CANCELED)

WORKABLE = (ObjectiveState.READY, ObjectiveState.RUNNING)
WAITING = (ObjectiveState.PENDING, ObjectiveState.READY)


async def execute(context: RunContext) -> RunRecord:
    """Run the plan from wherever its journal stands to its end, and return what became of it.

    InterruptedRun when the user stopped it, with everything so far kept for `cortex resume`.
    """
    begin(context)
    recover(context)
    head = await run_waves(context)
    record = context.journal.record(context.run_id)
    if context.stop.drain.is_set() and unfinished(record):
        raise InterruptedRun(
            f"{context.run_id} was stopped; what was finished is kept", mend=f"cortex resume {context.run_id}"
        )
    return finish(context, head, record)


def begin(context: RunContext) -> None:
    run = context.journal.run(context.run_id)
    if run.state is RunState.PENDING:
        run = context.journal.change_run(context.run_id, RunEvent.START)
    context.emit(RunChanged(run.id, run.state))


async def run_waves(context: RunContext) -> str:
    """Each wave in turn from the last integrated commit on; stops where a wave failed, unless told to keep going."""
    head = context.journal.head(context.run_id) or context.base
    for wave in context.plan.waves:
        members = [context.plan.objective(name) for name in wave.objectives]
        release(context, members)
        ready = [member for member in members if standing(context)[member.id].state in WORKABLE]
        if ready:
            head = await run_wave(context, wave.number, ready, head)
        if context.stop.drain.is_set():
            break
        if not context.options.keep_going and lost(context, members):
            break
    block_rest(context)
    return head


def standing(context: RunContext) -> dict[str, ObjectiveRun]:
    return {entry.id: entry for entry in context.journal.record(context.run_id).objectives}


def lost(context: RunContext, members: list[Objective]) -> bool:
    states = standing(context)
    return any(states[member.id].state in LOST for member in members)


def release(context: RunContext, members: list[Objective]) -> None:
    """Make ready what waited for nothing but its turn; block what depends on a failure."""
    states = standing(context)
    for member in members:
        state = states[member.id].state
        if state not in WAITING:
            continue
        if (cause := broken_dependency(member, states)) is not None:
            change(context, member.id, ObjectiveEvent.BLOCK, f"depends on {cause}, which did not complete")
        elif state is ObjectiveState.PENDING:
            change(context, member.id, ObjectiveEvent.RELEASE)


def broken_dependency(objective: Objective, states: dict[str, ObjectiveRun]) -> str | None:
    return next((name for name in objective.depends_on if states[name].state in LOST), None)


def block_rest(context: RunContext) -> None:
    """Mark every dependant of a failure, however far, so that the record says why it never ran."""
    moved = True
    while moved:
        states = standing(context)
        moved = False
        for objective in context.plan.objectives:
            cause = broken_dependency(objective, states)
            if cause is not None and states[objective.id].state in WAITING:
                change(context, objective.id, ObjectiveEvent.BLOCK, f"depends on {cause}, which did not complete")
                moved = True


def unfinished(record: RunRecord) -> bool:
    return any(entry.state is not ObjectiveState.COMPLETED for entry in record.objectives)


def finish(context: RunContext, head: str, record: RunRecord) -> RunRecord:
    """Publish a green run; end a failed one with its reason, keeping what it did for `resume --retry`."""
    if not unfinished(record):
        publish(context, head)
    else:
        reason = failure_of(record)
        if context.options.keep_partial:
            publish(context, head, failed=reason)
        else:
            context.journal.change_run(context.run_id, RunEvent.FAIL, reason=reason)
    if not remove_tree(context.shop.directory):
        context.emit(Activity(f"some of {context.shop.directory} cannot be removed: a worker left it so"))
    with suppress(OSError):
        context.workspaces.rmdir()  # another run may still be using it
    run = context.journal.run(context.run_id)
    context.emit(RunChanged(run.id, run.state, run.reason))
    return context.journal.record(context.run_id)


def failure_of(record: RunRecord) -> str:
    failed = [entry for entry in record.objectives if entry.state is ObjectiveState.FAILED]
    first = f"{failed[0].id}: {failed[0].reason}" if failed else "some objectives never ran"
    return f"{len(failed)} of {len(record.objectives)} objectives failed; {first}"
