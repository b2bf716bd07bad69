"""The one commit of a run and the branch that holds it."""

from __future__ import annotations

from cortex_cli.execution.context import RunContext
from cortex_cli.model.identifiers import slug
from cortex_cli.model.run import RunState
from cortex_cli.model.transitions import RunEvent
from cortex_cli.vcs.manifest import FileState
from cortex_cli.vcs.objects import REGULAR, tree_of, write_blob, write_commit
from cortex_cli.vcs.refs import create_ref, delete_refs, list_refs, read_ref, swap_ref
from cortex_cli.vcs.trees import apply_delta, list_changes


def branch_name(request: str, run_id: str) -> str:
    """`cortex/<slug>-<id>`: the request in a few words, and the last two parts of the run's id."""
    return f"cortex/{slug(request)}-{'-'.join(run_id.split('-')[-2:])}"


def publish(context: RunContext, head: str, failed: str | None = None) -> None:
    """Squash the run into one commit on its base, put its branch there, and drop the run's own refs.

    The intent is journalled before and every part can be repeated, so that a crash in between costs nothing.
    A run that changed nothing ends without a branch.
    """
    event = RunEvent.FAIL if failed else RunEvent.SUCCEED
    commit = final_commit(context, head)
    if commit is None:
        context.journal.change_run(context.run_id, event, reason=failed or "nothing needed to change")
    else:
        branch = branch_name(context.plan.request, context.run_id)
        context.journal.intend(context.run_id, f"publish/{commit}", f"refs/heads/{branch}")
        move_branch(context, f"refs/heads/{branch}", commit)
        context.journal.change_run(context.run_id, event, reason=failed, branch=branch, commit=commit)
        context.journal.done(context.run_id, f"publish/{commit}", branch)
    drop_refs(context)


def move_branch(context: RunContext, name: str, commit: str) -> None:
    """Make the branch, or move it from the partial commit that this same run published before."""
    earlier = context.journal.run(context.run_id).commit
    if earlier is not None and read_ref(context.repository.refs, name) == earlier:
        swap_ref(context.repository.refs, name, earlier, commit)
    else:
        create_ref(context.repository.refs, name, commit)


def final_commit(context: RunContext, head: str) -> str | None:
    """The published commit; the same one whenever it is made again. None where nothing changed."""
    git = context.repository.observer
    base, tree = tree_of(git, context.base), tree_of(git, head)
    if base == tree:
        return None
    record = context.journal.record(context.run_id)
    changes = list_changes(git, base, tree)
    message = context.ports.commit_message(context.plan, record, changes)
    reports = context.ports.committed_reports(context.plan, record, changes)
    if reports:
        added = {path: FileState(REGULAR, write_blob(git, content)) for path, content in reports.items()}
        tree = apply_delta(git, tree, added)
    return write_commit(git, tree, [context.base], message, author=context.author, at=record.run.created_at)


def drop_refs(context: RunContext) -> None:
    """Remove the run's own refs once its result is published; a failed run keeps them for its retry."""
    if context.journal.run(context.run_id).state is RunState.SUCCEEDED:
        refs = list_refs(context.repository.refs, f"refs/cortex/{context.run_id}/")
        delete_refs(context.repository.refs, sorted(refs))
