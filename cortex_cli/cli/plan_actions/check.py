"""`cortex plan --check FILE`: a plan file proven again."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.session import Session, session
from cortex_cli.cli.tables import print_check
from cortex_cli.model.encoding import document
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.plan_files import check_file


def act(call: Call, file: Path) -> ExitCode:
    """Prove the plan in `file`, with `--independent` by both checkers, and show what was found."""
    with session(call.context, silent=True) as current:
        _, found = check_file(current.project(), current.settings.start / file, independent=call.independent)
    return show_check(current, found, call.as_json, str(file))


def show_check(current: Session, found: PlanCheck, as_json: bool, file: str | None = None) -> ExitCode:
    """Show the findings of the plan in `file`, and return the exit code that they give."""
    if as_json:
        current.document(document("plan-check", found))
    else:
        print_check(current.face, found, file)
    return ExitCode.DONE if found.valid else ExitCode.NOT_GREEN
