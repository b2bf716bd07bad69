"""What a file defines, uses and imports, as far as it parses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cortex_cli.model.text import clean, shortened
from cortex_cli.syntax.grammar import Grammar, SymbolKind
from cortex_cli.syntax.imports import Import, import_rules, read_imports
from cortex_cli.syntax.languages import Language
from cortex_cli.syntax.naming import Named
from cortex_cli.syntax.parser import find_nodes, of_kinds, parse_tree
from cortex_cli.syntax.shapes import named
from cortex_cli.syntax.sources import Source, source_of

if TYPE_CHECKING:
    from ast_grep_py import Relation, Rule, SgNode

LONGEST_SIGNATURE = 240
OWNERS = frozenset({SymbolKind.CLASS, SymbolKind.TYPE})


@dataclass(frozen=True, slots=True)
class Definition:
    """`line` and `end`, the last one, count from 1; `signature` is its head on one line.

    `owner` is the class, module or function it stands in, or the type that its receiver or `impl` names.
    """

    name: str
    kind: SymbolKind
    line: int
    signature: str
    owner: str | None = None
    end: int = 0

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
    source = source_of(text, language)
    if source is None:
        return FileSymbols()
    root = parse_tree(source.text, source.grammar)
    found = _outline(root, source)
    return replace(found, references=read_references(root, source.grammar, found.definitions))


def outline(text: str, language: Language | None) -> FileSymbols:
    """`symbols` without references, which cost as much as all the rest."""
    source = source_of(text, language)
    return FileSymbols() if source is None else _outline(parse_tree(source.text, source.grammar), source)


def _outline(root: SgNode, source: Source) -> FileSymbols:
    """One search of the tree for both kinds of nodes: the rest of the time is that of the parser."""
    grammar, text = source.grammar, source.text
    kinds = grammar.kinds()
    nodes = find_nodes(root, [*_definition_rules(grammar), *import_rules(grammar, text)])
    importing = {*grammar.imports, *grammar.import_calls}
    definitions = [found for _, found in _with_owners(((node, node.kind()) for node in nodes), text, grammar, kinds)]
    imports = read_imports((node for node in nodes if node.kind() in importing), grammar)
    return FileSymbols(tuple(definitions), imports=imports)


def defining_nodes(root: SgNode, text: str, grammar: Grammar) -> list[tuple[SgNode, Definition]]:
    """The nodes that define something, each with what it defines, in the order of the text."""
    nodes = ((node, node.kind()) for node in find_nodes(root, _definition_rules(grammar)))
    return list(_with_owners(nodes, text, grammar, grammar.kinds()))


def _with_owners(
    nodes: Iterator[tuple[SgNode, str]], text: str, grammar: Grammar, kinds: dict[str, SymbolKind]
) -> Iterator[tuple[SgNode, Definition]]:
    """What nodes in the order of the text define, each with the innermost owner around it."""
    around: list[tuple[int, str, SymbolKind]] = []
    shapes, bodies = grammar.shapes, grammar.bodies
    for node, kind in nodes:
        if kind not in kinds or not _defines(node, kind, grammar):
            continue
        start = None
        for each in named(node, kinds[kind], shapes.get(kind)):
            if start is None:
                span = node.range()
                start, end = span.start, span.end
                while around and around[-1][0] <= start.index:
                    around.pop()
                owner = around[-1] if around else None
            if not each.is_scope:
                signature = _signature(each.body or node, text, start.index, end.index, bodies)
                last = end.line + 1 if end.column else end.line
                yield node, _definition(each, owner, start.line + 1, last, signature)
            if each.kind is not SymbolKind.CONSTANT or each.body is not None:
                around.append((end.index, each.name, each.kind))


def _definition(
    each: Named, owner: tuple[int, str, SymbolKind] | None, line: int, last: int, signature: str
) -> Definition:
    is_member = each.owner is not None or (owner is not None and owner[2] in OWNERS)
    kind = SymbolKind.METHOD if is_member and each.kind is SymbolKind.FUNCTION else each.kind
    return Definition(each.name, kind, line, signature, each.owner or (owner[1] if owner else None), max(last, line))


def read_references(root: SgNode, grammar: Grammar, definitions: tuple[Definition, ...]) -> tuple[str, ...]:
    """Names that stand in the text more often than they are defined there."""
    used = Counter(node.text() for node in find_nodes(root, of_kinds(grammar.references)))
    used.subtract(definition.name for definition in definitions)
    return tuple(sorted(name for name, count in used.items() if count > 0))


def _definition_rules(grammar: Grammar) -> list[Rule]:
    """What may define something; `_defines` decides, because compiling such rules for each file costs more."""
    inside: Relation = {"any": of_kinds(grammar.inner), "stopBy": "end"}
    holding: list[Rule] = []
    for kind, _, rules in grammar.holding:
        holding.append({"all": [{"kind": kind}, *rules]})  # type: ignore[list-item]
        if kind in grammar.outer:
            holding.append({"kind": kind, "not": {"inside": inside}})
    plain = {**grammar.definitions, **grammar.outer, **grammar.valued}
    return [*of_kinds(kind for kind in plain if not _is_judged(kind, grammar)), *holding]


def _is_judged(kind: str, grammar: Grammar) -> bool:
    """Whether a rule has judged such a node when it was found."""
    return any(kind == judged for judged, _, _ in grammar.holding)


def _defines(node: SgNode, kind: str, grammar: Grammar) -> bool:
    """Whether a node of a kind that may define something stands where it does, with what it takes."""
    valued = grammar.valued.get(kind)
    if kind in grammar.outer and not _is_judged(kind, grammar):
        if not _inside(node, grammar.inner):
            return True
        if valued is None:
            return False
    if valued is None:
        return True
    value = node.field(valued.of)
    return value is not None and value.kind() in valued.values and not _inside(node, valued.outside)


def _inside(node: SgNode, kinds: tuple[str, ...]) -> bool:
    around = node.parent() if kinds else None
    while around is not None and around.kind() not in kinds:
        around = around.parent()
    return around is not None


def _signature(node: SgNode, text: str, start: int, end: int, bodies: tuple[str, ...]) -> str:
    """The head of a definition: everything before its body, or its first line where it has none.

    Of a value that goes on over further lines only the name and its type are told, not the start of the value.
    """
    body = node.field("body")
    if body is None and bodies:
        body = next((child for child in node.children() if child.kind() in bodies), None)
    if body is not None:
        head = text[start : body.range().start.index]
    else:
        line_end = text.find("\n", start, end)
        head = text[start:line_end].partition("=")[0] if line_end >= 0 else text[start:end]
    return shortened(clean(" ".join(head.split())).rstrip(" :;{="), LONGEST_SIGNATURE)
