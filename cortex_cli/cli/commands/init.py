"""`cortex init`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.session import session
from cortex_cli.pipeline.initialise import initialise


def init(
    context: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Replace the team file that is there.")] = False,
) -> None:
    """Write a commented team.yaml: the gates this project has, and the coding agents on your PATH.

    Example: cortex init
    """
    with session(context, silent=True) as current:
        made = initialise(current.settings, force=force)
    gates = ", ".join(gate.id for gate in made.detected.usable_gates) or "none found"
    workers = ", ".join(worker.id for worker in made.detected.usable_workers) or "none found: add one by hand"
    current.face.say(f"wrote {made.file}\n  gates:   {gates}\n  workers: {workers}\nnext: cortex doctor")
