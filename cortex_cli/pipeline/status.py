"""`cortex status`: the runs of this clone and how far they are."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.journal.lock import is_held
from cortex_cli.model.run import RunRecord, RunState
from cortex_cli.pipeline.context import Project

ACTIVE = (RunState.PENDING, RunState.RUNNING, RunState.PAUSED)


@dataclass(frozen=True)
class Standing:
    """`stranded` is a run that no process carries on any more: `cortex resume` does."""

    record: RunRecord
    stranded: bool


def status(project: Project, reference: str | None, limit: int) -> tuple[Standing, ...]:
    """The named run, or the newest `limit` ones, newest first."""
    with project.journal() as journal:
        runs = (journal.find_run(reference),) if reference else journal.runs(limit)
        return tuple(
            Standing(journal.record(run.id), run.state in ACTIVE and not is_held(project.locks, run.id)) for run in runs
        )
