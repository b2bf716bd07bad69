"""What a file defines, uses and imports, as far as it parses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cortex_cli.model.text import clean, shortened
from cortex_cli.syntax.imports import Import, import_rules, read_imports
from cortex_cli.syntax.languages import Grammar, Language, SymbolKind
from cortex_cli.syntax.parser import find_nodes, of_kinds, parse_tree

if TYPE_CHECKING:
    from ast_grep_py import Relation, Rule, SgNode

LONGEST_SIGNATURE = 240
NAME_NODES = frozenset(
    {"identifier", "simple_identifier", "type_identifier", "field_identifier", "qualified_identifier", "word"}
)
OWNERS = frozenset({SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.MODULE})


@dataclass(frozen=True, slots=True)
class Definition:
    """`line` counts from 1; `owner` is the class or module it stands in; `signature` its head on one line."""

    name: str
    kind: SymbolKind
    line: int
    signature: str
    owner: str | None = None

    @property
    def qualified(self) -> str:
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True, slots=True)
class FileSymbols:
    """`definitions` and `imports` in the order of the text; `references` are the names used, sorted."""

    definitions: tuple[Definition, ...] = ()
    references: tuple[str, ...] = ()
    imports: tuple[Import, ...] = ()


def symbols(text: str, language: Language | None) -> FileSymbols:
    """Everything the table of languages can tell about `text`; empty for a language without a grammar."""
    if language is None or language.grammar is None:
        return FileSymbols()
    root = parse_tree(text, language.grammar)
    found = _outline(root, text, language.grammar)
    return replace(found, references=read_references(root, language.grammar, found.definitions))


def outline(text: str, language: Language | None) -> FileSymbols:
    """`symbols` without references, which cost as much as all the rest."""
    if language is None or language.grammar is None:
        return FileSymbols()
    return _outline(parse_tree(text, language.grammar), text, language.grammar)


def _outline(root: SgNode, text: str, grammar: Grammar) -> FileSymbols:
    """One search of the tree for both kinds of nodes: searching costs nearly as much as parsing."""
    kinds = {**grammar.definitions, **grammar.outer}
    nodes = find_nodes(root, [*_definition_rules(grammar), *import_rules(grammar)])
    defining = [(node, kind) for node in nodes if (kind := kinds.get(node.kind())) is not None]
    importing = [node for node in nodes if node.kind() not in kinds]
    return FileSymbols(read_definitions(defining, text), imports=read_imports(importing, grammar))


def defining_nodes(root: SgNode, text: str, grammar: Grammar) -> list[tuple[SgNode, Definition]]:
    """The nodes that define something, each with what it defines, in the order of the text."""
    kinds = {**grammar.definitions, **grammar.outer}
    return _with_owners(((node, kinds[node.kind()]) for node in find_nodes(root, _definition_rules(grammar))), text)


def read_definitions(nodes: Iterable[tuple[SgNode, SymbolKind]], text: str) -> tuple[Definition, ...]:
    """Definitions with their owners: the nodes come in the order of the text, outer ones first."""
    return tuple(definition for _, definition in _with_owners(nodes, text))


def _with_owners(nodes: Iterable[tuple[SgNode, SymbolKind]], text: str) -> list[tuple[SgNode, Definition]]:
    found: list[tuple[SgNode, Definition]] = []
    open_owners: list[tuple[int, str, SymbolKind]] = []
    for node, symbol in nodes:
        name = _name_of(node)
        if name is None:
            continue
        span = node.range()
        while open_owners and open_owners[-1][0] <= span.start.index:
            open_owners.pop()
        owner = open_owners[-1] if open_owners else None
        if owner and owner[2] in OWNERS and symbol is SymbolKind.FUNCTION:
            symbol = SymbolKind.METHOD
        signature = _signature(node, text, span.start.index, span.end.index)
        found.append((node, Definition(name, symbol, span.start.line + 1, signature, owner[1] if owner else None)))
        if symbol is not SymbolKind.CONSTANT:
            open_owners.append((span.end.index, name, symbol))
    return found


def read_references(root: SgNode, grammar: Grammar, definitions: tuple[Definition, ...]) -> tuple[str, ...]:
    """Names that stand in the text more often than they are defined there."""
    used = Counter(node.text() for node in find_nodes(root, of_kinds(grammar.references)))
    used.subtract(definition.name for definition in definitions)
    return tuple(sorted(name for name, count in used.items() if count > 0))


def _definition_rules(grammar: Grammar) -> list[Rule]:
    inside: Relation = {"any": of_kinds(grammar.inner), "stopBy": "end"}
    outer: list[Rule] = [{"kind": kind, "not": {"inside": inside}} for kind in grammar.outer]
    return [*of_kinds(grammar.definitions), *outer]


def _name_of(node: SgNode) -> str | None:
    """The name a definition gives: most grammars have a field for it, C hides it in nested declarators."""
    named = node.field("name") or node.field("left")
    if named is not None:
        return named.text() if named.kind() not in ("pattern_list", "attribute", "subscript") else None
    inner = node.field("declarator")
    if inner is not None:
        return inner.text() if inner.kind() in NAME_NODES else _name_of(inner)
    for child in node.children():
        if child.kind() in NAME_NODES:
            return child.text()
        if child.kind().endswith("_declarator"):
            return _name_of(child)
    return None


def _signature(node: SgNode, text: str, start: int, end: int) -> str:
    """The head of a definition: everything before its body, or its first line where it has none.

    Of a value that goes on over further lines only the name and its type are told, not the start of the value.
    """
    body = node.field("body")
    if body is not None:
        head = text[start : body.range().start.index]
    else:
        line_end = text.find("\n", start, end)
        head = text[start:line_end].partition("=")[0] if line_end >= 0 else text[start:end]
    return shortened(clean(" ".join(head.split())).rstrip(" :;{="), LONGEST_SIGNATURE)
