"""`cortex plan --arrange FILE`: a declared plan put into waves."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.cli.arrangements import print_arrangement
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.kept_words import tell_kept
from cortex_cli.cli.plan_actions.check import show_check
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.session import session
from cortex_cli.pipeline.arrange import arrange_file


def act(call: Call, file: Path) -> ExitCode:
    """Arrange the plan in `file`, and show what was done and what checking it found."""
    with session(call.context, silent=True) as current:
        project = current.project()
        arrangement = arrange_file(project, current.settings.start / file)
    if arrangement.made is not None and arrangement.check.valid and not call.as_json:
        print_arrangement(current.face, arrangement, arrangement.made)
    code = show_check(current, arrangement.check, call.as_json)
    tell_kept(current, project, arrangement.kept)
    return code
