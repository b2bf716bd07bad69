"""Contracts as a gate of their own: which are due after a wave, and whether its integrated tree keeps them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cortex_cli.execution.context import RunContext
from cortex_cli.execution.contract_delivery import delivery_violations
from cortex_cli.execution.contract_scene import Due, Scene, Violation
from cortex_cli.execution.contract_uses import use_violations
from cortex_cli.model.events import GateEnded, GateStarted
from cortex_cli.model.identifiers import CONTRACTS_GATE
from cortex_cli.model.plan import ContractKind, Plan, fixers
from cortex_cli.model.run import GateRun, ObjectiveState
from cortex_cli.model.team import GateStage
from cortex_cli.model.text import counted
from cortex_cli.syntax.symbol_uses import SourceTree, can_use, shows_uses
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.texts import TreeTexts
from cortex_cli.vcs.trees import diff_trees

MOST_FILES = 2_000
"""Files of one consumer that are looked at; what it changed comes first."""

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Integrated:
    """A wave's integrated commit on `head`; `captured` are its objectives' own commits."""

    wave: int
    commit: str
    head: str
    captured: Mapping[str, str]


async def judge_contracts(context: RunContext, integrated: Integrated) -> str | None:
    """What the due contracts have against the integrated commit; None where they hold or none is due.

    The verdict is journalled and told like that of a gate. Nothing is checked out.
    """
    dues = due_contracts(context.plan, done_objectives(context, integrated), is_after_fixing=integrated.wave > 0)
    if not dues:
        return None
    context.emit(GateStarted(CONTRACTS_GATE))
    started = context.clock.elapsed()
    fixed = context.journal.wave_commit(context.run_id, 0) if integrated.wave > 0 else None
    found = await asyncio.to_thread(find_violations, context, integrated, dues, fixed)
    lines = [violation.words() for violation in found]
    verdict = GateRun(
        gate=CONTRACTS_GATE,
        stage=GateStage.WAVE,
        wave=integrated.wave,
        objective=None,
        passed=not found,
        exit_code=None,
        seconds=context.clock.elapsed() - started,
        reason="\n".join(lines[:SHOWN] + ([f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else [])) or None,
    )
    context.journal.record_gate(context.run_id, verdict)
    context.emit(GateEnded(verdict))
    if not found:
        return None
    return lines[0] + (f" (and {counted(len(lines) - 1, 'more violation')})" if len(lines) > 1 else "")


def done_objectives(context: RunContext, integrated: Integrated) -> frozenset[str]:
    """The objectives that are completed, and those of this wave that would be."""
    entries = context.journal.record(context.run_id).objectives
    completed = {entry.id for entry in entries if entry.state is ObjectiveState.COMPLETED}
    return frozenset(completed).union(integrated.captured)


def due_contracts(plan: Plan, done: frozenset[str], *, is_after_fixing: bool) -> list[Due]:
    """The contracts of which something can be judged once the objectives in `done` are.

    A promise is due with its provider, or with the objective that fixed it in wave 0; uses are due once both
    sides are done. The files of the users are still to be found.
    """
    found = []
    for contract in plan.contracts:
        fixing = fixers(plan, contract)
        deliverer = next((name for name in (contract.provider, *fixing) if name in done), None)
        followed = contract.symbol is not None and shows_uses(contract.path)
        users = {name: () for name in contract.consumers if followed and name in done}
        is_fixed = is_after_fixing and any(name in done for name in fixing)
        says = contract.agreed or contract.kind is ContractKind.FILE or is_fixed
        if deliverer is not None and (says or users):
            found.append(Due(contract, deliverer, is_fixed, users))
    return found


def find_violations(
    context: RunContext, integrated: Integrated, dues: list[Due], fixed: str | None
) -> tuple[Violation, ...]:
    """All violations in the order of the plan's contracts; `fixed` is the commit of wave 0. Reads objects alone."""
    git = context.repository.observer
    entries = {entry.path: entry for entry in tree_entries(git, integrated.commit)}
    texts = TreeTexts(git, entries)
    trees = {each: source_tree(git, each) for each in {integrated.head, context.base, fixed or context.base}}
    scene = Scene(
        now=SourceTree(frozenset(entries), texts),
        before=trees[integrated.head],
        base=trees[context.base],
        changed=changed_paths(git, integrated.captured),
        fixed=trees[fixed] if fixed is not None else None,
    )
    whole = [replace(due, users={name: files_of(context, scene, name, due) for name in due.users}) for due in dues]
    texts.read(path for due in whole for files in due.users.values() for path in files)
    return tuple(violation for due in whole for violation in violations(due, scene))


def violations(due: Due, scene: Scene) -> tuple[Violation, ...]:
    """How the tree breaks a contract; uses are judged only where the symbol itself is as it should be."""
    return tuple(delivery_violations(due, scene)) or tuple(use_violations(due, scene))


def source_tree(git: Git, commit: str) -> SourceTree:
    entries = {entry.path: entry for entry in tree_entries(git, commit)}
    return SourceTree(frozenset(entries), TreeTexts(git, entries))


def changed_paths(git: Git, captured: Mapping[str, str]) -> dict[str, str]:
    """The paths that captured commits changed, each with its objective."""
    changed: dict[str, str] = {}
    for name, commit in sorted(captured.items()):
        changed |= dict.fromkeys(diff_trees(git, f"{commit}^", commit), name)
    return changed


def files_of(context: RunContext, scene: Scene, name: str, due: Due) -> tuple[str, ...]:
    """The files of a consumer in which the contract's symbol may be used, those it changed first."""
    scope, fold_case = context.scope(context.plan.objective(name)), context.plan.fold_case
    possible = (path for path in scene.now.paths if can_use(path, due.contract.path))
    mine = [path for path in possible if scope.matches(path, fold_case=fold_case)]
    return tuple(sorted(mine, key=lambda path: (scene.changed.get(path) != name, path))[:MOST_FILES])
