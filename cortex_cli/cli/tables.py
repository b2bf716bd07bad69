"""One calm screen for each thing a command can tell."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column
from cortex_cli.cli.layout import bullets, cell, lines, part, rest, sentence, state_cell, table
from cortex_cli.model.plan import Contract, Objective, Plan
from cortex_cli.model.plan_check import Confirmation, Conflict, PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.model.run import GateRun, ObjectiveState, RunRecord, RunState
from cortex_cli.model.text import clean, counted, duration, shortened
from cortex_cli.reporting.plan_report import proof_sentence
from cortex_cli.reporting.schedule_words import schedule_sentences, split_sentence, times
from cortex_cli.reporting.words import headline, title

OBJECTIVES_SHOWN = 40
FINDINGS_SHOWN = 40
PATTERNS_SHOWN = 3
COMMIT_SHOWN = 12
BEFORE_THE_REQUEST = 48


def print_plan(face: Face, plan: Plan) -> None:
    """The waves, what each objective may write, the contracts, the proof and the advice."""
    console = face.out
    size = f"{counted(len(plan.objectives), 'objective')} in {counted(len(plan.waves), 'wave')}"
    base = f", at {plan.base_commit[:COMMIT_SHOWN]}" if plan.base_commit else ""
    console.print(sentence(title(plan.request), "bold"))
    console.print(sentence(f"{plan.id or 'a plan without an id'}: {size}{base}", "dim"))
    _print_waves(face, plan)
    console.print()
    for words in (*schedule_sentences(plan), proof_sentence(plan)):
        console.print(sentence(words))
    _print_list(face, "Shared files", [split_sentence(split) for split in plan.splits])
    if plan.contracts:
        part(console, "Contracts", bullets(_contract(contract) for contract in plan.contracts))
    if plan.advice:
        spent = times(plan, plan.advice, "as planned")
        part(console, "Advice", lines([f"{plan.advice.recommend}: {plan.advice.reason}", spent]))
    _print_list(face, "Not covered", [f"{item.path}: {item.reason}" for item in plan.uncovered])
    _print_list(face, "Notices", plan.notices)


def _print_waves(face: Face, plan: Plan) -> None:
    names = [(wave.number, name) for wave in plan.waves for name in wave.objectives][:OBJECTIVES_SHOWN]
    first = {wave.objectives[0] for wave in plan.waves}
    rows = [_objective(plan.objective(name), str(wave) if name in first else "") for wave, name in names]
    columns = [
        Column("wave", right=True, tight=True),
        Column("objective"),
        Column("title"),
        Column("may write"),
    ]
    part(face.out, "Objectives", table(columns, rows))
    _print_rest(face, rest(len(plan.objectives), len(rows), "the plan file has all"))


def _objective(item: Objective, wave: str) -> tuple[Text | str, ...]:
    estimate = "" if item.estimate is None else duration(item.estimate)
    after = f"after {', '.join(item.depends_on)}" if item.depends_on else ""
    details = ", ".join(filter(None, (item.worker, estimate, after)))
    words = cell(item.title)
    if details:
        words.append("\n").append(cell(details, "dim"))
    return wave, cell(item.id, "bold"), words, _touch(item)


def _touch(item: Objective) -> Text:
    patterns = item.scope.touch
    if patterns is None:
        return cell("everything not forbidden")
    more = len(patterns) - PATTERNS_SHOWN
    return lines([*patterns[:PATTERNS_SHOWN], *([f"and {more} more"] if more > 0 else [])] or ["nothing"])


def _contract(contract: Contract) -> str:
    what = contract.signature or contract.symbol or contract.kind
    return f"{contract.provider} gives {what} in {contract.path} to {', '.join(contract.consumers)}"


def print_check(face: Face, check: PlanCheck, file: str | None = None) -> None:
    """Whether a plan holds, and each finding with what mends it; `file` is the plan's, as a user would name it."""
    console = face.out
    verdict = cell("valid: no two objectives of a wave can write the same path", "green")
    if not check.valid:
        found = f"{counted(len(check.conflicts), 'conflict')}, {counted(len(check.problems), 'problem')}"
        verdict = cell(f"not valid: {found}", "red")
    console.print(verdict)
    if check.independent is not None:
        console.print(sentence(_confirmation(check.independent), "green" if check.valid else "yellow"))
    _print_list(face, "Conflicts", [_conflict(conflict) for conflict in check.conflicts])
    if check.conflicts and file is not None:
        console.print(cell(f"to have them moved apart: cortex plan --arrange {shlex.quote(file)}"), soft_wrap=True)
    _print_list(face, "Problems", [_problem(problem) for problem in check.problems])
    _print_list(face, "Warnings", [_problem(problem) for problem in check.warnings])


def _confirmation(found: Confirmation) -> str:
    pairs, waves = counted(found.pairs, "pair"), counted(found.waves, "wave")
    if not found.pairs:
        return "nothing for the second checker to confirm: no two objectives share a wave"
    if found.confirmed < found.pairs:
        return f"the second checker confirms {found.confirmed} of {pairs} in {waves}"
    return f"confirmed by the second checker: {pairs} in {waves}"


def _conflict(conflict: Conflict) -> str:
    one, other = conflict.objectives
    where = f"{conflict.where}: " if conflict.where else ""
    if conflict.witness is None:
        return f"{where}wave {conflict.wave}: whether {one} and {other} overlap is undecided"
    return f"{where}wave {conflict.wave}: {one} and {other} could both write {conflict.witness}"


def _problem(problem: Problem) -> str:
    where = f"{problem.where}: " if problem.where else ""
    mend = f" ({problem.mend})" if problem.mend else ""
    return f"{where}{problem.message}{mend}"


def print_record(face: Face, record: RunRecord) -> None:
    """How a run stands: result first, then each objective, failed gates, and what to do next."""
    console, run = face.out, record.run
    style = {RunState.SUCCEEDED: "bold green", RunState.FAILED: "bold red"}.get(run.state, "bold")
    console.print(sentence(f"{headline(record)}: {title(run.request)}", style))
    usage = record.usage
    times = f"{duration(usage.wall_seconds)}, {counted(usage.attempts, 'attempt')}"
    console.print(sentence(f"{run.id}, {times}", "dim"))
    if run.reason:
        console.print(sentence(run.reason))
    rows = [
        (
            state_cell(item.state),
            cell(item.id, "bold"),
            item.title,
            item.worker or "",
            cell(item.reason or "", "dim"),
        )
        for item in record.objectives[:OBJECTIVES_SHOWN]
    ]
    columns = [Column(tight=True), Column(tight=True), Column(), Column(), Column()]
    part(console, "Objectives", table(columns, rows))
    _print_rest(face, rest(len(record.objectives), len(rows), "--json lists all"))
    _print_red(face, [gate for gate in record.gates if not gate.passed])
    facts = [("branch", run.branch), ("commit", run.commit)]
    if run.commit:
        part(console, "Result", table([Column(), Column()], [(name, value) for name, value in facts if value]))


def _print_red(face: Face, gates: Sequence[GateRun]) -> None:
    """Each red gate with the end of what it printed, its lines kept."""
    for gate in gates:
        first, *said = clean(gate.reason or "failed").splitlines()
        part(face.out, "Red gate", cell(f"{gate.gate}, wave {gate.wave}: {first}"))
        for line in said:
            face.out.print(Text(f"    {line}".rstrip(), "dim"), soft_wrap=True)


def print_status(face: Face, records: Sequence[RunRecord]) -> None:
    """One line for each run, in the order given."""
    if not records:
        face.say("No run in this repository yet.")
        return
    columns = [Column("run"), Column("state"), Column("done", right=True), Column("request")]
    room = max(face.out.width - BEFORE_THE_REQUEST, 20)
    face.out.print(table(columns, [_status(record, room) for record in records]))


def _status(record: RunRecord, room: int) -> tuple[Text | str, ...]:
    done = Counter(item.state for item in record.objectives)[ObjectiveState.COMPLETED]
    return (
        cell(record.run.id, "bold"),
        state_cell(record.run.state),
        f"{done}/{len(record.objectives)}",
        shortened(title(record.run.request), room),
    )


def _print_list(face: Face, name: str, texts: Sequence[str]) -> None:
    if texts:
        part(face.out, name, bullets(texts[:FINDINGS_SHOWN]))
        _print_rest(face, rest(len(texts), FINDINGS_SHOWN, "--json lists all"))


def _print_rest(face: Face, words: str) -> None:
    if words:
        face.out.print(sentence(f"  {words}", "dim"))
