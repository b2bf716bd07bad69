"""Parameter lists of languages that pass arguments by position: TypeScript, JavaScript, Go, Rust and Java."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from cortex_cli.syntax.parameters import Parameter, Parameters, Passing

if TYPE_CHECKING:
    from ast_grep_py import SgNode

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})
CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "record_declaration"})


def listed_parameters(node: SgNode, parser: str) -> tuple[Parameters, ...]:
    """What the definition `node` can be called with: a list for each overload, none where it does not say.

    A class stands for its constructors. Receivers are left out.
    """
    read = READERS.get(parser)
    if read is None:
        return ()
    if node.kind() in CLASSES:
        return tuple(found for each in _constructors(node) for found in listed_parameters(each, parser))
    places = _places(node)
    return () if places is None else (tuple(parameter for place in places for parameter in read(place)),)


def _constructors(node: SgNode) -> list[SgNode]:
    """The constructors of a class; none where it may have inherited one, or where they are overloaded."""
    if node.kind() == "record_declaration":
        return []
    body = node.field("body")
    members = body.children() if body is not None else []
    made = [each for each in members if each.kind() == "constructor_declaration" or _is_constructor(each)]
    overloads = [each for each in made if each.kind() == "method_signature"]
    return made if not overloads else []


def _is_constructor(node: SgNode) -> bool:
    name = node.field("name") if node.kind() in ("method_definition", "method_signature") else None
    return name is not None and name.text() == "constructor"


def _places(node: SgNode) -> list[SgNode] | None:
    """The nodes of single parameters; None where the definition is none of a function."""
    if node.kind() == "variable_declarator":
        value = node.field("value")
        if value is None or value.kind() not in FUNCTIONS or node.field("type") is not None:
            return None
        node = value
    if any(child.kind() in ("get", "set") for child in node.children()):
        return None
    alone = node.field("parameter")
    if alone is not None:
        return [alone]
    listed = node.field("parameters")
    return (
        None
        if listed is None
        else [child for child in listed.children() if child.is_named() and child.kind() != "comment"]
    )


def _typescript(node: SgNode) -> Iterator[Parameter]:
    pattern = node.field("pattern") or node
    if pattern.kind() == "this":
        return
    if pattern.kind() == "rest_pattern":
        yield Parameter(_name(pattern.text().lstrip(".")), Passing.REST, required=False)
        return
    required = node.kind() != "optional_parameter" and node.field("value") is None
    yield Parameter(_name(pattern.text()), Passing.POSITION, required)


def _javascript(node: SgNode) -> Iterator[Parameter]:
    """No call fails for want of an argument."""
    if node.kind() == "rest_pattern":
        yield Parameter(_name(node.text().lstrip(".")), Passing.REST, required=False)
        return
    left = node.field("left") or node
    yield Parameter(_name(left.text()), Passing.POSITION, required=False)


def _go(node: SgNode) -> Iterator[Parameter]:
    if node.kind() == "variadic_parameter_declaration":
        yield Parameter(_name(_text(node, "name")), Passing.REST, required=False)
        return
    names = [child.text() for child in node.field_children("name")] or ["_"]
    for name in names:
        yield Parameter(name, Passing.POSITION)


def _rust(node: SgNode) -> Iterator[Parameter]:
    if node.kind() == "variadic_parameter":
        yield Parameter("_", Passing.REST, required=False)
    elif node.kind() == "parameter" and _text(node, "pattern") != "self":
        yield Parameter(_name(_text(node, "pattern")), Passing.POSITION)


def _java(node: SgNode) -> Iterator[Parameter]:
    if node.kind() == "spread_parameter":
        yield Parameter(_name(node.text().rpartition(" ")[2]), Passing.REST, required=False)
    elif node.kind() == "formal_parameter":
        yield Parameter(_name(_text(node, "name")), Passing.POSITION)


def _text(node: SgNode, field: str) -> str:
    child = node.field(field)
    return "_" if child is None else child.text()


def _name(text: str) -> str:
    """The name of a parameter for people; a pattern has none."""
    return text if text.isidentifier() else "_"


READERS: Mapping[str, Callable[[SgNode], Iterator[Parameter]]] = {
    "typescript": _typescript,
    "tsx": _typescript,
    "javascript": _javascript,
    "go": _go,
    "rust": _rust,
    "java": _java,
}
