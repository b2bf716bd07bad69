"""Code that works breaks no contract: the imports and calls in half the modules of this package are judged to fit."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import cortex_cli
from cortex_cli.syntax.symbol_uses import Shared, SourceTree, shared_symbol, uses_in

PACKAGE = Path(cortex_cli.__file__).parent
FEWEST_IMPORTS, FEWEST_CALLS = 1_000, 500


def package() -> SourceTree:
    found = (path for path in PACKAGE.rglob("*.py") if "demo_project" not in path.parts)
    texts = {path.relative_to(PACKAGE.parent).as_posix(): path.read_text() for path in found}
    return SourceTree(frozenset(texts), texts)


def imported(text: str, tree: SourceTree) -> list[tuple[str, str]]:
    """The (file, symbol) pairs that a file takes from the package, methods that it calls on them included."""
    nodes = list(ast.walk(ast.parse(text)))
    names = [
        (f"{node.module.replace('.', '/')}.py", alias.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    ]
    of = {
        (node.value.id, node.attr)
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    owned = [(path, f"{name}.{attribute}") for path, name in names for owner, attribute in of if owner == name]
    return sorted({pair for pair in (*names, *owned) if pair[0] in tree.paths})


def test_nothing_in_this_package_is_called_a_violation() -> None:
    tree = package()
    shared = cache(lambda path, symbol: shared_symbol(tree, path, symbol))
    wrong: list[str] = []
    imports = calls = 0
    for user, text in sorted(tree.texts.items())[::2]:
        for path, symbol in imported(text, tree):
            there: Shared = shared(path, symbol)
            for use in uses_in(tree, user, path, symbol):
                imports += use.call is None
                calls += use.call is not None and there.whole.direct is not None
                if (reason := there.objection(use)) is not None:
                    wrong.append(f"{user}:{use.line}: {use.written}: {reason}")
    assert wrong == []
    assert (imports > FEWEST_IMPORTS, calls > FEWEST_CALLS) == (True, True)
