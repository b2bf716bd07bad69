"""What a node defines: its names, and whose it is where the node itself says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cortex_cli.syntax.declarators import declared
from cortex_cli.syntax.grammar import Shape, SymbolKind
from cortex_cli.syntax.naming import NAME_NODES, Named, bare, split_name
from cortex_cli.syntax.parser import of_kinds

if TYPE_CHECKING:
    from ast_grep_py import SgNode

CONSTANT_FIELDS = (frozenset({"static", "final"}), frozenset({"const"}), frozenset({"static", "readonly"}))
CLASS_MAKERS = frozenset({"Class", "Data", "Struct"})
FUNCTION_VALUES = frozenset({"arrow_function", "function_expression", "generator_function"})
CLASS_VALUES = frozenset({"class"})
PATTERN_NAMES = ("identifier", "shorthand_property_identifier_pattern")


def named(node: SgNode, kind: SymbolKind, shape: Shape | None) -> Iterable[Named]:
    """What `node`, which the table says defines a `kind`, gives names to."""
    if shape is not None:
        return READERS[shape](node, kind)
    given = split_name(_name_of(node) or "", kind)
    return (given,) if given.name else ()


def _name_of(node: SgNode) -> str | None:
    field = node.field("name") or node.field("left")
    if field is not None:
        return field.text()
    return next((child.text() for child in node.children() if child.kind() in NAME_NODES), None)


def _alternatives(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """The cases of a Swift enumeration that stand in one statement."""
    yield from (Named(child.text(), kind) for child in node.children() if child.kind() == "simple_identifier")


def _bodied(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A type or module: without a body it is only mentioned."""
    name = node.field("name")
    if name is not None and node.field("body") is not None:
        yield split_name(name.text(), kind)


def _export(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A default export without a name of its own."""
    value = node.field("value")
    if value is None or value.field("name") is not None:
        return
    if value.kind() in FUNCTION_VALUES or value.kind() in CLASS_VALUES:
        yield Named("default", SymbolKind.CLASS if value.kind() in CLASS_VALUES else kind, body=value)
    elif value.kind() in ("object", "call_expression"):
        yield Named("default", SymbolKind.CONSTANT, body=value)


def _extension(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A class, or more of a class that stands elsewhere: its members have it as their owner."""
    name = node.field("name")
    if name is not None:
        is_more = any(child.kind() == "extension" for child in node.children())
        yield Named(bare(name.text()), kind, is_scope=is_more)


def _field(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A field of a class, if it is a constant."""
    words: set[str] = set()
    for child in node.children():
        if child.kind() in ("modifiers", "modifier"):
            words.update(child.text().split())
    if any(each <= words for each in CONSTANT_FIELDS):
        for declarator in node.find_all(kind="variable_declarator"):
            if (name := _name_of(declarator)) is not None:
                yield Named(name, kind)


def _initializer(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    yield Named("init", kind)


def _macro(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A macro with a value: one without only guards a header."""
    name = node.field("name")
    if name is not None and node.field("value") is not None:
        yield Named(name.text(), kind)


def _made(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A constant of Ruby, which may hold a class that a call makes."""
    name, value = node.field("left"), node.field("right")
    maker = value.field("receiver") if value is not None and value.kind() == "call" else None
    makes_class = maker is not None and maker.text() in CLASS_MAKERS
    if name is not None:
        yield Named(name.text(), SymbolKind.CLASS if makes_class else kind)


def _names(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    yield from (Named(each.text(), kind) for each in node.field_children("name") if each.kind() in NAME_NODES)


def _owned(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A function or property of Kotlin, which may extend a type."""
    owner = None
    for child in node.children():
        if child.kind() == "receiver_type":
            owner = bare(child.text())
        elif child.kind() == "simple_identifier" or child.kind() == "variable_declaration":
            yield Named(child.text().partition(":")[0].strip(), kind, owner)
            return


def _pattern(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """The left side of an assignment of Python."""
    left = node.field("left")
    if left is not None and left.kind() in ("pattern_list", "tuple_pattern"):
        yield from (Named(child.text(), kind) for child in left.children() if child.kind() == "identifier")
    elif left is not None and left.kind() == "identifier":
        yield Named(left.text(), kind)


def _receiver(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A method of Go, whose receiver is written `(name *Type[T])`."""
    name, receiver = node.field("name"), node.field("receiver")
    if name is not None:
        words = receiver.text().strip("() ").split("[")[0].split() if receiver is not None else []
        yield Named(name.text(), kind, words[-1].lstrip("*") if words else None)


def _scope(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """An `impl` of Rust: no definition, but the owner of those inside."""
    owner = node.field("type")
    if owner is not None:
        yield Named(bare(owner.text()), kind, is_scope=True)


def _value(node: SgNode, kind: SymbolKind) -> Iterator[Named]:
    """A name of a script with a value, which makes it a function or a class where the value is one."""
    name = node.field("name") or node.field("key") or node.field("property") or node.field("left")
    value = node.field("value") or node.field("right")
    if name is None:
        return
    if name.kind() in ("object_pattern", "array_pattern"):
        yield from (Named(each.text(), kind) for each in name.find_all(any=of_kinds(PATTERN_NAMES)))
        return
    if value is not None and value.kind() in FUNCTION_VALUES and kind is SymbolKind.CONSTANT:
        kind = SymbolKind.FUNCTION
    elif value is not None and value.kind() in CLASS_VALUES:
        kind = SymbolKind.CLASS
    owner, _, plain = name.text().rpartition(".")
    owner = owner.removesuffix(".prototype")
    own = owner if owner.isidentifier() and owner not in ("exports", "module", "this") else None
    if plain.strip("\"'#$").isidentifier() and name.text() != "module.exports":
        yield Named(plain.strip("\"'"), kind, own, body=value)


READERS: Mapping[Shape, Callable[[SgNode, SymbolKind], Iterator[Named]]] = {
    Shape.ALTERNATIVES: _alternatives,
    Shape.BODIED: _bodied,
    Shape.DECLARATOR: declared,
    Shape.EXPORT: _export,
    Shape.EXTENSION: _extension,
    Shape.FIELD: _field,
    Shape.INITIALIZER: _initializer,
    Shape.MACRO: _macro,
    Shape.MADE: _made,
    Shape.NAMES: _names,
    Shape.OWNED: _owned,
    Shape.PATTERN: _pattern,
    Shape.RECEIVER: _receiver,
    Shape.SCOPE: _scope,
    Shape.VALUE: _value,
}
