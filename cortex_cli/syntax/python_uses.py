"""Imports and calls of a symbol in Python source.

Certain or silent: a name that anything else binds, a place that may be prepared for the failure (`try`, a condition
that asks for features, `pytest.raises`), a file that replaces things for tests, and arguments behind `*` are passed
over.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from cortex_cli.syntax.parameters import Call
from cortex_cli.syntax.python_names import Definition, dotted_name
from cortex_cli.syntax.python_source import PythonSource, python_source
from cortex_cli.syntax.uses import Use

Means = Callable[[str, int], bool]
"""Whether a module, as written with so many leading dots, is the file that has the symbol."""

REPLACES = re.compile(r"\b(?:(?:monkey)?patch|mock\w*|magicmock|setattr)\b", re.IGNORECASE)
EXPECTS = re.compile(r"raises|suppress|warns|xfail|skip|ignor|expect|catch|error|exception", re.IGNORECASE)
ASKS = re.compile(r"hasattr|signature|version|inspect|TYPE_CHECKING|callable|getattr|False|platform")
UNTYPED = re.compile(r"#\s*(?:type:\s*ignore|pyright:\s*ignore)")
CATCHES = frozenset({"TypeError", "Exception", "BaseException"})


def python_uses(text: str, symbol: str, means: Means, *, module_is_plain: bool) -> tuple[Use, ...]:
    """The uses of `symbol`, such as `f`, `Class` or `Class.method`, in the order of the text.

    `module_is_plain` says that the package around the module does not put anything else in the module's place,
    so that the module may be reached as an attribute of its package.
    """
    source = python_source(text)
    if source is None or "*" in source.bound:
        return ()
    reader = _Reader(source, symbol, means, module_is_plain)
    return tuple(sorted(reader.uses(), key=lambda use: use.line))


class _Reader:
    def __init__(self, source: PythonSource, symbol: str, means: Means, plain: bool) -> None:
        self.source, self.means, self.plain = source, means, plain
        self.head, _, self.member = symbol.partition(".")

    def uses(self) -> Iterator[Use]:
        written: dict[str, list[ast.stmt]] = {}
        for node in self.source.imports:
            for local, way, needs in self.ways(node):
                written.setdefault(".".join(filter(None, (local, way, self.member))), []).append(node)
                if needs and self.is_unconditional(node):
                    yield Use(node.lineno, self.head)
        if REPLACES.search(self.source.text) is None:
            for dotted, imports in written.items():
                yield from self.calls(dotted, imports)

    def ways(self, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str, bool]]:
        """The local name, the attributes from there to the symbol, and whether the import itself needs the symbol."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                if self.plain and self.means(alias.name, 0):
                    first, _, rest = alias.name.partition(".")
                    way = "" if alias.asname else rest
                    yield alias.asname or first, ".".join(filter(None, (way, self.head))), False
            return
        for alias in node.names:
            below = f"{node.module}.{alias.name}" if node.module else alias.name
            if alias.name == self.head and self.means(node.module or "", node.level):
                yield alias.asname or alias.name, "", True
            elif self.plain and self.means(below, node.level):
                yield alias.asname or alias.name, self.head, False

    def calls(self, dotted: str, imports: list[ast.stmt]) -> Iterator[Use]:
        local = dotted.partition(".")[0]
        if any(node not in imports for node in self.source.bound.get(local, ())):
            return
        for node in self.source.calls.get(dotted, ()):
            call = arguments_of(node)
            if call is not None and self.sees(node, imports) and self.is_unprepared(node):
                yield Use(node.lineno, dotted, call)

    def sees(self, node: ast.AST, imports: list[ast.stmt]) -> bool:
        """Whether one of the imports is surely what the name means there."""
        around = list(self.source.above(node))
        return any(self.is_unconditional(found) and self.scope(found) in around for found in imports)

    def scope(self, node: ast.AST) -> ast.AST | None:
        """The scope a name bound by `node` can be seen in: a function or the module, None for a class."""
        nearest = next(each for each in self.source.above(node) if isinstance(each, Definition | ast.Module))
        return None if isinstance(nearest, ast.ClassDef) else nearest

    def is_unconditional(self, node: ast.stmt) -> bool:
        """Whether nothing but definitions stands around a statement."""
        around = list(self.source.above(node))
        plain = all(
            isinstance(each, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) for each in around
        )
        return plain and self.is_unprepared(node)

    def is_unprepared(self, node: ast.expr | ast.stmt) -> bool:
        """Whether nothing at or around a place says that it may fail, or may not be reached."""
        if UNTYPED.search(self.source.written(node)):
            return False
        return not any(self.expects(each) for each in self.source.above(node))

    def expects(self, node: ast.AST) -> bool:
        """Whether what stands around a place is prepared for its failure, or may keep it from being reached."""
        match node:
            case ast.Try(handlers=handlers) | ast.TryStar(handlers=handlers):
                return any(_may_catch(handler.type) for handler in handlers)
            case ast.With(items=items) | ast.AsyncWith(items=items):
                return any(EXPECTS.search(self.source.written(item.context_expr)) for item in items)
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                return ASKS.search(self.source.written(test)) is not None
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return any(EXPECTS.search(self.source.written(mark)) for mark in node.decorator_list)
            case ast.Call(func=function):
                return EXPECTS.search(dotted_name(function) or "") is not None
            case _:
                return False


def arguments_of(node: ast.Call) -> Call | None:
    """The arguments of a call; None where `*` or `**` hides some."""
    if any(isinstance(each, ast.Starred) for each in node.args):
        return None
    names = [each.arg for each in node.keywords if each.arg is not None]
    return Call(len(node.args), tuple(names)) if len(names) == len(node.keywords) else None


def _may_catch(kind: ast.expr | None) -> bool:
    """Whether an `except` may take a TypeError: any that is not plainly another exception."""
    if isinstance(kind, ast.Tuple):
        return any(map(_may_catch, kind.elts))
    name = dotted_name(kind) if kind is not None else None
    return name is None or name.rpartition(".")[2] in CATCHES or not name.endswith(("Error", "Exception"))
