"""The explanation of one objective on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column
from cortex_cli.cli.layout import bullets, cell, part, rest, sentence, table
from cortex_cli.model.explanation import (
    ContractPart,
    EarlierWave,
    Explanation,
    Obstacle,
    OtherWorker,
    Passed,
    Related,
    ScopeReason,
    Taken,
    TouchReason,
)
from cortex_cli.model.text import counted, duration, one_line

PATTERNS_SHOWN = 20
WAITING_SHOWN = 12
PASSED = {
    Passed.DISABLED: "is disabled",
    Passed.UNABLE: "does other kinds of work only",
    Passed.FEWER: "fits less",
    Passed.TAKEN: "has no hand free in this wave",
    Passed.EQUAL: "fits as well, and had more to do or stands later in the team file",
    Passed.BETTER: "fits better, but the plan names another",
}

COULD = (Passed.EQUAL, Passed.BETTER)


def print_explanation(face: Face, told: Explanation) -> None:
    """What the objective is, then why it has its scope, its wave and its worker, and who depends on it."""
    takes = () if told.estimate is None else (f"about {duration(told.estimate)}",)
    facts = (told.plan or "a plan without an id", f"wave {told.wave}", told.worker.worker or "no worker yet")
    face.out.print(sentence(f"{told.id}: {told.title}", "bold"))
    face.out.print(sentence(", ".join((*facts, *takes, f"{told.complexity} complexity")), "dim"))
    _print_scope(face, told.scope)
    part(face.out, f"Why wave {told.wave}", bullets(_waves(told)))
    part(face.out, f"Why {one_line(told.worker.worker or 'nobody')}", bullets(_workers(told)))
    if told.contracts:
        part(face.out, "Contracts", bullets(map(_contract, told.contracts)))
    _print_waiting(face, told)


def _print_scope(face: Face, scope: ScopeReason) -> None:
    title = f"Why this scope: {one_line(scope.reason)}" if scope.reason else "Scope"
    if scope.touch is None:
        part(face.out, title, cell(f"everything that is not forbidden: {counted(scope.files, 'file')}"))
    else:
        rows = [_touch(each) for each in scope.touch[:PATTERNS_SHOWN]]
        part(face.out, title, table([Column(), Column(), Column()], rows) if rows else cell("writes nothing"))
        _print_rest(face, rest(len(scope.touch), len(rows), "--json lists all"))
    for name, texts in (
        ("Taken away by forbid", [_taken(each) for each in scope.taken]),
        ("Reads", list(scope.read)),
        ("Told to the worker besides", list(scope.context)),
    ):
        if texts:
            part(face.out, name, bullets(texts[:PATTERNS_SHOWN]))
            _print_rest(face, rest(len(texts), PATTERNS_SHOWN, "--json lists all"))


def _touch(each: TouchReason) -> tuple[Text, str, Text]:
    size = counted(each.files, "file") if each.files else "new"
    return cell(each.pattern, "bold"), size, cell("; ".join(each.evidence), "dim")


def _taken(each: Taken) -> str:
    whose = "the plan's global_forbid" if each.whole_plan else "its forbid"
    what = counted(each.files, "file") if each.files else "no file yet"
    return f"{each.pattern} ({whose}): {what}, such as {each.example}"


def _waves(told: Explanation) -> Iterator[str]:
    for earlier in told.earlier:
        yield f"not in wave {earlier.wave}: {_obstacle(earlier)}"
    if not told.earlier:
        yield "it is the first: nothing keeps it from starting at once"
    elif all(earlier.because is not Obstacle.NONE for earlier in told.earlier):
        yield f"wave {told.wave} is the earliest it can have"


def _obstacle(earlier: EarlierWave) -> str:
    names = ", ".join(earlier.objectives)
    takes = counted(earlier.at_once or 0, "objective")
    match earlier.because:
        case Obstacle.INTERFACES:
            return "that is for interfaces alone"
        case Obstacle.DEPENDENCY:
            return f"it waits for {names}"
        case Obstacle.SCOPE:
            return f"it meets {names} at {earlier.witness or 'a path that took too long to find'}"
        case Obstacle.ALONE:
            return f"it or {names} may write everything and has to be alone"
        case Obstacle.RESOURCE:
            return f"{earlier.share} is for {takes} at a time, and {names} has it"
        case Obstacle.WORKER:
            return f"{earlier.share} takes {takes} at a time, and does {names} there"
        case Obstacle.CAPACITY if earlier.at_once is not None:
            return f"the team takes {takes} at a time, and does {names} there"
        case Obstacle.CAPACITY:
            return f"everybody who could do it is at work there, on {names}"
        case Obstacle.NONE:
            return "nothing keeps it from running there; the plan has it later all the same"


def _workers(told: Explanation) -> Iterator[str]:
    worker = told.worker
    kind = f"{worker.kind} work" if worker.kind else "work of any kind"
    if worker.worker is None:
        yield f"the plan names no worker for this {kind}; one is chosen when it is executed"
    elif not worker.known:
        yield f"the plan names {worker.worker}, which the team does not have"
    elif worker.words:
        yield f"{', '.join(worker.words)} in its capabilities {'speaks' if len(worker.words) == 1 else 'speak'} for it"
    else:
        yield f"it can do {kind}; none of its capabilities speaks for it in particular"
    for other in worker.others:
        yield _other(other, unnamed=worker.worker is None)


def _other(other: OtherWorker, *, unnamed: bool) -> str:
    words = f" ({', '.join(other.words)})" if other.words else ""
    why = "could do it" if unnamed and other.because in COULD else PASSED[other.because]
    return f"{other.worker} {why}{words}"


def _contract(contract: ContractPart) -> str:
    what = contract.signature or contract.symbol or "the file"
    others = ", ".join(contract.others)
    if contract.provides:
        return f"{contract.id}: it gives {what} in {contract.path} to {others}"
    return f"{contract.id}: it uses {what} in {contract.path}, which {others} gives"


def _print_waiting(face: Face, told: Explanation) -> None:
    if told.waiting:
        rows = [_related(each) for each in told.waiting[:WAITING_SHOWN]]
        title = f"Waiting for it: {counted(told.waiting_in_all, 'objective')}"
        part(face.out, title, table([Column(), Column(), Column()], rows))
        _print_rest(face, rest(told.waiting_in_all, len(rows), "they wait for these, or --json lists them"))


def _related(each: Related) -> tuple[Text, str, str]:
    return cell(each.id, "bold"), f"wave {each.wave}", each.title


def _print_rest(face: Face, words: str) -> None:
    if words:
        face.out.print(sentence(f"  {words}", "dim"))
