"""`cortex check FILES` without typer: the same question as the full command, answered in milliseconds."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.model.text import clean
from cortex_cli.pipeline.scope_check import ScopeCheck, check_scope, scope_from_environment, scope_from_plan

VALUED = {"--objective": "objective", "--plan": "plan"}


@dataclass
class Question:
    """The parsed words of `cortex check FILES`."""

    files: list[str]
    objective: str | None = None
    plan: str | None = None
    as_json: bool = False
    quiet: bool = False


def parse(words: list[str]) -> Question | None:
    """The question, or None where the words need the full command line: no files, help, another option."""
    question = Question([])
    rest = iter(words)
    for word in rest:
        if word == "--":
            question.files.extend(rest)
        elif word == "--json":
            question.as_json = True
        elif word in ("-q", "--quiet"):
            question.quiet = True
        elif word in VALUED:
            value = next(rest, None)
            if value is None:
                return None
            setattr(question, VALUED[word], value)
        elif word.startswith("-"):
            return None
        else:
            question.files.append(word)
    return question if question.files else None


def answer(question: Question) -> int:
    """Print the findings and return the exit code."""
    here = Path.cwd()
    scope = scope_from_environment(os.environ)
    if scope is None and question.objective is not None:
        scope = scope_from_plan(question.objective, Path(question.plan) if question.plan else None, here)
    check = check_scope(question.files, here, scope)
    if question.as_json:
        from cortex_cli.model.encoding import (  # hashing and dates that nothing else here needs
            document,
            json_text,
        )

        sys.stdout.write(json_text(document("check", check)) + "\n")
    elif not question.quiet or check.findings:
        sys.stdout.write(describe(check, len(question.files)))
    return ExitCode.NOT_GREEN if check.findings else ExitCode.DONE


def describe(check: ScopeCheck, files: int) -> str:
    if check.objective is None:
        return "nothing to check: no objective is being worked on (set by CORTEX_SCOPE_FILE, or by --objective ID)\n"
    if not check.findings:
        return f"{files} {'file' if files == 1 else 'files'} inside the scope of {check.objective}\n"
    return "".join(f"{clean(finding.path)}: {clean(finding.message)}\n" for finding in check.findings)
