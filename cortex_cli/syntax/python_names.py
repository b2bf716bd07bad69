"""Who binds a name in Python source, by Python's own parser: the definition of the language is the surest reader."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef
OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def own_scope(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that `tree` runs itself: the bodies of functions, classes and lambdas in it are left out."""
    frontier = list(ast.iter_child_nodes(tree))
    while frontier:
        node = frontier.pop()
        yield node
        if isinstance(node, OWN_SCOPE):
            outside = [*getattr(node, "decorator_list", ()), *getattr(node, "bases", ())]
            arguments = getattr(node, "args", None)
            if isinstance(arguments, ast.arguments):
                outside += [*arguments.defaults, *(default for default in arguments.kw_defaults if default)]
            frontier += outside
        else:
            frontier += ast.iter_child_nodes(node)


def bound_names(node: ast.AST) -> tuple[str, ...]:
    """The names that a node itself binds, declares or deletes; `*` for an import of everything."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return (name,)
        case ast.Import(names=names):
            return tuple(alias.asname or alias.name.partition(".")[0] for alias in names)
        case ast.ImportFrom(names=names):
            return tuple(alias.asname or alias.name for alias in names)
        case ast.Global(names=declared) | ast.Nonlocal(names=declared):
            return tuple(declared)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return (name,)
        case ast.MatchMapping(rest=str(name)):
            return (name,)
        case _ if type(node).__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple"):
            return (str(getattr(node, "name", "")),)
        case _:
            return ()


def name_used(node: ast.AST) -> str | None:
    """The name that a name or attribute node has."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return None


def name_spelled(node: ast.AST) -> str | None:
    """What stands in the source as a text or is set as an attribute: tables, `__all__`, late methods."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
            return name
        case _:
            return None


def dotted_name(node: ast.expr) -> str | None:
    """`a.b.c` for a name or an attribute of one; None for every other expression."""
    words: list[str] = []
    while isinstance(node, ast.Attribute):
        words.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(words)]) if isinstance(node, ast.Name) else None


def mentions(tree: ast.AST, word: str) -> bool:
    """Whether a name, an attribute or a text in `tree` has `word` in it."""
    return any(word in (name_used(node) or name_spelled(node) or "") for node in ast.walk(tree))


def imported_as(node: ast.AST, local: str) -> str | None:
    """What an import binds to the name `local`; None for another node, and for an import from the same package."""
    match node:
        case ast.Import(names=names):
            alias = next(each for each in names if local in (each.asname, each.name.partition(".")[0]))
            return alias.name if alias.asname else local
        case ast.ImportFrom(names=names, module=str(module), level=0):
            alias = next(each for each in names if local == (each.asname or each.name))
            return f"{module}.{alias.name}"
        case _:
            return None
