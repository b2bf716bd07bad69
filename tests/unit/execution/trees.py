"""Short ways to write the trees that contracts are judged by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cortex_cli.execution.contract_scene import Due, Scene, Violation
from cortex_cli.execution.contracts import violations
from cortex_cli.model.plan import Contract, ContractKind
from cortex_cli.syntax.symbol_uses import SourceTree

Files = Mapping[str, str]


def tree(files: Files) -> SourceTree:
    return SourceTree(frozenset(files), files)


def scene(now: Files, *, base: Files | None = None, fixed: Files | None = None, **changed: str) -> Scene:
    """`changed` has objectives by the stem of the files that they changed; before the wave all was as at the base."""
    before = tree(now if base is None else base)
    paths = {path: changed[stem] for path in now for stem in changed if path.rpartition("/")[2].startswith(f"{stem}.")}
    return Scene(tree(now), before, before, paths, None if fixed is None else tree(fixed))


def contract(path: str = "shop/login.py", symbol: str | None = "login", **more: Any) -> Contract:
    kind = ContractKind.FILE if symbol is None else ContractKind.SYMBOL
    return Contract("C1", kind, "maker", ("user",), path, symbol, **more)


def due(promise: Contract, *files: str, is_fixed: bool = False, deliverer: str = "maker") -> Due:
    """What is due once both sides are done; `files` are those of the consumer."""
    return Due(promise, deliverer, is_fixed, {"user": files} if files else {})


def broken(what: Due, where: Scene) -> list[str]:
    """The violations as a user reads them."""
    return [violation.words() for violation in violations(what, where)]


def only(what: Due, where: Scene) -> Violation:
    (found,) = violations(what, where)
    return found
