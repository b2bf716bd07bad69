"""Why a worker does an objective, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.explanation import OtherWorker, Passed, WorkerReason
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import AnyWorker, Team
from cortex_cli.planning.capabilities import can_do, fitting_words


def explain_worker(objective: Objective, plan: Plan, team: Team) -> WorkerReason:
    """The words that speak for the worker of `objective`, and each other worker of the team with what does not."""
    kind = objective.task_type or plan.task_type
    paths = objective.scope.touch or ()
    words = {each.id: fitting_words(each, kind, paths) for each in team.workers}
    chosen = objective.worker
    beside = [each for each in plan.objectives if each.wave == objective.wave and each.id != objective.id]
    mine = len(words.get(chosen, ())) if chosen else 0
    return WorkerReason(
        worker=chosen,
        kind=kind,
        known=chosen in words,
        words=words.get(chosen, ()) if chosen else (),
        others=tuple(
            OtherWorker(each.id, _why_not(each, kind, len(words[each.id]), mine, beside), words[each.id])
            for each in team.workers
            if each.id != chosen
        ),
    )


def _why_not(worker: AnyWorker, kind: TaskType | None, fits: int, mine: int, beside: Sequence[Objective]) -> Passed:
    if not worker.enabled:
        return Passed.DISABLED
    if not can_do(worker, kind):
        return Passed.UNABLE
    if fits < mine:
        return Passed.FEWER
    if sum(each.worker == worker.id for each in beside) >= worker.max_concurrent:
        return Passed.TAKEN
    return Passed.EQUAL if fits == mine else Passed.BETTER
