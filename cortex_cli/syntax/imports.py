"""Import statements as written, before anything is looked up in a repository."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cortex_cli.syntax.languages import Grammar, ImportStyle
from cortex_cli.syntax.parser import of_kinds

if TYPE_CHECKING:
    from ast_grep_py import Rule, SgNode

QUOTED = re.compile(r"""["'<]([^"'<>\n]+)["'>]""")
SCRIPT_CALL = re.compile(r"""^(?:require|import)\s*\(\s*["']([^"'\n]+)["']\s*\)""")
RUBY_OR_SHELL = re.compile(r"""^(?:require(?:_relative)?|load|source|\.)\s*\(?\s*["']?([^"'\s()]+)""")
IMPORT_CALL = r"""^(require|require_relative|load|import|source|[.])[\s("']"""
DOTTED_NAME = re.compile(r"\w+(?:[.\\]\w+)*(?:\.\*)?")


@dataclass(frozen=True, slots=True)
class Import:
    """`module` as the statement writes it, without Python's leading dots, which are `level`.

    `names` are what is taken from the module, `*` for everything; `reexport` says that they are passed on.
    """

    module: str
    names: tuple[str, ...] = ()
    level: int = 0
    reexport: bool = False


def import_rules(grammar: Grammar) -> list[Rule]:
    """What matches the nodes that `read_imports` takes."""
    calls: list[Rule] = [{"kind": kind, "regex": IMPORT_CALL} for kind in grammar.import_calls]
    return [*of_kinds(grammar.imports), *calls]


def read_imports(nodes: Iterable[SgNode], grammar: Grammar) -> tuple[Import, ...]:
    """What import nodes say, in the order of the text, each once."""
    reader = READERS[grammar.style]
    return tuple(dict.fromkeys(item for node in nodes for item in reader(node)))


def _python(node: SgNode) -> Iterator[Import]:
    names = tuple(_before_alias(child.text()) for child in node.field_children("name"))
    source = node.field("module_name")
    if source is None:
        yield from (Import(name) for name in names)
        return
    written = source.text().replace(" ", "")
    module = written.lstrip(".")
    yield Import(module, names or ("*",), len(written) - len(module))


def _before_alias(text: str) -> str:
    return text.split(" as ")[0].strip()


def _script(node: SgNode) -> Iterator[Import]:
    if node.kind() == "call_expression":
        if found := SCRIPT_CALL.match(node.text()):
            yield Import(found[1])
        return
    source = node.field("source")
    if source is not None:
        head = node.text()
        braces = head[head.find("{") + 1 : head.find("}")] if "{" in head else ("*" if "*" in head else "")
        names = (_before_alias(name.strip().removeprefix("type ")) for name in braces.split(","))
        exports = node.kind() == "export_statement"
        yield Import(source.text().strip("\"'`"), tuple(filter(None, names)), reexport=exports)


def _quoted(node: SgNode) -> Iterator[Import]:
    if found := QUOTED.search(node.text()):
        yield Import(found[1])


def _rust(node: SgNode) -> Iterator[Import]:
    text = " ".join(node.text().split())
    if node.kind() == "mod_item":
        if node.field("body") is None and (name := node.field("name")) is not None:
            yield Import(f"self::{name.text()}")
        return
    path = text.partition("use ")[2].rstrip("; ")
    head, brace, tail = path.partition("{")
    names = tuple(_before_alias(name.strip(" {}")) for name in tail.split(",")) if brace else ()
    yield Import(head.rstrip(":"), tuple(filter(None, names)), reexport=text.startswith("pub"))


def _dotted(node: SgNode) -> Iterator[Import]:
    words = DOTTED_NAME.findall(node.text())
    names = [word for word in words if word not in ("import", "using", "static", "global", "use", "function")]
    if names:
        yield Import(names[0].replace("\\", "."))


def _include(node: SgNode) -> Iterator[Import]:
    if node.kind() == "preproc_include":
        yield from _quoted(node)
    elif found := RUBY_OR_SHELL.match(node.text()):
        yield Import(found[1])


READERS: Mapping[ImportStyle, Callable[[SgNode], Iterator[Import]]] = {
    ImportStyle.PYTHON: _python,
    ImportStyle.SCRIPT: _script,
    ImportStyle.GO: _quoted,
    ImportStyle.RUST: _rust,
    ImportStyle.DOTTED: _dotted,
    ImportStyle.INCLUDE: _include,
}
