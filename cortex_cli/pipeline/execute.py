"""`cortex execute` and `cortex resume`: a plan carried out, and everything a run leaves behind."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.execution.context import Options, Ports, RunContext, Stop
from cortex_cli.execution.recovery import retry_failed, sweep_up
from cortex_cli.execution.schedule import execute as execute_run
from cortex_cli.journal.journal import Journal
from cortex_cli.journal.lock import RunLock, exclusive
from cortex_cli.model.encoding import json_text
from cortex_cli.model.errors import InterruptedRun, RefusedError
from cortex_cli.model.events import (
    Activity,
    CycleCompleted,
    ObjectivesCreated,
    Phase,
    PhaseCompleted,
    PhaseStarted,
    WavesCreated,
)
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import Change, Run, RunRecord, RunState
from cortex_cli.model.transitions import RunEvent
from cortex_cli.pipeline.admission import admit, refuse_overlapping_run, require_workers
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.report import report_run
from cortex_cli.planning.plan_files.document import plan_document, plan_yaml
from cortex_cli.planning.plan_files.reader import PlanFile, parse_plan
from cortex_cli.reporting.commit_message import commit_message
from cortex_cli.reporting.files import ReportKind
from cortex_cli.reporting.plan_report import plan_markdown
from cortex_cli.vcs.repository import Identity
from cortex_cli.workers.registry import make_workers

ENDED = (RunState.SUCCEEDED, RunState.CANCELED, RunState.QUARANTINED)


@dataclass(frozen=True)
class Executed:
    """A run that came to an end; `reports` are its Analysis, Plan and Accomplishment, `message` its commit's."""

    plan: Plan
    record: RunRecord
    reports: tuple[Path, ...]
    message: str | None


def execute(project: Project, plan: PlanFile, file: Path | None, options: Options) -> Executed:
    """Start a run of `plan` and carry it to its end. Raises RefusedError where it may not start."""
    admitted = admit(project, plan, file)
    with project.journal() as journal:
        with exclusive(project.locks / "start.lock"):
            refuse_overlapping_run(project, journal, admitted)
            run = create_run(project, journal, admitted)
            lock = RunLock.acquire(project.locks, run.id)
        with lock:
            return carry(project, journal, run, admitted, options)


def create_run(project: Project, journal: Journal, plan: Plan) -> Run:
    """Journal a new run with the plan as it will be carried out and the identity that signs its commits."""
    now = project.settings.clock.now()
    identifier = project.settings.identifiers.run_id(now)
    text = json_text(plan_document(plan))
    run = journal.create_run(identifier, plan, text, plan.base_commit or "", now)
    journal.intend(run.id, "identity", signature(project.author))
    return run


def resume(project: Project, reference: str | None, options: Options, *, retry: bool) -> Executed | None:
    """Continue the named or the newest unfinished run; None when there is nothing to continue.

    A finished run is left as it is and its record returned. RefusedError for a failed one without `retry`.
    """
    with project.journal() as journal:
        run = journal.find_run(reference) if reference else journal.newest_unfinished()
        if run is None:
            return None
        plan = parse_plan(journal.plan_text(run.id), run.id)
        with exclusive(project.locks / "start.lock"):
            lock = RunLock.acquire(project.locks, run.id)
        with lock:
            # Read again: another process may have carried it to its end before the lock was ours.
            return continue_run(project, journal, journal.run(run.id), plan, options, retry)


def continue_run(project: Project, journal: Journal, run: Run, plan: Plan, options: Options, retry: bool) -> Executed:
    if run.state in ENDED:
        sweep_up(make_context(project, journal, run, plan, options))
        return report_executed(project, journal, run, plan)
    if run.state is RunState.FAILED and not retry:
        raise RefusedError(
            f"{run.id} has failed: {run.reason}", mend=f"mend the cause, then: cortex resume {run.id} --retry"
        )
    require_workers(project, plan)
    refuse_overlapping_run(project, journal, plan, run.id)
    return carry(project, journal, run, plan, options)


def carry(project: Project, journal: Journal, run: Run, plan: Plan, options: Options) -> Executed:
    """Drive the run from wherever it stands, listening for Ctrl-C, and write its report."""
    emit, clock = project.settings.emit, project.settings.clock
    started = clock.elapsed()
    project.settings.follow(plan)
    emit(PhaseStarted(Phase.EXECUTION))
    emit(ObjectivesCreated(tuple(objective.id for objective in plan.objectives)))
    emit(WavesCreated(plan.waves))
    context = make_context(project, journal, run, plan, options)
    if run.state is RunState.FAILED:
        journal.change_run(run.id, RunEvent.RETRY)
        retry_failed(context)
    drive(context)
    emit(PhaseCompleted(Phase.EXECUTION, None, clock.elapsed() - started))
    done = report_executed(project, journal, journal.run(run.id), plan)
    ended = done.record.run
    emit(CycleCompleted(ended.id, ended.state, ended.branch, ended.commit))
    return done


def make_context(project: Project, journal: Journal, run: Run, plan: Plan, options: Options) -> RunContext:
    return RunContext(
        run_id=run.id,
        plan=plan,
        base=run.base_commit,
        repository=project.repository,
        team=project.team,
        workers=make_workers(project.team, project.repository.root),
        journal=journal,
        clock=project.settings.clock,
        emit=project.settings.emit,
        ports=make_ports(project),
        options=options,
        stop=Stop(),
        author=identity_of(project, journal, run),
        environment=project.settings.environment,
        directory=project.directory,
        workspaces=project.workspaces,
    )


def identity_of(project: Project, journal: Journal, run: Run) -> Identity:
    """Who signs the run's commits, as journalled when it began."""
    intents = {effect.key: effect.intent for effect in journal.effects(run.id)}
    if "identity" not in intents:
        # The run was killed before this was journalled: then it made no commit yet.
        journal.intend(run.id, "identity", signature(project.author))
        return project.author
    name, _, email = intents["identity"].partition("\n")
    return Identity(name, email)


def signature(author: Identity) -> str:
    return f"{author.name}\n{author.email}"


def make_ports(project: Project) -> Ports:
    def message(plan: Plan, record: RunRecord, changes: tuple[Change, ...]) -> str:
        return commit_message(plan, record, changes, project.team.co_authors)

    def reports(plan: Plan, record: RunRecord, changes: tuple[Change, ...]) -> Mapping[str, bytes]:
        if not project.team.reports.commit:
            return {}
        identifier = plan.id or "unsealed"
        texts = {".md": plan_markdown(plan), ".yaml": plan_yaml(plan)}
        named = {project.reports.relative(ReportKind.PLAN, identifier, end): text for end, text in texts.items()}
        return {path: text.encode() for path, text in named.items() if path is not None}

    return Ports(message, reports)


def drive(context: RunContext) -> RunRecord:
    """Run the event loop; the first Ctrl-C drains, the second and SIGTERM end every process at once."""

    async def main() -> RunRecord:
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        assert task is not None

        def interrupt() -> None:
            if context.stop.drain.is_set():
                task.cancel()
                return
            context.stop.drain.set()
            context.emit(Activity("stopping after what is running now; Ctrl-C again ends it at once"))

        handlers: dict[signal.Signals, Callable[[], object]] = {
            signal.SIGINT: interrupt,
            signal.SIGTERM: task.cancel,
            signal.SIGHUP: task.cancel,
        }
        for number, handler in handlers.items():
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                loop.add_signal_handler(number, handler)
        return await execute_run(context)

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        raise InterruptedRun(
            f"{context.run_id} was stopped; what was finished is kept", mend=f"cortex resume {context.run_id}"
        ) from None


def report_executed(project: Project, journal: Journal, run: Run, plan: Plan) -> Executed:
    """Write the Accomplishment of a run that has come to an end."""
    reported = report_run(project, journal, run, plan)
    return Executed(plan, reported.record, project.reports.of_run(plan, run.id), reported.message)
