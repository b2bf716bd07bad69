"""What is wrong with a document, gathered so that all of it is told at once."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.problem import Problem
from cortex_cli.model.text import one_line

Location = tuple[str | int, ...]
PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place within a document's data: keys and list positions from its top."""

    loc: Location
    message: str
    mend: str | None = None


class DocumentError(ConfigurationError):
    """Everything that is wrong with one document; `problems` has each by itself, in the order of lines."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        first = problems[0]
        if len(problems) == 1:
            super().__init__(first.message, where=first.where, mend=first.mend or f"correct it in {name}")
        else:
            lines = "\n".join(f"  {_line(problem)}" for problem in problems)
            message = f"{name} has {len(problems)} problems:\n{lines}"
            super().__init__(message, where=first.where, mend=f"correct them in {name}")
        self.problems = tuple(problems)


def _line(problem: Problem) -> str:
    mend = f" ({problem.mend})" if problem.mend else ""
    return f"{problem.where}: {problem.message}{mend}"


def refuse(name: str, message: str, *, line: int | None = None, mend: str | None = None) -> NoReturn:
    """Raise DocumentError for one thing that makes the whole document unreadable."""
    where = name if line is None else f"{name}:{line}"
    raise DocumentError(name, [Problem("configuration", message, where, mend)])


def key_path(loc: Sequence[str | int]) -> str:
    """`("workers", 0, "env", "a b")` as `workers[0].env["a b"]`."""
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif PLAIN_KEY.fullmatch(part):
            path += f".{part}" if path else part
        else:
            path += f"[{json.dumps(one_line(part))}]"
    return path


def suggestion(word: str, known: Sequence[str]) -> str:
    """What to write instead of an unknown word: the nearest known one, else all of them."""
    nearest = get_close_matches(word, known, n=1, cutoff=0.6)
    if nearest:
        return f"write {nearest[0]}"
    return f"known here: {', '.join(known)}" if known else "remove it"
