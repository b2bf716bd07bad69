"""The one place that parses: text in, syntax tree out, by ast-grep and for Python also by Python itself."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cortex_cli.syntax.languages import Grammar, ImportStyle, Language

if TYPE_CHECKING:
    from ast_grep_py import Rule, SgNode


def parse_tree(text: str, grammar: Grammar) -> SgNode:
    """The root of a syntax tree that covers all of `text`, however broken it is."""
    from ast_grep_py import SgRoot  # 10 ms and 5 MB: only commands that analyse or judge code pay it

    try:
        return SgRoot(text, grammar.parser).root()
    except UnicodeEncodeError:  # a lone surrogate
        return SgRoot(text.encode("utf-8", "replace").decode(), grammar.parser).root()


def of_kinds(kinds: Iterable[str]) -> list[Rule]:
    return [{"kind": kind} for kind in kinds]


def find_nodes(root: SgNode, rules: Sequence[Rule]) -> list[SgNode]:
    """All nodes that any of the rules matches, in the order of the text."""
    return root.find_all({"rule": {"any": list(rules)}})


def is_whole(root: SgNode) -> bool:
    """Whether the grammar took all of the text, without leaving anything out or putting anything in."""
    return root.find(kind="ERROR") is None and not any(map(_is_invented, root.find_all(regex="^$")))


def parses(text: str, language: Language | None) -> bool:
    """Whether `text` is well-formed; True where there is no grammar to judge by."""
    if language is None or language.grammar is None:
        return True
    if language.grammar.style is ImportStyle.PYTHON:
        verdict = _python_verdict(text)
        if verdict is not None:
            return verdict
    return is_whole(parse_tree(text, language.grammar))


def first_fault(text: str, language: Language) -> int:
    """The line, from 1, at which `text`, which does not parse, stops making sense."""
    if language.grammar is None:
        return 1
    if language.grammar.style is ImportStyle.PYTHON:
        try:
            _python_tree(text)
        except SyntaxError as error:
            return error.lineno or 1
        except (ValueError, RecursionError, MemoryError):
            return 1
    odd = parse_tree(text, language.grammar).find(kind="ERROR")
    return 1 if odd is None else odd.range().start.line + 1


def _is_invented(node: SgNode) -> bool:
    """Whether the parser put a token there that the text does not have."""
    return node.is_leaf() and node.parent() is not None


def python_tree(text: str) -> ast.Module | None:
    """The tree that this Python's own parser makes of `text`; None where it does not take it."""
    try:
        return _python_tree(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _python_tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _python_verdict(text: str) -> bool | None:
    """What this Python says; None for an error that may only be syntax newer than this Python."""
    try:
        _python_tree(text)
    except IndentationError:
        return False
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return True
