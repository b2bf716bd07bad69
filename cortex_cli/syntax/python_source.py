"""A Python file taken apart once, for every question about it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cortex_cli.syntax.parser import python_tree
from cortex_cli.syntax.python_names import bound_names, dotted_name, imported_as, name_spelled, name_used, own_scope

LINE_END = re.compile(r"\r\n|\r|\n")
DYNAMIC = frozenset({"globals", "vars", "locals", "exec", "eval", "modules", "__dict__"})
"""Names whose use may bind any name of a module behind the text's back; `modules` is that of sys."""

KEPT = 64
"""Files that are kept taken apart: several contracts often look at the same ones."""


@dataclass(frozen=True)
class PythonSource:
    """The text of a file and its tree."""

    text: str
    tree: ast.Module

    @cached_property
    def lines(self) -> list[str]:
        """The lines as Python counts them: a form feed ends none."""
        return LINE_END.split(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def bound(self) -> Mapping[str, list[ast.AST]]:
        """By name the nodes that bind, declare or delete it, in whatever scope; `*` for an import of everything."""
        found: dict[str, list[ast.AST]] = defaultdict(list)
        for node in self.nodes:
            for name in bound_names(node):
                found[name].append(node)
        return dict(found)

    @cached_property
    def used(self) -> frozenset[str | None]:
        """All names and attributes."""
        return frozenset(map(name_used, self.nodes))

    @cached_property
    def spelled(self) -> frozenset[str | None]:
        """All texts, and the attributes that are set."""
        return frozenset(map(name_spelled, self.nodes))

    @property
    def is_dynamic(self) -> bool:
        """Whether the code may make or replace names in ways that its text does not show."""
        return "*" in self.bound or not DYNAMIC.isdisjoint(self.used)

    def own(self, scope: ast.AST, name: str) -> list[ast.AST]:
        """The nodes that bind, declare or delete `name` in the module's or a class's own scope.

        `global name` in a function counts too, since it may rebind the outer one.
        """
        if name not in self.bound:
            return []
        declared = [node for node in self.bound[name] if isinstance(node, ast.Global)]
        return [node for node in own_scope(scope) if name in bound_names(node)] + declared

    def origin(self, expression: ast.expr) -> str | None:
        """The dotted name that a plain name or attribute stands for by the imports of the file, such as `abc.ABC`.

        A name that nothing binds is its own: a builtin. None for what cannot be followed.
        """
        local, dot, rest = (dotted_name(expression) or "").partition(".")
        found = self.bound.get(local, [])
        if not local or len(found) > 1:
            return None
        meant = imported_as(found[0], local) if found else local
        return None if meant is None else f"{meant}{dot}{rest}"

    @cached_property
    def imports(self) -> tuple[ast.Import | ast.ImportFrom, ...]:
        return tuple(node for node in self.nodes if isinstance(node, ast.Import | ast.ImportFrom))

    @cached_property
    def calls(self) -> Mapping[str, list[ast.Call]]:
        """The calls of names and attributes of names, by how they are written: `f`, `module.f`."""
        found: dict[str, list[ast.Call]] = defaultdict(list)
        for node in self.nodes:
            if isinstance(node, ast.Call) and (name := dotted_name(node.func)) is not None:
                found[name].append(node)
        return dict(found)

    @cached_property
    def parents(self) -> Mapping[ast.AST, ast.AST]:
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    def written(self, node: ast.expr | ast.stmt) -> str:
        """The lines on which `node` stands, with whatever else stands there."""
        return "\n".join(self.lines[node.lineno - 1 : node.end_lineno or node.lineno])

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around `node`, from the inside to the module."""
        while node in self.parents:
            node = self.parents[node]
            yield node


@lru_cache(maxsize=KEPT)
def python_source(text: str) -> PythonSource | None:
    """The file with that text; None where this Python does not parse it."""
    tree = python_tree(text)
    return None if tree is None else PythonSource(text, tree)
