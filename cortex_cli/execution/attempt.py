"""One attempt at an objective, from the workspace to its own commit."""

from __future__ import annotations

import asyncio
import errno
from dataclasses import dataclass

from cortex_cli.dispatch.attempt import Order, Report, dispatch
from cortex_cli.dispatch.prompt import Briefing
from cortex_cli.dispatch.workspace import Workspace, open_workspace
from cortex_cli.execution.capture import store_delta
from cortex_cli.execution.context import RunContext
from cortex_cli.execution.gates import Judged, in_words, red_gate, run_gates
from cortex_cli.execution.guard import Findings, Rules, inspect
from cortex_cli.model.errors import CortexError, NoSpaceError
from cortex_cli.model.events import Activity, AttemptChanged, WorkerOutput
from cortex_cli.model.plan import Objective
from cortex_cli.model.run import Attempt, AttemptState
from cortex_cli.model.team import AnyWorker, GateStage
from cortex_cli.model.transitions import AttemptEvent
from cortex_cli.vcs.ignore import IgnoreRules
from cortex_cli.vcs.objects import Entry, write_commit
from cortex_cli.vcs.refs import create_ref

SHOWN_VIOLATIONS = 5


@dataclass(frozen=True)
class Base:
    """The integrated state that a wave starts from; `entries` are its files by path."""

    commit: str
    tree: str
    entries: dict[str, Entry]
    ignore: IgnoreRules


@dataclass(frozen=True)
class Result:
    """How an attempt ended: the objective's commit, or why there is none."""

    commit: str | None
    reason: str | None = None


async def make_attempt(context: RunContext, objective: Objective, settings: AnyWorker, base: Base) -> Result:
    """Dispatch the objective once, guard and gate what came back, and keep it under the objective's ref.

    A cancelled task leaves a cancelled attempt behind.
    """
    made = {entry.id: entry.attempts for entry in context.journal.record(context.run_id).objectives}
    log = context.logs / f"{objective.id}-{made[objective.id] + 1}.log"
    attempt = context.journal.begin_attempt(context.run_id, objective.id, settings.id, str(log))
    context.emit(AttemptChanged(AttemptState.RUNNING, settings.id), objective.id, attempt.number)
    try:
        return await carry_out(context, objective, settings, base, attempt)
    except asyncio.CancelledError:
        if is_running(context, attempt):
            end(context, attempt, AttemptEvent.CANCEL, "stopped by the user")
        raise
    except NoSpaceError:
        raise
    except (CortexError, OSError) as error:
        return after_error(context, attempt, error)


def after_error(context: RunContext, attempt: Attempt, error: CortexError | OSError) -> Result:
    """What an error makes of the attempt; a full disk stops the whole run, since nothing else can go on either."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        raise NoSpaceError("no space left on the disk", mend="free some, then: cortex resume") from error
    reason = error.message if isinstance(error, CortexError) else str(error)
    if is_running(context, attempt):
        return refuse(context, attempt, reason, "")
    # The result was recorded before its workspace could not be removed.
    entries = context.journal.record(context.run_id).objectives
    return Result(next(entry.commit for entry in entries if entry.id == attempt.objective), reason)


def is_running(context: RunContext, attempt: Attempt) -> bool:
    """Whether the journal has no end of the attempt yet: its workspace is removed after its result is recorded."""
    known = context.journal.record(context.run_id).attempts
    return any(
        (entry.objective, entry.number, entry.state) == (attempt.objective, attempt.number, AttemptState.RUNNING)
        for entry in known
    )


async def carry_out(
    context: RunContext, objective: Objective, settings: AnyWorker, base: Base, attempt: Attempt
) -> Result:
    name = f"{objective.id}-{attempt.number}"
    order = make_order(context, objective, settings, base, attempt)
    async with open_workspace(
        context.shop,
        name,
        commit=base.commit,
        tree=base.tree,
        emit=context.emit,
        mark=context.mark(f"{objective.id}/{attempt.number}"),
    ) as workspace:
        report = await dispatch(
            order, workspace, lambda line: context.emit(WorkerOutput(line), objective.id, attempt.number)
        )
        answer = report.outcome.answer
        if report.obstacle is not None:
            return refuse(context, attempt, report.obstacle, answer)
        context.emit(Activity(f"{objective.id}: checking what changed"), objective.id, attempt.number)
        rules = rules_for(context, base)
        findings = await asyncio.to_thread(inspect, workspace, order.scope, rules)
        if (reason := objection(findings, objective, report)) is not None:
            return refuse(context, attempt, reason, answer, findings.by_products)
        return await keep(context, objective, base, attempt, workspace, findings, answer)


async def keep(
    context: RunContext,
    objective: Objective,
    base: Base,
    attempt: Attempt,
    workspace: Workspace,
    findings: Findings,
    answer: str,
) -> Result:
    """Store the accepted change, gate it, and make it the objective's commit; git first, journal second."""
    observer = context.repository.observer
    tree = await asyncio.to_thread(store_delta, observer, base.tree, findings.delta, workspace.path)
    judged = Judged(GateStage.OBJECTIVE, objective.wave, objective.id, base.commit, tree)
    if findings.delta and (red := red_gate(await run_gates(context, judged))) is not None:
        reason = f"{in_words(red)} on this objective's own tree"
        return refuse(context, attempt, reason, answer, findings.by_products)
    run = context.journal.run(context.run_id)
    message = f"{objective.title}\n\nCortex-Run: {run.id}\nCortex-Objective: {objective.id}\n"
    commit = write_commit(observer, tree, [base.commit], message, author=context.author, at=run.created_at)
    create_ref(context.repository.refs, context.ref(objective.id), commit)
    context.journal.record_capture(context.run_id, objective.id, commit)
    end(context, attempt, AttemptEvent.COMPLETE, None, answer, findings.by_products)
    return Result(commit)


def make_order(context: RunContext, objective: Objective, settings: AnyWorker, base: Base, attempt: Attempt) -> Order:
    scope = context.scope(objective)
    fold_case = context.plan.fold_case
    files = (
        entry.path
        for entry in base.entries.values()
        if entry.is_regular and scope.matches(entry.path, fold_case=fold_case)
    )
    return Order(
        run_id=context.run_id,
        objective=objective,
        attempt=attempt.number,
        scope=scope,
        files=tuple(sorted(files)),
        briefing=Briefing(context.plan, context.run_id, settings.id, attempt.number),
        settings=settings,
        worker=context.workers[settings.id],
        log=context.logs / f"{objective.id}-{attempt.number}.log",
        output_limit=context.team.limits.output_mb * 1_000_000,
    )


def rules_for(context: RunContext, base: Base) -> Rules:
    return Rules(
        entries=base.entries,
        ignore=base.ignore,
        by_products=context.team.by_products,
        policy=context.team.by_product_policy,
        fold_case=context.plan.fold_case,
        limits=context.limits,
    )


def objection(findings: Findings, objective: Objective, report: Report) -> str | None:
    """Why the change cannot be accepted; None when it can."""
    if findings.violations:
        shown = [f"{found.path} ({found.reason})" for found in findings.violations[:SHOWN_VIOLATIONS]]
        more = len(findings.violations) - len(shown)
        return "scope violation: " + ", ".join(shown) + (f" and {more} more" if more else "")
    if not findings.delta and objective.must_change and objective.scope.touch != ():
        return "the worker ended without changing anything (must_change: false allows that)"
    return None


def refuse(context: RunContext, attempt: Attempt, reason: str, answer: str, by_products: int = 0) -> Result:
    end(context, attempt, AttemptEvent.ERROR, reason, answer, by_products)
    return Result(None, reason)


def end(
    context: RunContext,
    attempt: Attempt,
    event: AttemptEvent,
    reason: str | None,
    answer: str | None = None,
    by_products: int = 0,
) -> None:
    done = context.journal.change_attempt(
        context.run_id, attempt.objective, attempt.number, event,
        reason=reason, answer=answer, by_products=by_products,
    )  # fmt: skip
    context.emit(AttemptChanged(done.state, done.worker, reason), attempt.objective, attempt.number)
