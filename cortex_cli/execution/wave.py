"""One wave: its objectives side by side, their changes as one tree, and the gates that decide about it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from cortex_cli.execution.attempt import Base, make_attempt
from cortex_cli.execution.context import RunContext
from cortex_cli.execution.contracts import Integrated, judge_contracts
from cortex_cli.execution.gates import Judged, in_words, is_red_without, red_gate, run_gates
from cortex_cli.execution.integrate import integrate
from cortex_cli.model.errors import CortexError, NoSpaceError
from cortex_cli.model.events import Activity, ObjectiveChanged, WaveCompleted, WaveStarted
from cortex_cli.model.plan import Objective
from cortex_cli.model.run import ObjectiveState
from cortex_cli.model.team import GateStage
from cortex_cli.model.text import counted
from cortex_cli.model.transitions import ObjectiveEvent
from cortex_cli.vcs.ignore import read_ignore_rules
from cortex_cli.vcs.objects import tree_entries, tree_of
from cortex_cli.vcs.refs import create_ref, delete_refs


class Slots:
    """How many attempts may run at once: a limit for the team and one for each worker."""

    def __init__(self, context: RunContext) -> None:
        self.everyone = asyncio.Semaphore(context.team.limits.max_parallel)
        self.of = {worker.id: asyncio.Semaphore(worker.max_concurrent) for worker in context.team.enabled}


def read_base(context: RunContext, commit: str) -> Base:
    """The integrated state at `commit` that attempts start from."""
    git = context.repository.observer
    tree = tree_of(git, commit)
    entries = tree_entries(git, tree)
    return Base(commit, tree, {entry.path: entry for entry in entries}, read_ignore_rules(git, entries))


async def run_wave(context: RunContext, number: int, ready: Iterable[Objective], head: str) -> str:
    """Run the ready objectives of a wave and integrate them; returns the new head, or `head` when rolled back."""
    objectives = list(ready)
    context.emit(WaveStarted(number, tuple(objective.id for objective in objectives)))
    base = await asyncio.to_thread(read_base, context, head)
    slots = Slots(context)
    tasks = [asyncio.create_task(work_on(context, objective, base, slots)) for objective in objectives]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return await settle(context, number, objectives, head)


async def work_on(context: RunContext, objective: Objective, base: Base, slots: Slots) -> None:
    """Take the objective as far as its own commit, or to its failure; starts nothing once the run drains."""
    state = state_of(context, objective.id)
    if state is not ObjectiveState.READY:
        return
    settings = context.team.worker(objective.worker or "")
    async with slots.of[settings.id], slots.everyone:
        if context.stop.drain.is_set():
            return
        change(context, objective.id, ObjectiveEvent.START)
        try:
            result = await make_attempt(context, objective, settings, base)
        except asyncio.CancelledError:
            give_back(context, objective.id)
            raise
    if result.commit is None:
        change(context, objective.id, ObjectiveEvent.FAIL, result.reason)


def give_back(context: RunContext, objective_id: str) -> None:
    """Make a stopped objective ready again, unless its commit was captured in time: then that is adopted later."""
    record = context.journal.record(context.run_id)
    if next(entry.commit for entry in record.objectives if entry.id == objective_id) is None:
        change(context, objective_id, ObjectiveEvent.RETRY, "stopped by the user")
        change(context, objective_id, ObjectiveEvent.RELEASE)


async def settle(context: RunContext, number: int, objectives: list[Objective], head: str) -> str:
    """Integrate what the wave's objectives captured, gate it, and complete or roll back all of them."""
    names = {objective.id for objective in objectives}
    captured = {
        entry.id: entry.commit
        for entry in context.journal.record(context.run_id).objectives
        if entry.id in names and entry.commit is not None and entry.state is ObjectiveState.RUNNING
    }
    if not captured or context.stop.drain.is_set():
        return head
    context.emit(Activity(f"wave {number}: integrating {counted(len(captured), 'objective')}"))
    at = context.journal.run(context.run_id).created_at
    try:
        commit = await asyncio.to_thread(integrate, context, head, captured, at)
        objection = await judge(context, Integrated(number, commit, head, captured))
    except NoSpaceError:
        raise
    except (CortexError, OSError) as error:
        roll_back(context, number, captured, str(error))
        return head
    if objection is not None:
        roll_back(context, number, captured, objection)
        return head
    create_ref(context.repository.refs, context.ref(f"+wave-{number}-{commit[:12]}"), commit)
    context.journal.record_wave(context.run_id, number, commit)
    for name in sorted(captured):
        change(context, name, ObjectiveEvent.COMPLETE)
    context.emit(WaveCompleted(number, commit))
    return commit


async def judge(context: RunContext, integrated: Integrated) -> str | None:
    """What contracts, then gates have against the integrated commit; None where all is green.

    Gates do not run where nothing changed; contracts do: an agreed symbol may be missing all the same.
    """
    if (broken := await judge_contracts(context, integrated)) is not None:
        return broken
    git = context.repository.observer
    tree = tree_of(git, integrated.commit)
    if tree == tree_of(git, integrated.head):
        return None
    red = red_gate(await run_gates(context, Judged(GateStage.WAVE, integrated.wave, None, integrated.commit, tree)))
    if red is None:
        return None
    reason = f"{in_words(red)} on the integrated tree of wave {integrated.wave}"
    if await is_red_without(context, red, integrated.head):
        reason += "; it is red without these changes too: mend the gate, or what it tests, first"
    return reason


def roll_back(context: RunContext, number: int, captured: Mapping[str, str], reason: str) -> None:
    """Take back everything the wave integrated; the tree before it stays the head."""
    context.journal.record_wave(context.run_id, number, None, reason)
    for name in sorted(captured):
        context.journal.record_capture(context.run_id, name, None)
        change(context, name, ObjectiveEvent.FAIL, f"rolled back: {reason}")
    delete_refs(context.repository.refs, [context.ref(name) for name in sorted(captured)])
    context.emit(WaveCompleted(number, None, reason))


def state_of(context: RunContext, objective_id: str) -> ObjectiveState:
    record = context.journal.record(context.run_id)
    return next(entry.state for entry in record.objectives if entry.id == objective_id)


def change(context: RunContext, objective_id: str, event: ObjectiveEvent, reason: str | None = None) -> None:
    """Move an objective in the journal, and tell it."""
    entry = context.journal.change_objective(context.run_id, objective_id, event, reason=reason)
    context.emit(ObjectiveChanged(entry.state, reason), objective=objective_id)
