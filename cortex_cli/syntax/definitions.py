"""How a file of any language of the table stands to a symbol, and what a signature written by hand promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cortex_cli.model.text import clean
from cortex_cli.syntax.languages import Grammar, ImportStyle, Language, SymbolKind
from cortex_cli.syntax.parameter_lists import READERS, listed_parameters
from cortex_cli.syntax.parameters import Parameters
from cortex_cli.syntax.parser import find_nodes, is_whole, of_kinds, parse_tree
from cortex_cli.syntax.python_module import python_standing, qualified_method
from cortex_cli.syntax.python_parameters import python_signature
from cortex_cli.syntax.standing import GONE, UNKNOWN, Presence, Standing
from cortex_cli.syntax.symbols import Definition, defining_nodes

if TYPE_CHECKING:
    from ast_grep_py import SgNode

OVERLOADING = frozenset({"java"})
RECEIVERS = ("self", "cls")
TYPED_SCRIPTS = frozenset({"typescript", "tsx"})
SIGNATURES = ("function_signature", "method_signature")
PLAIN_ATTRIBUTES = (
    r"(?:derive\((?:(?:Debug|Clone|Copy|PartialEq|Eq|PartialOrd|Ord|Hash|Default|Serialize|Deserialize)[,\s]*)*\)"
    r"|(?:allow|cfg|deny|doc|inline|must_use|non_exhaustive|test|warn)\b)"
)
MAKERS = {
    "javascript": r"\bexport\s*\*|\bexports\b",
    "typescript": r"\bexport\s*\*|\bexports\b",
    "tsx": r"\bexport\s*\*|\bexports\b",
    "rust": rf"^[ \t]*\w[\w:]*!|\binclude!|#\[(?!{PLAIN_ATTRIBUTES})",
    "java": r"@\w|\bextends\b|\bimplements\b",
    "kotlin": r"@\w|^[ \t]*(?:class|object|interface)[^{\n]*:",
    "csharp": r"\[\w|\bpartial\b|\bclass\s[^{\n]*:",
    "c": r"##|#\s*include",
    "cpp": r"##|#\s*include",
    "ruby": r"\b(?:define_method|eval|include|extend|method_missing)\b",
    "php": r"\b(?:extends|use|include|require|eval)\b|__call",
    "swift": r"@\w|#\w",
    "bash": r"\b(?:source|eval)\b|^[ \t]*\.[ \t]",
}
"""Signs, by parser, that a file has names which do not stand in its text."""

SCRIPT_HEIRS = r"\bextends\b|\bprototype\b|\bObject\b"
SCRIPT_FRAMES = ("{} {{}}", "function {} {{}}", "class C {{ {} {{}} }}", "{} 0")
WRAPPED = {
    "go": ("package p\n{} {{}}", "package p\nfunc {} {{}}"),
    "rust": ("{} {{}}", "fn {} {{}}", "{};"),
    "java": ("class C {{ {} {{}} }}", "interface C {{ {}; }}"),
    "javascript": SCRIPT_FRAMES,
    "typescript": SCRIPT_FRAMES,
    "tsx": SCRIPT_FRAMES,
}
"""What makes a whole file of a signature, by parser, tried in this order."""


def standing(text: str, language: Language | None, symbol: str) -> Standing:
    """How a file with this text stands to `symbol`, a name or `Owner.name`; UNKNOWN without a grammar."""
    if language is None or language.grammar is None:
        return UNKNOWN
    if language.grammar.style is ImportStyle.PYTHON:
        return python_standing(text, symbol)
    grammar = language.grammar
    root = parse_tree(text, grammar)
    if not is_whole(root):
        return UNKNOWN
    owner, _, name = symbol.rpartition(".")
    found = [
        (node, each)
        for node, each in defining_nodes(root, text, grammar)
        if each.name == name and node.kind() not in SIGNATURES and _is_in(node, each, owner)
    ]
    if not found:
        return _absent(root, text, grammar, symbol)
    line = found[0][1].line
    if _is_called_otherwise(root, text, grammar, name, len(found)):
        return Standing(Presence.THERE, line)
    lists = tuple(each for node, _ in found for each in listed_parameters(node, grammar.parser))
    return Standing(Presence.THERE, line, lists)


def _is_called_otherwise(root: SgNode, text: str, grammar: Grammar, name: str, definitions: int) -> bool:
    """Whether the definitions of `name` do not say all about how it is called."""
    if grammar.parser in OVERLOADING:
        return re.search(r"\bextends\b", text) is not None
    if grammar.parser in TYPED_SCRIPTS and _overloads(root, name):
        return True
    return definitions > 1 or (grammar.style is ImportStyle.SCRIPT and re.search(r"\barguments\b", text) is not None)


def qualified(text: str, language: Language | None, symbol: str) -> str:
    """`symbol`, with its class where it is the bare name of a method that only one class of a Python file has."""
    if language is None or language.grammar is None or language.grammar.style is not ImportStyle.PYTHON:
        return symbol
    return qualified_method(text, symbol)


def _overloads(root: SgNode, name: str) -> bool:
    """Whether TypeScript signatures, and not the definition below them, say how `name` is called."""
    named = (node.field("name") for node in find_nodes(root, of_kinds(SIGNATURES)))
    return any(each is not None and each.text() == name for each in named)


def _is_in(node: SgNode, definition: Definition, owner: str) -> bool:
    """Whether a definition stands in `owner`; Go and Rust name it before or around the definition."""
    if not owner or definition.owner == owner.rpartition(".")[2]:
        return True
    receiver = node.field("receiver")
    around = receiver.text() if receiver is not None else "".join(_implemented(node))
    return re.search(rf"\b{re.escape(owner)}\b", around) is not None


def _implemented(node: SgNode) -> Iterator[str]:
    for each in node.ancestors():
        named = each.field("type") if each.kind() == "impl_item" else None
        if named is not None:
            yield named.text()


def _absent(root: SgNode, text: str, grammar: Grammar, symbol: str) -> Standing:
    """GONE where no name of the file is that of the symbol, and nothing in it may make names; else UNKNOWN."""
    maker = MAKERS.get(grammar.parser)
    if maker is not None and re.search(maker, text, re.MULTILINE):
        return UNKNOWN
    owner, _, last = symbol.rpartition(".")
    names = {node.text() for node in find_nodes(root, of_kinds(grammar.references))}
    may_inherit = owner in names and (grammar.style is not ImportStyle.SCRIPT or re.search(SCRIPT_HEIRS, text))
    return UNKNOWN if last in names or may_inherit else GONE


def promised(signature: str, language: Language | None, symbol: str) -> Parameters | None:
    """The parameters that a contract's signature gives to `symbol`, without a receiver; None where it has none."""
    if language is None or language.grammar is None:
        return None
    signature = clean(signature)
    if language.grammar.style is ImportStyle.PYTHON:
        found = python_signature(signature)
        is_method = "." in symbol or symbol[:1].isupper()
        return found[1:] if found and is_method and found[0].name in RECEIVERS else found
    return _listed(signature.strip().rstrip(";{ "), language.grammar)


def _listed(signature: str, grammar: Grammar) -> Parameters | None:
    if grammar.parser not in READERS:
        return None
    for frame in WRAPPED[grammar.parser]:
        text = frame.format(signature)
        root = parse_tree(text, grammar)
        nodes = defining_nodes(root, text, grammar) if is_whole(root) else []
        lists = [
            each
            for node, found in nodes
            if found.kind is not SymbolKind.CLASS
            for each in listed_parameters(node, grammar.parser)
        ]
        if len(lists) == 1:
            return lists[0]
    return None
