"""What a planning case expects of single objectives, contracts and paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from cortex_cli.model.expectations import Expectations, ExpectedContract, ExpectedScope, ExpectedSplit
from cortex_cli.model.plan import Contract, Objective
from cortex_cli.planning.cases.miss import Miss, listed, miss
from cortex_cli.planning.cases.references import Cast, NoSuchObjective

T = TypeVar("T")


def objectives_missed(expect: Expectations, cast: Cast) -> Iterator[Miss]:
    """What is not as expected of single objectives, of contracts between them, and of paths."""

    def depends(objective: Objective, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
        if cast.ids(wanted) != set(objective.depends_on):
            yield listed(wanted), listed(objective.depends_on)

    def worker(objective: Objective, wanted: str | None) -> Iterator[tuple[str, str]]:
        if objective.worker != wanted:
            yield wanted or "nobody", objective.worker or "nobody"

    def kind(objective: Objective, wanted: str) -> Iterator[tuple[str, str]]:
        if objective.task_type != wanted:
            yield str(wanted), str(objective.task_type)

    def resources(objective: Objective, wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
        if set(objective.resources) != set(wanted):
            yield listed(wanted), listed(objective.resources)

    def scope(objective: Objective, wanted: ExpectedScope) -> Iterator[tuple[str, str]]:
        yield from _scope(objective, wanted, cast)

    yield from _each("depends_on", expect.depends_on, cast, depends)
    yield from _each("workers", expect.workers, cast, worker)
    yield from _each("task_types", expect.task_types, cast, kind)
    yield from _each("resources", expect.resources, cast, resources)
    yield from _each("scopes", expect.scopes, cast, scope)
    yield from _contracts(expect.contracts, cast)
    yield from _splits(expect.splits, cast)
    yield from _paths(expect, cast)


def _each(
    key: str, wanted: Mapping[str, T], cast: Cast, compare: Callable[[Objective, T], Iterator[tuple[str, str]]]
) -> Iterator[Miss]:
    """Compare each objective that the mapping under `key` refers to with what it asks for."""
    for reference, value in wanted.items():
        try:
            objective = cast.find(reference)
            for expected, came in compare(objective, value):
                yield miss(key, f"{reference}: {expected}", f"{objective.id}: {came}", reference)
        except NoSuchObjective as error:
            yield miss(key, reference, f"{error}; {cast.waves()}", reference)


def _scope(objective: Objective, wanted: ExpectedScope, cast: Cast) -> Iterator[tuple[str, str]]:
    effective, fold = cast.writes[objective.id], cast.plan.fold_case
    written = "everything" if objective.scope.touch is None else f"touch {listed(objective.scope.touch)}"
    shown = f"{written}, forbid {listed(effective.forbid)}"
    for path in wanted.include:
        if not effective.matches(path, fold_case=fold):
            yield f"may write {path}", shown
    for path in wanted.exclude:
        if effective.matches(path, fold_case=fold):
            yield f"may not write {path}", shown
    for path in wanted.read:
        if path not in objective.scope.read:
            yield f"should read {path}", f"read {listed(objective.scope.read)}"


def _contracts(expected: Sequence[ExpectedContract] | None, cast: Cast) -> Iterator[Miss]:
    came = cast.plan.contracts
    shown = "; ".join(f"{each.provider} gives {each.symbol or each.path} to {listed(each.consumers)}" for each in came)
    if expected is not None and not expected and came:
        yield miss("contracts", "no contract", shown)
    for number, wanted in enumerate(expected or ()):
        said = f"{wanted.provider} gives {wanted.symbol or wanted.path or 'something'} to {listed(wanted.consumers)}"
        try:
            found = any(_is(contract, wanted, cast) for contract in came)
        except NoSuchObjective as error:
            yield miss("contracts", said, error, number)
        else:
            if not found:
                yield miss("contracts", said, shown or "no contract", number)


def _is(contract: Contract, wanted: ExpectedContract, cast: Cast) -> bool:
    provider, consumers = cast.find(wanted.provider).id, cast.ids(wanted.consumers)
    return (
        contract.provider == provider
        and consumers <= set(contract.consumers)
        and wanted.path in (None, contract.path)
        and wanted.symbol in (None, contract.symbol)
        and (wanted.signature or "") in (contract.signature or "")
    )


def _splits(expected: Sequence[ExpectedSplit] | None, cast: Cast) -> Iterator[Miss]:
    came = cast.plan.splits
    shown = "; ".join(f"{each.owner} owns {each.path}, {each.action}" for each in came) or "no split"
    if expected is not None and not expected and came:
        yield miss("splits", "no split", shown)
    for number, wanted in enumerate(expected or ()):
        said = f"{wanted.owner} owns {wanted.path}{f', {wanted.action}' if wanted.action else ''}"
        try:
            owner = cast.find(wanted.owner).id
        except NoSuchObjective as error:
            yield miss("splits", said, error, number)
            continue
        alike = (each for each in came if (each.path, each.owner) == (wanted.path, owner))
        if not any(wanted.action in (None, each.action) for each in alike):
            yield miss("splits", said, shown, number)


def _paths(expect: Expectations, cast: Cast) -> Iterator[Miss]:
    left = [each.path for each in cast.plan.uncovered]
    for number, path in enumerate(expect.uncovered):
        if path not in left:
            yield miss("uncovered", path, listed(left), number)
    for number, path in enumerate(expect.untouched):
        writers = [objective.id for objective in cast.writers(path)]
        if writers:
            yield miss("untouched", f"nobody may write {path}", listed(writers), number)
