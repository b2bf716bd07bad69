"""`cortex check FILES` without typer: the same question as the full command, answered in milliseconds."""

from __future__ import annotations

import json
import os
import sys
from typing import NamedTuple

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.model.text import clean
from cortex_cli.pipeline.scope_check import (
    ScopeCheck,
    WorkingScope,
    check_document,
    check_scope,
    scope_from_environment,
)

FLAGS = {"--json": "as_json", "-q": "quiet", "--quiet": "quiet"}
VALUED = {"--objective": "objective", "--plan": "plan"}


class Question(NamedTuple):
    """The parsed words of `cortex check FILES`."""

    files: tuple[str, ...]
    objective: str | None = None
    plan: str | None = None
    as_json: bool = False
    quiet: bool = False
    directory: str = "."


def parse(words: list[str]) -> Question | None:
    """The question, or None where the words need the full command line: no files, help, another option."""
    files: list[str] = []
    named: dict[str, str] = {}
    flags: set[str] = set()
    rest = iter(words)
    for word in rest:
        if word == "--":
            files.extend(rest)
        elif word in FLAGS:
            flags.add(FLAGS[word])
        elif word in VALUED:
            value = next(rest, None)
            if value is None:
                return None
            named[VALUED[word]] = value
        elif word.startswith("-"):
            return None
        else:
            files.append(word)
    if not files:
        return None
    return Question(tuple(files), named.get("objective"), named.get("plan"), "as_json" in flags, "quiet" in flags)


def answer(question: Question) -> int:
    """Print the findings and return the exit code."""
    check = check_scope(question.files, question.directory, scope_of(question))
    if question.as_json:
        sys.stdout.write(json.dumps(check_document(check), indent=2) + "\n")
    elif not question.quiet or check.findings:
        sys.stdout.write(describe(check, len(question.files)))
    return ExitCode.NOT_GREEN if check.findings else ExitCode.DONE


def scope_of(question: Question) -> WorkingScope | None:
    """The scope a worker was given, else the one of the objective that was named."""
    scope = scope_from_environment(os.environ)
    if scope is not None or question.objective is None:
        return scope
    from pathlib import Path  # this, YAML and the scope language: only where a plan is named

    from cortex_cli.pipeline.plan_scope import scope_from_plan

    here = Path(question.directory).resolve()
    return scope_from_plan(question.objective, here / question.plan if question.plan else None, here)


def describe(check: ScopeCheck, files: int) -> str:
    if check.objective is None:
        return "nothing to check: no objective is being worked on (set by CORTEX_SCOPE_FILE, or by --objective ID)\n"
    if not check.findings:
        return f"{files} {'file' if files == 1 else 'files'} inside the scope of {check.objective}\n"
    return "".join(f"{clean(finding.path)}: {clean(finding.message)}\n" for finding in check.findings)
