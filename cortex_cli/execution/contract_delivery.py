"""Whether a contract's file has what it should: as agreed, as wave 0 fixed it, and readable at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cortex_cli.config.wellformed import data_fault
from cortex_cli.execution.contract_scene import Due, Scene, Violation, part_of
from cortex_cli.model.plan import Contract, ContractKind
from cortex_cli.syntax.definitions import promised, qualified, standing
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.parameters import Parameters, refusal, shown, shown_call
from cortex_cli.syntax.parser import first_fault, parses
from cortex_cli.syntax.standing import Presence, Standing

SURELY_PARSED = frozenset({"Python", "JavaScript", "TypeScript", "TSX", "Go", "Rust", "Java"})
"""Languages whose grammars are good enough to call a text wrong: no preprocessor, few dialects."""


def delivery_violations(due: Due, scene: Scene) -> Iterator[Violation]:
    """What is missing from the contract's file, the first thing only."""
    contract = due.contract
    if contract.path not in scene.now.paths:
        if contract.agreed or due.is_fixed:
            yield _undelivered(due, scene, None, wanted(contract), f"{contract.path} is not there")
        return
    text = scene.now.texts.get(contract.path)
    if text is None:
        return
    fault = _fault(contract.path, text) if contract.agreed or contract.kind is ContractKind.FILE else None
    if fault is not None and not _was_faulty(contract.path, scene):
        yield _undelivered(due, scene, fault[0], "a file that can be read", fault[1])
    elif contract.symbol is not None:
        yield from islice(_promises(due, scene, text, contract.symbol), 1)


def wanted(contract: Contract) -> str:
    """What a contract promises, in as few words as it has."""
    return contract.signature or contract.symbol or contract.path


def _fault(path: str, text: str) -> tuple[int, str] | None:
    language = language_of(path)
    if language is None or language.name not in SURELY_PARSED:
        return data_fault(path, text)
    return None if parses(text, language) else (first_fault(text, language), f"text that is not {language.name}")


def _was_faulty(path: str, scene: Scene) -> bool:
    """Whether the file could not be read when the run began either: then our parser, or its author, is odd."""
    text = scene.base.texts.get(path)
    return path in scene.base.paths and (text is None or _fault(path, text) is not None)


def _promises(due: Due, scene: Scene, text: str, symbol: str) -> Iterator[Violation]:
    contract, language = due.contract, language_of(due.contract.path)
    symbol = qualified(text, language, symbol)
    real = standing(text, language, symbol)
    if contract.agreed:
        promise = promised(contract.signature, language, symbol) if contract.signature else None
        yield from _broken(due, scene, symbol, real, promise, wanted(contract))
    if due.is_fixed and scene.fixed is not None:
        then = standing(scene.fixed.texts.get(contract.path, ""), language, symbol)
        if then.presence is Presence.THERE:
            promise = then.called[0] if len(then.called) == 1 else None
            asked = f"{symbol}{shown(promise) if promise is not None else ''} as wave 0 fixed it"
            yield from _broken(due, scene, symbol, real, promise, asked)


def _broken(
    due: Due, scene: Scene, symbol: str, real: Standing, promise: Parameters | None, asked: str
) -> Iterator[Violation]:
    """Whether the file lacks the symbol, or all that it has by that name refuse a call that was promised."""
    name = symbol.rpartition(".")[2]
    if real.presence is Presence.GONE:
        yield _undelivered(due, scene, None, asked, f"nothing called {symbol}")
    if promise is None or not real.called:
        return
    refused = [(each, no) for each in real.called if (no := refusal(promise, each)) is not None]
    if len(refused) == len(real.called):
        parameters, (call, reason) = refused[0]
        found = f"{name}{shown(parameters)}, which refuses {shown_call(name, call)}: {reason}"
        yield _undelivered(due, scene, real.line, asked, found, "let it take every call that was promised")


def _undelivered(
    due: Due, scene: Scene, line: int | None, expected: str, found: str, mend: str = "deliver it there"
) -> Violation:
    contract = due.contract
    culprit = scene.changed.get(contract.path, due.deliverer)
    return Violation(
        contract=contract.id,
        objective=culprit,
        part=part_of(contract, culprit, due.deliverer),
        path=contract.path,
        line=line,
        expected=expected,
        found=found,
        mend=mend,
    )
