"""How a Python module stands to a symbol: `f`, `Class` or `Class.method`.

Certain or silent: what is conditional, bound twice, decorated by something unknown, inherited, or possibly made
at run time is UNKNOWN, or THERE without parameters.
"""

from __future__ import annotations

import ast

from cortex_cli.syntax.parameters import Passing
from cortex_cli.syntax.python_class import constructor, has_known_bases
from cortex_cli.syntax.python_names import Definition, Function
from cortex_cli.syntax.python_parameters import parameters_of
from cortex_cli.syntax.python_source import PythonSource, python_source
from cortex_cli.syntax.standing import GONE, UNKNOWN, Presence, Standing

KEEPS_PARAMETERS = frozenset({
    "functools.cache", "functools.lru_cache", "contextlib.contextmanager", "contextlib.asynccontextmanager",
    "abc.abstractmethod", "typing.final", "typing.override", "typing_extensions.final", "typing_extensions.override",
    "warnings.deprecated", "typing_extensions.deprecated",
})  # fmt: skip


def python_standing(text: str, symbol: str) -> Standing:
    """How the module `text` stands to `symbol`; UNKNOWN where this Python does not parse it."""
    source = python_source(text)
    name, _, member = symbol.partition(".")
    if source is None or "." in member:
        return UNKNOWN
    found = source.own(source.tree, name)
    if not found:
        return UNKNOWN if may_appear(source, name) else GONE
    node = found[0]
    if len(found) > 1 or node not in source.tree.body or source.is_dynamic or not isinstance(node, Definition):
        return UNKNOWN
    if member:
        return _member(source, node, member)
    if isinstance(node, ast.ClassDef):
        made = constructor(source, node)
        return Standing(Presence.THERE, node.lineno, () if made is None else (made,), made)
    if not _keeps(source, node.decorator_list):
        return Standing(Presence.THERE, node.lineno)
    parameters = parameters_of(node)
    return Standing(Presence.THERE, node.lineno, (parameters,), parameters)


def qualified_method(text: str, name: str) -> str:
    """`Class.name` where nothing of the module itself is called `name`, and a method of only one class is."""
    source = python_source(text)
    if source is None or "." in name or source.own(source.tree, name):
        return name
    owners = _owners(source.tree, name)
    return f"{owners[0]}.{name}" if len(owners) == 1 else name


def _owners(tree: ast.Module, name: str) -> list[str]:
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return [
        node.name for node in classes if any(isinstance(each, Function) and each.name == name for each in node.body)
    ]


def may_appear(source: PythonSource, name: str) -> bool:
    """Whether a module may have `name` although nothing in it binds it."""
    made = source.is_dynamic or name in source.spelled or bool(source.own(source.tree, "__getattr__"))
    return made or bool(_owners(source.tree, name))


def _member(source: PythonSource, owner: Definition, name: str) -> Standing:
    if not isinstance(owner, ast.ClassDef):
        return UNKNOWN
    found = source.own(owner, name)
    if not found:
        sure = has_known_bases(source, owner) and not owner.decorator_list and not name.startswith("__")
        sure = sure and name not in source.spelled and "setattr" not in source.used
        return GONE if sure else UNKNOWN
    node = found[0]
    if len(found) > 1 or not isinstance(node, Function) or node not in owner.body or name in source.spelled:
        return UNKNOWN
    there = Standing(Presence.THERE, node.lineno)
    if not _keeps(source, node.decorator_list, "staticmethod", "classmethod"):
        return there
    every, kinds = parameters_of(node), [source.origin(each) for each in node.decorator_list]
    if "staticmethod" in kinds:
        return Standing(Presence.THERE, node.lineno, (every,), every)
    if not every or every[0].passing not in (Passing.POSITION, Passing.EITHER):
        return there
    return Standing(Presence.THERE, node.lineno, (every[1:],), every[1:] if "classmethod" in kinds else every)


def _keeps(source: PythonSource, decorators: list[ast.expr], *others: str) -> bool:
    """Whether all decorators are known to leave the parameters as they are."""
    names = (source.origin(each.func if isinstance(each, ast.Call) else each) for each in decorators)
    return all(name in KEEPS_PARAMETERS or name in others for name in names)
