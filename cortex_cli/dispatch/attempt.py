"""One attempt by one worker: workspace, prompt, dispatch, and the worker's own account of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.dispatch.answer import Answer, obstacle_of, parse_answer
from cortex_cli.dispatch.prompt import Briefing, render_prompt
from cortex_cli.dispatch.workspace import Workspace, write_scope_file
from cortex_cli.model.execution_request import ExecutionRequest, Outcome, Verdict
from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import AnyWorker
from cortex_cli.workers.base import Worker


@dataclass(frozen=True)
class Order:
    """Everything one attempt needs; `files` are the existing regular files of the touch scope, sorted."""

    run_id: str
    objective: Objective
    attempt: int
    scope: Scope
    files: tuple[str, ...]
    briefing: Briefing
    settings: AnyWorker
    worker: Worker
    log: Path
    output_limit: int


@dataclass(frozen=True)
class Report:
    """What came back: the process's outcome, the parsed answer, and why it cannot count as done (or None)."""

    outcome: Outcome
    answer: Answer
    obstacle: str | None


async def dispatch(order: Order, workspace: Workspace, on_line: Callable[[str], None]) -> Report:
    """Send the objective to its worker in `workspace` and wait for its end."""
    request = make_request(order, workspace)
    request.prompt_file.write_text(request.prompt, encoding="utf-8", errors="backslashreplace")
    outcome = await order.worker.work(request, on_line)
    answer = parse_answer(outcome.answer)
    said = outcome.reason if outcome.verdict is not Verdict.FINISHED else obstacle_of(answer)
    return Report(outcome, answer, said)


def make_request(order: Order, workspace: Workspace) -> ExecutionRequest:
    """The request that travels, with the scope file that the worker's own hooks can check against."""
    scope_file = workspace.directory / "scope.json"
    fold_case = order.briefing.plan.fold_case
    write_scope_file(scope_file, order.objective.id, order.scope, root=workspace.path, fold_case=fold_case)
    identity = {
        "CORTEX_RUN_ID": order.run_id,
        "CORTEX_OBJECTIVE_ID": order.objective.id,
        "CORTEX_ATTEMPT": str(order.attempt),
        "CORTEX_SCOPE_FILE": str(scope_file),
        "CORTEX_PROMPT_FILE": str(workspace.directory / "prompt.txt"),
    }
    return ExecutionRequest(
        run_id=order.run_id,
        objective=order.objective,
        attempt=order.attempt,
        scope=order.scope,
        files=order.files,
        prompt=render_prompt(order.objective, order.scope, order.briefing),
        prompt_file=workspace.directory / "prompt.txt",
        workspace=workspace.path,
        scratch=workspace.scratch,
        log=order.log,
        environment={**workspace.environment, **order.settings.env, **identity},
        timeout=order.objective.timeout or order.settings.timeout,
        output_limit=order.output_limit,
    )
