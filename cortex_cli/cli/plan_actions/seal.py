"""`cortex plan --seal FILE`: a plan file proven, and its digest written into it."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.kept_words import tell_kept
from cortex_cli.cli.plan_actions.check import show_check
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.session import session
from cortex_cli.pipeline.plan_files import seal_file


def act(call: Call, file: Path) -> ExitCode:
    """Prove the plan in `file`, seal it when it holds, and show what was found."""
    with session(call.context, silent=True) as current:
        project = current.project()
        found, kept = seal_file(project, current.settings.start / file)
    code = show_check(current, found, call.as_json, str(file))
    tell_kept(current, project, kept)
    return code
