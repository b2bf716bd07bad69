"""`cortex plan --edit [FILE|PLAN-ID]`: a plan changed in the user's editor, proven, and sealed."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator

import typer

from cortex_cli.cli.console import Face
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.kept_words import tell_kept
from cortex_cli.cli.plan_actions.check import show_check
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.session import Session, session, shown
from cortex_cli.model.encoding import document
from cortex_cli.model.text import counted
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.editing import EditedCopy, Revision, editor_of, open_copy, revise, settle
from cortex_cli.pipeline.plan_files import check_file


def act(call: Call, _given: bool) -> ExitCode:
    """Open the plan in an editor until it holds, or until the user gives it up."""
    with session(call.context, silent=True) as current:
        project = current.project()
        editor = editor_of(current.settings.environment)
        copy = open_copy(project, call.words)
        if copy.taken_up:
            current.face.say(f"your kept text is taken up again; to begin anew: rm {shlex.quote(copy.name)}")
        while (revision := revise(project, copy, editor)) is not None:
            if revision.plan is not None and revision.check.valid:
                return finish(current, project, copy, revision, call.as_json)
            show_findings(current.face, revision)
            if not asked_again(current.face):
                return give_up(current, copy, revision, call.as_json)
        if call.as_json:
            show_check(current, check_file(project, copy.original)[1], as_json=True)
    current.face.say(f"nothing was changed: {shown(copy.original, project.repository.root)} is as it was")
    return ExitCode.DONE


def finish(current: Session, project: Project, copy: EditedCopy, revision: Revision, as_json: bool) -> ExitCode:
    assert revision.plan is not None
    settled = settle(project, copy, revision.plan)
    code = show_check(current, revision.check, as_json)
    file = shown(settled.file, project.repository.root)
    current.face.say(f"sealed: {settled.plan.id} in {file}")
    tell_kept(current, project, settled.kept)
    return code


def give_up(current: Session, copy: EditedCopy, revision: Revision, as_json: bool) -> ExitCode:
    if as_json:
        current.document(document("plan-check", revision.check))
    current.face.warn(f"the plan is as it was; your text is kept in {copy.name}")
    current.face.say(f"next:   cortex plan --edit {shlex.quote(copy.name)}")
    return ExitCode.NOT_GREEN


def show_findings(face: Face, revision: Revision) -> None:
    """Every conflict and problem on a line of its own, with where it is in the text."""
    check = revision.check
    found = f"{counted(len(check.conflicts), 'conflict')}, {counted(len(check.problems), 'problem')}"
    face.warn("\n".join([f"not valid: {found}", *(f"  {line}" for line in findings(revision))]))


def findings(revision: Revision) -> Iterator[str]:
    for conflict in revision.check.conflicts:
        what = conflict.witness or "the same path (undecided: the proof ran out of steps)"
        one, other = conflict.objectives
        line = revision.places[other].rpartition(":")[2]
        yield f"{revision.places[one]}: wave {conflict.wave}: {one} and {other} (line {line}) could both write {what}"
    for problem in revision.check.problems:
        where = f"{problem.where}: " if problem.where else ""
        mend = f" ({problem.mend})" if problem.mend else ""
        yield f"{where}{problem.message}{mend}"


def asked_again(face: Face) -> bool:
    """Whether the user wants to go on editing; without a terminal nobody is asked, and the answer is no."""
    if not (sys.stdin.isatty() and face.stderr.isatty()):
        return False
    try:
        return typer.confirm("Edit again?", default=True, err=True)
    except typer.Abort:
        return False
