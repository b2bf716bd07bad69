"""Names that C and its heirs hide in nested declarators: `int *(*table[3])(int)` declares `table`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cortex_cli.syntax.grammar import SymbolKind
from cortex_cli.syntax.naming import NAME_NODES, Named, split_name

if TYPE_CHECKING:
    from ast_grep_py import SgNode

DEEPEST = 50
"""Declarators inside of each other that are followed."""


def declared(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """The names a declaration gives: a function where it is one, or the prototype of one."""
    for declarator in node.field_children("declarator"):
        name, is_function = _innermost(declarator)
        if name is None:
            continue
        if is_function and kind is SymbolKind.CONSTANT:
            yield split_name(name, SymbolKind.FUNCTION)
        elif is_function or kind is not SymbolKind.METHOD:
            yield split_name(name, kind)


def _innermost(node: SgNode) -> tuple[str | None, bool]:
    """The name below a declarator, and whether what is next to it is the list of parameters."""
    is_function = False
    for _ in range(DEEPEST):
        if node.kind() in NAME_NODES:
            return node.text(), is_function
        is_function = node.kind() == "function_declarator"
        below = node.field("declarator") or node.field("name") or _child(node)
        if below is None:
            return None, False
        node = below
    return None, False


def _child(node: SgNode) -> SgNode | None:
    """The declarator inside of brackets or behind a `&`, which is in no field."""
    for child in node.children():
        if child.kind() in NAME_NODES or child.kind().endswith("declarator"):
            return child
    return None
