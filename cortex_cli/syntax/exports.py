"""What a JavaScript or TypeScript module exports by name, and the imports of such a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cortex_cli.syntax.languages import Grammar
from cortex_cli.syntax.parser import is_whole, parse_tree
from cortex_cli.syntax.standing import Presence
from cortex_cli.syntax.uses import Use

if TYPE_CHECKING:
    from ast_grep_py import SgNode

OTHER_WAYS = re.compile(r"\bexports\b|\bdefine\s*\(")
"""CommonJS and AMD: what such a module passes on is decided when it runs."""

UNCHECKED = re.compile(r"@ts-|\bmock\w*\b|@flow")
NAMED = frozenset({
    "function_declaration", "generator_function_declaration", "class_declaration", "abstract_class_declaration",
    "interface_declaration", "type_alias_declaration", "enum_declaration", "function_signature", "internal_module",
})  # fmt: skip
VARIABLES = frozenset({"lexical_declaration", "variable_declaration"})
WORD = re.compile(r"[\w$]+")


def exported(text: str, grammar: Grammar, name: str) -> Presence:
    """Whether a module exports `name`; UNKNOWN where it passes on what other files or its own running decide."""
    if OTHER_WAYS.search(text):
        return Presence.UNKNOWN
    root = parse_tree(text, grammar)
    if not is_whole(root):
        return Presence.UNKNOWN
    found: set[str] = set()
    for node in root.find_all(kind="export_statement"):
        names = _names(node)
        if names is None:
            return Presence.UNKNOWN
        found.update(names)
    return Presence.THERE if name in found else Presence.GONE


def _names(node: SgNode) -> list[str] | None:
    """The names an export statement gives to others; None where it does not list them."""
    kinds = {child.kind(): child for child in node.children()}
    if "default" in kinds:
        return []
    if (clause := kinds.get("export_clause")) is not None:
        chosen = [each.field("alias") or each.field("name") for each in clause.children()]
        return [each.text().strip("\"'") for each in chosen if each is not None]
    if (namespace := kinds.get("namespace_export")) is not None:
        return WORD.findall(namespace.text())[-1:]
    declaration = node.field("declaration")
    if declaration is None:
        return None
    if declaration.kind() in VARIABLES:
        names = [each.field("name") for each in declaration.children() if each.kind() == "variable_declarator"]
        return [word for each in names if each is not None for word in WORD.findall(each.text())]
    name = declaration.field("name") if declaration.kind() in NAMED else None
    return None if name is None else [name.text()]


def script_uses(text: str, name: str, grammar: Grammar, means: Callable[[str], bool]) -> tuple[Use, ...]:
    """The named imports of `name` from the module that `means` recognises by how it is written."""
    if UNCHECKED.search(text):
        return ()
    root = parse_tree(text, grammar)
    return tuple(_imports(root, name, means)) if is_whole(root) else ()


def _imports(root: SgNode, name: str, means: Callable[[str], bool]) -> Iterator[Use]:
    for node in root.find_all(kind="import_statement"):
        source = node.field("source")
        if source is None or not means(source.text().strip("\"'`")):
            continue
        for each in node.find_all(kind="import_specifier"):
            taken = each.field("name")
            if taken is not None and taken.text().strip("\"'") == name:
                yield Use(each.range().start.line + 1, name)
