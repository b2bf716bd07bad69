"""Whether a change is one of behaviour: more than comments, documentation and white space."""

from __future__ import annotations

import ast
import re

from benchmarks.localization.sources import extension

PYTHON = (".py", ".pyx")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def behaviour_differs(path: str, before: str, after: str) -> bool:
    """Compares syntax trees without docstrings for Python, else the texts without comments and white space."""
    if extension(path) == ".py":
        try:
            return _tree(before) != _tree(after)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            pass
    return _bare(path, before) != _bare(path, after)


def _tree(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and node.body and _is_text(node.body[0]):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _bare(path: str, text: str) -> str:
    if extension(path) in PYTHON:
        text = re.sub(r"(?m)(^|\s)#.*$", "", text)
    else:
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"(?m)(^|\s)//.*$", "", text)
    return re.sub(r"\s+", "", text)
