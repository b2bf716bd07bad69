"""The name that a definition gives, as far as it stands in one piece of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cortex_cli.syntax.grammar import SymbolKind

if TYPE_CHECKING:
    from ast_grep_py import SgNode

NAME_NODES = frozenset({
    "constant", "field_identifier", "identifier", "name", "namespace_identifier", "operator", "operator_name",
    "destructor_name", "property_identifier", "private_property_identifier", "qualified_identifier",
    "simple_identifier", "type_identifier", "word",
})  # fmt: skip
LONGEST_NAME = 300
ARGUMENTS = re.compile(r"<[^<>]*>")
SEPARATORS = re.compile(r"::|\.")


class Named(NamedTuple):
    """A name, with the `owner` that the node itself says. `is_scope`: only the owner of what stands inside.

    `body` is the node whose body is that of the definition, where it is another one.
    """

    name: str
    kind: SymbolKind
    owner: str | None = None
    is_scope: bool = False
    body: SgNode | None = None


def bare(text: str) -> str:
    """The last name of a type, without what it is qualified by or applied to: `Foo` for `&mut a::Foo<T>`."""
    text = _applied_to_nothing(text)
    return SEPARATORS.split(text.partition("<")[0].rstrip("?*& "))[-1].strip("&*'\" ").rpartition(" ")[2]


def split_name(text: str, kind: SymbolKind) -> Named:
    """A name that may be qualified by its owner, as `Users::find` is."""
    if "::" not in text and "<" not in text and "[" not in text:
        return Named(text.strip("\"'"), kind)
    if text.startswith("["):
        return Named(bare(text.strip("[]")), kind)
    owner, _, name = _without_arguments(text).rpartition("::")
    return Named(name, kind, bare(owner) or None)


def _without_arguments(text: str) -> str:
    return text if "operator" in text else _applied_to_nothing(text).partition("[")[0].strip()


def _applied_to_nothing(text: str) -> str:
    text = text[:LONGEST_NAME]
    while (plain := ARGUMENTS.sub("", text)) != text:
        text = plain
    return text
