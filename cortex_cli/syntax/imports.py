"""Import statements as written, before anything is looked up in a repository."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cortex_cli.syntax.grammar import Grammar, ImportStyle
from cortex_cli.syntax.parser import of_kinds
from cortex_cli.syntax.rust_imports import rust_paths

if TYPE_CHECKING:
    from ast_grep_py import Rule, SgNode

QUOTED = re.compile(r"""["'<]([^"'<>\n]+)["'>]""")
SCRIPT_CALL = re.compile(
    r"""^(?:require(?:\.resolve)?|import|(?:jest|vi)\.\w*(?:mock|Mock|[aA]ctual))\s*\(\s*(?:/\*.*?\*/\s*)?["']([^"'\n]+)["']\s*[,)]"""
)
RUBY_CALL = re.compile(r"""^(require(?:_relative)?|load|autoload)\b[^"'\n]*["']([^"'\n]+)["']""")
SHELL_CALL = re.compile(r"""^(?:source|\.)\s+(.{1,500})""")
EXPANSION = re.compile(r"""\$\([^()]*(?:\([^()]*\)[^()]*)*\)|\$\{[^}]*\}|\$\w+|["']""")
IMPORT_WORD = r"^(require|require_relative|load|autoload|import|source|[.]|jest|vi)[\s(\"'.]"
DOTTED_NAME = re.compile(r"\w+(?:[.\\]\w+)*(?:\.\*)?")
KEYWORDS = frozenset({
    "import", "using", "static", "global", "use", "function", "const", "unsafe",
    "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Import:
    """`module` as the statement writes it, without Python's leading dots, which are `level`.

    `names` are what is taken from the module, `*` for everything; `reexport` says that they are passed on.
    In Ruby, shell, C and C++ a `level` of 1 says that the module is looked for beside the file first.
    """

    module: str
    names: tuple[str, ...] = ()
    level: int = 0
    reexport: bool = False


def import_rules(grammar: Grammar, text: str) -> list[Rule]:
    """What matches the nodes of `text` that `read_imports` takes."""
    calls: list[Rule] = []
    if any(word in text for word in grammar.import_words):
        calls = [{"kind": kind, "regex": IMPORT_WORD} for kind in grammar.import_calls]
    return [*of_kinds(grammar.imports), *calls]


def read_imports(nodes: Iterable[SgNode], grammar: Grammar) -> tuple[Import, ...]:
    """What import nodes say, in the order of the text, each once."""
    if grammar.style is ImportStyle.RUST:
        return tuple(dict.fromkeys(_rust(nodes)))
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
    source = node.field("source") or _required(node)
    if source is not None:
        head = node.text()
        braces = head[head.find("{") + 1 : head.find("}")] if "{" in head else ("*" if "*" in head else "")
        names = (_before_alias(name.strip().removeprefix("type ")) for name in braces.split(","))
        exports = node.kind() == "export_statement"
        yield Import(source.text().strip("\"'`"), tuple(filter(None, names)), reexport=exports)


def _required(node: SgNode) -> SgNode | None:
    """The module of `import name = require("module")`."""
    if node.kind() != "import_statement":
        return None
    clause = next((child for child in node.children() if child.kind() == "import_require_clause"), None)
    return None if clause is None else clause.field("source")


def _quoted(node: SgNode) -> Iterator[Import]:
    if found := QUOTED.search(node.text()):
        yield Import(found[1])


def _rust(nodes: Iterable[SgNode]) -> Iterator[Import]:
    """Declarations in the order of the text, with the modules of the file that stand around them."""
    around: list[tuple[int, str]] = []
    for node in nodes:
        span = node.range()
        while around and around[-1][0] <= span.start.index:
            around.pop()
        name = node.field("name")
        if node.kind() != "mod_item":
            text = node.text()
            for path, names in rust_paths(text, len(around)):
                yield Import(path, names, reexport=text.startswith("pub"))
        elif name is not None and node.field("body") is not None:
            around.append((span.end.index, name.text()))
        elif name is not None:
            inside = [module for _, module in around]
            yield Import(_placed(node) or "::".join(["self", *inside, name.text()]))


def _placed(node: SgNode) -> str | None:
    """The file that an attribute gives to a module."""
    before = node.prev()
    found = QUOTED.search(before.text()) if before is not None and before.text().startswith("#[path") else None
    return found[1] if found else None


def _dotted(node: SgNode) -> Iterator[Import]:
    text = node.text()
    if node.kind().endswith("_expression"):
        if found := QUOTED.search(text):
            yield Import(found[1].removeprefix("/"), level=1)
        return
    words = DOTTED_NAME.findall(text.partition("=")[2] or text.rpartition("@testable")[2])
    names = [word for word in words if word not in KEYWORDS]
    if names:
        yield Import((_group(node) + names[0]).replace("\\", "."))


def _group(node: SgNode) -> str:
    """What a group of PHP names has before its brace."""
    around = node.parent()
    if around is None or around.kind() != "namespace_use_group":
        return ""
    before = around.parent()
    return "" if before is None else before.text().partition("{")[0].rpartition(" ")[2].strip()


def _include(node: SgNode) -> Iterator[Import]:
    text = node.text()
    if node.kind() == "preproc_include":
        if found := QUOTED.search(text):
            yield Import(found[1], level=int('"' in text))
    elif found := RUBY_CALL.match(text):
        from_file = "__FILE__" in text or "__dir__" in text
        module = found[2].removeprefix("../") if "__FILE__" in text and "expand_path" in text else found[2]
        yield Import(module.lstrip("/") if from_file else module, level=int(from_file or found[1][7:] == "_relative"))
    elif found := SHELL_CALL.match(text):
        module = EXPANSION.sub("", found[1]).split(None, 1)
        if module:
            yield Import(module[0].lstrip("/") if "$" in found[1] else module[0], level=1)


READERS: Mapping[ImportStyle, Callable[[SgNode], Iterator[Import]]] = {
    ImportStyle.PYTHON: _python,
    ImportStyle.SCRIPT: _script,
    ImportStyle.GO: _quoted,
    ImportStyle.DOTTED: _dotted,
    ImportStyle.INCLUDE: _include,
}
