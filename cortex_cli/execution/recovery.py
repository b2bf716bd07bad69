"""Picking a run up where it was dropped: adopt what exists, let go of what was lost, repeat nothing."""

from __future__ import annotations

from cortex_cli.execution.context import RunContext
from cortex_cli.execution.publish import drop_refs
from cortex_cli.execution.wave import change
from cortex_cli.model.run import Attempt, AttemptState, ObjectiveRun, ObjectiveState
from cortex_cli.model.transitions import AttemptEvent, ObjectiveEvent
from cortex_cli.process.sweep import kill_marked
from cortex_cli.vcs.observer import remove_tree
from cortex_cli.vcs.refs import delete_refs, list_refs, read_ref


def recover(context: RunContext) -> None:
    """Bring journal, refs, processes and directories of an interrupted run into agreement; a new run has none.

    An attempt whose commit stands under the objective's ref is adopted, every other one is lost and its
    objective made ready again. Only the holder of the run's lock may call this.
    """
    record = context.journal.record(context.run_id)
    if record.attempts:
        kill_marked(context.run_id)
    remove_tree(context.shop.directory)
    for attempt in record.attempts:
        if attempt.state in (AttemptState.PENDING, AttemptState.RUNNING):
            adopt_or_lose(context, attempt)
    drop_stale_refs(context)
    for entry in context.journal.record(context.run_id).objectives:
        if entry.state is ObjectiveState.RUNNING and entry.commit is None:
            change(context, entry.id, ObjectiveEvent.RETRY, "its attempt was lost when the run was interrupted")
            change(context, entry.id, ObjectiveEvent.RELEASE)
        elif entry.state is ObjectiveState.RUNNING and already_integrated(context, entry):
            change(context, entry.id, ObjectiveEvent.COMPLETE)
        elif entry.state is ObjectiveState.RETRYING:
            change(context, entry.id, ObjectiveEvent.RELEASE)


def adopt_or_lose(context: RunContext, attempt: Attempt) -> None:
    commit = read_ref(context.repository.refs, context.ref(attempt.objective))
    if commit is None:
        context.journal.change_attempt(
            context.run_id,
            attempt.objective,
            attempt.number,
            AttemptEvent.LOSE,
            reason="no result was recorded",
        )
        return
    context.journal.record_capture(context.run_id, attempt.objective, commit)
    context.journal.change_attempt(context.run_id, attempt.objective, attempt.number, AttemptEvent.COMPLETE)


def drop_stale_refs(context: RunContext) -> None:
    """Remove the refs of objectives that the journal says have no commit: a roll-back was cut short."""
    captured = {entry.id: entry.commit for entry in context.journal.record(context.run_id).objectives}
    stale = [context.ref(name) for name, commit in captured.items() if commit is None]
    present = list_refs(context.repository.refs, f"refs/cortex/{context.run_id}/")
    delete_refs(context.repository.refs, [name for name in stale if name in present])


def already_integrated(context: RunContext, entry: ObjectiveRun) -> bool:
    """Whether the crash came after the wave's commit was journalled and before this objective was completed.

    The wave's commit and the objective's own then stand on the same parent; a commit of a retry stands later.
    """
    wave = context.journal.wave_commit(context.run_id, entry.wave)
    git = context.repository.observer
    return wave is not None and git.line("rev-parse", f"{wave}^") == git.line("rev-parse", f"{entry.commit}^")


def sweep_up(context: RunContext) -> None:
    """Remove what an ended run left because it was killed just after its end was journalled."""
    drop_refs(context)
    remove_tree(context.shop.directory)


def retry_failed(context: RunContext) -> None:
    """Make failed and blocked objectives ready again, for `resume --retry`."""
    for entry in context.journal.record(context.run_id).objectives:
        if entry.state is ObjectiveState.FAILED:
            change(context, entry.id, ObjectiveEvent.RETRY, "retried by the user")
            change(context, entry.id, ObjectiveEvent.RELEASE)
        elif entry.state is ObjectiveState.BLOCKED:
            change(context, entry.id, ObjectiveEvent.UNBLOCK)
