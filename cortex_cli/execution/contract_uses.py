"""Whether those who use a contract's symbol fit what the integrated tree has, and who is to blame where not."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.execution.contract_scene import Due, Scene, Violation, part_of
from cortex_cli.model.plan import ContractKind
from cortex_cli.syntax.definitions import promised, qualified
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.parameters import shown, shown_call
from cortex_cli.syntax.symbol_uses import Shared, SourceTree, shared_symbol, uses_in
from cortex_cli.syntax.uses import Use


def use_violations(due: Due, scene: Scene) -> Iterator[Violation]:
    """Each use in a consumer's files that fails; of a symbol as found, only what did not fail before the run."""
    contract = due.contract
    if contract.kind is not ContractKind.SYMBOL or contract.symbol is None:
        return
    text = scene.now.texts.get(contract.path, "")
    symbol = qualified(text, language_of(contract.path), contract.symbol)
    real = shared_symbol(scene.now, contract.path, symbol)
    for user, files in due.users.items():
        for file in files:
            failing = _failures(scene.now, real, file)
            if failing and not contract.agreed:
                known = _failures(scene.base, shared_symbol(scene.base, contract.path, symbol), file)
                failing = [each for each in failing if not any(_is_same(each, other) for other in known)]
            for use, reason in failing:
                yield _misused(due, scene, real, user, file, use, reason)


Failure = tuple[Use, str]


def _failures(tree: SourceTree, there: Shared, file: str) -> list[Failure]:
    uses = uses_in(tree, file, there.path, there.symbol)
    return [(use, reason) for use in uses if (reason := there.objection(use)) is not None]


def _is_same(one: Failure, other: Failure) -> bool:
    """Whether two uses fail alike, wherever they stand in their files."""
    return (one[0].written, one[0].call, one[1]) == (other[0].written, other[0].call, other[1])


def _misused(due: Due, scene: Scene, real: Shared, user: str, file: str, use: Use, reason: str) -> Violation:
    contract = due.contract
    culprit = _culprit(due, scene, user, file, real.symbol, use)
    whole = real.whole
    if use.call is None or whole.direct is None:
        expected, found = f"{use.written} in {contract.path}", reason
    else:
        place = contract.path if whole.line is None else f"{contract.path}:{whole.line}"
        expected = f"a call that fits {real.symbol}{shown(whole.direct)} of {place}"
        found = f"{shown_call(use.written, use.call)}: {reason}"
    provides = culprit == scene.changed.get(contract.path) or culprit == contract.provider
    return Violation(
        contract=contract.id,
        objective=culprit,
        part=part_of(contract, culprit, due.deliverer),
        path=file,
        line=use.line,
        expected=expected,
        found=found,
        mend=f"keep what {user} uses there" if provides else "let the use follow the definition",
    )


def _culprit(due: Due, scene: Scene, user: str, file: str, symbol: str, use: Use) -> str:
    """Who made a use and its definition part: whoever changed one of them in this wave.

    Where both changed, it is the definition's author if the use fits what was there before, unless what is there
    now is what was agreed.
    """
    definer, using = scene.changed.get(due.contract.path), scene.changed.get(file)
    if definer is None or definer == using:
        return using or user
    if using is None:
        return definer
    if due.contract.agreed and _has_signature(due, symbol):
        return using
    before = shared_symbol(scene.before, due.contract.path, symbol)
    return definer if before.objection(use) is None else using


def _has_signature(due: Due, symbol: str) -> bool:
    signature = due.contract.signature
    return bool(signature) and promised(signature or "", language_of(due.contract.path), symbol) is not None
