"""The parameters of a Python function, exactly as its definition has them."""

from __future__ import annotations

from cortex_cli.syntax.parameters import Parameter, Parameters, Passing
from cortex_cli.syntax.parser import python_tree
from cortex_cli.syntax.python_names import Function


def parameters_of(node: Function) -> Parameters:
    """The parameters of a function as written, receiver and all."""
    arguments = node.args
    places = [(each.arg, Passing.POSITION) for each in arguments.posonlyargs]
    places += [(each.arg, Passing.EITHER) for each in arguments.args]
    needed = len(places) - len(arguments.defaults)
    found = [Parameter(name, passing, index < needed) for index, (name, passing) in enumerate(places)]
    if arguments.vararg:
        found.append(Parameter(arguments.vararg.arg, Passing.REST, required=False))
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(Parameter(each.arg, Passing.NAME, default is None))
    if arguments.kwarg:
        found.append(Parameter(arguments.kwarg.arg, Passing.NAMED_REST, required=False))
    return tuple(found)


def python_signature(text: str) -> Parameters | None:
    """The parameters in a signature such as `def f(a, *, b=1) -> int` or `f(a, b)`; None where it has none."""
    head = text.strip().rstrip(":")
    for whole in (f"{head}: ...", f"def {head}: ..."):
        tree = python_tree(whole)
        if tree is not None and len(tree.body) == 1 and isinstance(tree.body[0], Function):
            return parameters_of(tree.body[0])
    return None
