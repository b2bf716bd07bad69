"""Commands that decide, each run in a fresh checkout of the tree they judge and never in a worker's."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from cortex_cli.dispatch.workspace import Workspace, open_workspace
from cortex_cli.execution.context import RunContext
from cortex_cli.model.events import Activity, GateEnded, GateStarted
from cortex_cli.model.run import GateRun
from cortex_cli.model.team import Gate, GateStage
from cortex_cli.process.supervisor import Command, supervise
from cortex_cli.vcs.objects import tree_of

LAST_LINES = 12


@dataclass(frozen=True, slots=True)
class Judged:
    """What gates judge: the tree of one objective, or the integrated tree of a wave (objective None)."""

    stage: GateStage
    wave: int
    objective: str | None
    commit: str
    tree: str

    @property
    def name(self) -> str:
        return f"gates-{self.objective}" if self.objective else f"gates-wave-{self.wave}"


async def run_gates(context: RunContext, judged: Judged) -> tuple[GateRun, ...]:
    """Run the team's gates of that stage one after another, up to the first red one; all are journalled."""
    gates = [gate for gate in context.team.gates if judged.stage in gate.on]
    results: list[GateRun] = []
    if not gates:
        return ()
    mark = context.mark(judged.name)
    async with open_workspace(
        context.shop, judged.name, commit=judged.commit, tree=judged.tree, emit=context.emit, mark=mark
    ) as workspace:
        for gate in gates:
            result = await run_gate(context, gate, judged, workspace)
            context.journal.record_gate(context.run_id, result)
            context.emit(GateEnded(result), objective=judged.objective)
            results.append(result)
            if not result.passed:
                break
    return tuple(results)


async def run_gate(context: RunContext, gate: Gate, judged: Judged, workspace: Workspace) -> GateRun:
    """Run one gate; its verdict is its exit status, 0 for green."""
    context.emit(GateStarted(gate.id), objective=judged.objective)
    started = context.clock.elapsed()
    last: deque[str] = deque(maxlen=LAST_LINES)
    log = context.logs / f"{judged.name}-{gate.id}.log"
    done = await supervise(
        Command(
            argv=gate.command,
            cwd=workspace.path,
            environment={**workspace.environment, **gate.env},
            mark=context.mark(judged.name),
            log=log,
            timeout=gate.timeout,
            output_limit=context.team.limits.output_mb * 1_000_000,
        ),
        last.append,
    )
    reason = None if done.reason is None else "\n".join([done.reason, *last])
    return GateRun(
        gate=gate.id,
        stage=judged.stage,
        wave=judged.wave,
        objective=judged.objective,
        passed=done.reason is None,
        exit_code=done.code,
        seconds=context.clock.elapsed() - started,
        reason=reason,
        log=str(log),
    )


async def is_red_without(context: RunContext, red: GateRun, head: str) -> bool:
    """Whether a gate that is red on new work is red on the tree before it too, so that the work is not to blame."""
    gate = next(gate for gate in context.team.gates if gate.id == red.gate)
    judged = Judged(red.stage, red.wave, None, head, tree_of(context.repository.observer, head))
    place = f"{judged.name}-before"
    async with open_workspace(
        context.shop, place, commit=head, tree=judged.tree, emit=context.emit, mark=context.mark(place)
    ) as workspace:
        context.emit(Activity(f"gate {gate.id}: trying it without the changes of wave {red.wave}"))
        return not (await run_gate(context, gate, judged, workspace)).passed


def in_words(red: GateRun) -> str:
    """A red gate's verdict on one line: how it ended, and the last thing it said."""
    first, *said = (red.reason or "failed").splitlines()
    return f"gate {red.gate} is red ({first}{f': {said[-1]}' if said else ''})"


def red_gate(results: tuple[GateRun, ...]) -> GateRun | None:
    """The gate that decided against the tree, if one did."""
    return next((result for result in results if not result.passed), None)
