"""What the constructor of a Python class takes: an `__init__` of its own, or the fields of a dataclass."""

from __future__ import annotations

import ast
import builtins

from cortex_cli.syntax.parameters import Parameter, Parameters, Passing
from cortex_cli.syntax.python_names import Function, mentions
from cortex_cli.syntax.python_parameters import parameters_of
from cortex_cli.syntax.python_source import PythonSource

PLAIN_BASES = frozenset({"object", "abc.ABC", "typing.Generic", "typing_extensions.Generic"})
BUILTINS = frozenset(vars(builtins))
ERRORS = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)
HARMLESS = frozenset({"typing.final", "typing_extensions.final", "functools.total_ordering"})
DATACLASS = "dataclasses.dataclass"
IN_A_CLASS = (ast.AnnAssign, ast.Assign, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Expr, ast.Pass)


def has_known_bases(source: PythonSource, node: ast.ClassDef, more: frozenset[str] = frozenset()) -> bool:
    """Whether nothing is inherited that matters: no base of somebody's, and no metaclass."""
    bases = (source.origin(each.value if isinstance(each, ast.Subscript) else each) for each in node.bases)
    return not node.keywords and all(name in PLAIN_BASES or name in more for name in bases)


def constructor(source: PythonSource, node: ast.ClassDef) -> Parameters | None:
    """The parameters of `Class(…)`, or None where the class does not show them."""
    marks = [each for each in node.decorator_list if _origin(source, each) == DATACLASS]
    others = [each for each in node.decorator_list if each not in marks]
    if any(_origin(source, each) not in HARMLESS for each in others) or source.own(node, "__new__"):
        return None
    made = source.own(node, "__init__")
    if made:
        errors = ERRORS if not marks else frozenset[str]()
        return _explicit(node, made) if has_known_bases(source, node, errors) else None
    return _fields(source, node, marks[0]) if marks and has_known_bases(source, node) else None


def _origin(source: PythonSource, decorator: ast.expr) -> str | None:
    return source.origin(decorator.func if isinstance(decorator, ast.Call) else decorator)


def _explicit(node: ast.ClassDef, made: list[ast.AST]) -> Parameters | None:
    function = made[0]
    if len(made) > 1 or not isinstance(function, Function) or function not in node.body or function.decorator_list:
        return None
    every = parameters_of(function)
    return every[1:] if every and every[0].passing in (Passing.POSITION, Passing.EITHER) else None


def _fields(source: PythonSource, node: ast.ClassDef, mark: ast.expr) -> Parameters | None:
    """The fields of a dataclass in their order; None where one may be other than it looks."""
    options = _options(mark)
    if options is None or not options.get("init", True) or not all(isinstance(each, IN_A_CLASS) for each in node.body):
        return None
    found: list[Parameter] = []
    by_name = options.get("kw_only", False)
    for each in node.body:
        if not isinstance(each, ast.AnnAssign):
            continue
        if not isinstance(each.target, ast.Name) or each.target.id.startswith("__"):
            return None
        if mentions(each.annotation, "KW_ONLY"):
            by_name = True
            continue
        if mentions(each.annotation, "ClassVar"):
            continue
        if len(source.own(node, each.target.id)) > 1:
            return None
        field = _field(source, each, by_name)
        if field is None:
            return None
        if field.name:
            found.append(field)
    return (*(each for each in found if each.passing is Passing.EITHER),
            *(each for each in found if each.passing is Passing.NAME))  # fmt: skip


def _field(source: PythonSource, statement: ast.AnnAssign, by_name: bool) -> Parameter | None:
    """One field; with an empty name where it is no parameter, None where that is not certain."""
    assert isinstance(statement.target, ast.Name)
    name, value = statement.target.id, statement.value
    passing = Passing.NAME if by_name else Passing.EITHER
    if not isinstance(value, ast.Call):
        return Parameter(name, passing, value is None)
    made_by = source.origin(value.func)
    if made_by != "dataclasses.field":
        # A helper of the project's may return a field that is no parameter at all.
        return Parameter(name, passing, required=False) if made_by in BUILTINS else None
    options = _options(value)
    if options is None:
        return None
    if not options.get("init", True):
        return Parameter("", passing)
    if "kw_only" in options:
        passing = Passing.NAME if options["kw_only"] else Passing.EITHER
    defaults = {each.arg for each in value.keywords} & {"default", "default_factory"}
    return Parameter(name, passing, not defaults)


def _options(call: ast.expr) -> dict[str, bool] | None:
    """What `init` and `kw_only` are in a call, as far as given; None where that is not written out."""
    if not isinstance(call, ast.Call):
        return {}
    found: dict[str, bool] = {}
    for each in call.keywords:
        constant = each.value.value if isinstance(each.value, ast.Constant) else None
        if each.arg is None or (each.arg in ("init", "kw_only") and not isinstance(constant, bool)):
            return None
        if isinstance(constant, bool):
            found[each.arg] = constant
    return found
