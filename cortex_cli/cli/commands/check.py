"""`cortex check`"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cortex_cli.cli.boundary import describe
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.invocation import Invocation
from cortex_cli.cli.options import AsJson
from cortex_cli.cli.quick_check import Question, answer
from cortex_cli.cli.session import Session, session
from cortex_cli.cli.tables import print_check
from cortex_cli.config.problems import DocumentError
from cortex_cli.model.errors import CortexError
from cortex_cli.pipeline.check import FileCheck, check_plans, check_project
from cortex_cli.pipeline.scope_check import Finding, ScopeCheck, check_document


def check(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="Files to judge.")] = None,
    objective: Annotated[
        str | None,
        typer.Option("--objective", metavar="ID", help="Judge FILES by the scope of this objective."),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="FILE", help="The plan that --objective is in; the newest if omitted."),
    ] = None,
    plans: Annotated[bool, typer.Option("--plans", help="FILES are plan files: prove each of them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check that files are inside the scope being worked on; without files, check the team file and the plans.

    The scope is the one in $CORTEX_SCOPE_FILE, which every worker has, else the one of --objective.

    Example: cortex check src/auth.py --objective O1
    """
    if files and not plans:
        invocation: Invocation = context.find_root().obj
        quiet, directory = invocation.quiet, str(invocation.directory)
        question = Question(tuple(map(str, files)), objective, str(plan) if plan else None, as_json, quiet, directory)
        raise typer.Exit(answer(question))
    with session(context, silent=True) as current:
        if plans:
            checks = check_plans(current.project(), [current.settings.start / file for file in files or ()])
        else:
            checks = check_project(current.settings)
    show(current, checks, as_json)
    raise typer.Exit(ExitCode.DONE if all(found.good for found in checks) else worst(checks))


def worst(checks: tuple[FileCheck, ...]) -> ExitCode:
    """A file that cannot even be read is a wrong configuration; one that fails its proof is a finding."""
    return ExitCode.USAGE if any(found.error for found in checks) else ExitCode.NOT_GREEN


def findings_of(found: FileCheck) -> Iterator[Finding]:
    """What is wrong with one file, in the form that scope findings have."""
    if found.error is not None:
        for where, message in told_apart(found.error):
            yield Finding(found.file, None, "unreadable", message, line_of(where))
    if found.plan is not None:
        for conflict in found.plan.conflicts:
            pair = " and ".join(conflict.objectives)
            message = f"wave {conflict.wave}: {pair} may both write {conflict.witness or 'the same path (undecided)'}"
            yield Finding(found.file, conflict.objectives[0], "conflict", message, line_of(conflict.where))
        for problem in found.plan.problems:
            yield Finding(found.file, problem.objective, problem.kind, problem.message, line_of(problem.where))


def told_apart(error: CortexError) -> Iterator[tuple[str | None, str]]:
    """Where each thing is that is wrong with a file, and what it is."""
    if isinstance(error, DocumentError):
        yield from ((problem.where, problem.message) for problem in error.problems)
    else:
        yield error.where, error.message


def line_of(where: str | None) -> int | None:
    """The line in a place such as `team.yaml:12`."""
    line = (where or "").rpartition(":")[2]
    return int(line) if line.isdecimal() else None


def described(file: str, error: CortexError) -> str:
    """The error, with the file before it where it does not say so itself."""
    text = describe(error).rstrip()
    return text if (error.where or "").startswith(file) else f"{file}: {text}"


def show(current: Session, checks: tuple[FileCheck, ...], as_json: bool) -> None:
    if as_json:
        findings = tuple(finding for found in checks for finding in findings_of(found))
        current.document(check_document(ScopeCheck(None, findings)))
        return
    for found in checks:
        if found.error is not None:
            current.face.warn(described(found.file, found.error))
        elif found.plan is not None and not found.plan.valid:
            current.face.data(f"{found.file}:")
            print_check(
                current.face, found.plan, found.file if (current.settings.start / found.file).is_file() else None
            )
        else:
            current.face.say(f"{found.file}: good")
    if not checks:
        current.face.say("nothing to check: there is no team file and no plan")
