"""Which class serves which kind of worker."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.model.team import AnyWorker, PythonWorker, ReplayWorker, Team
from cortex_cli.workers.base import Worker
from cortex_cli.workers.python import Python
from cortex_cli.workers.replay import Replay
from cortex_cli.workers.shell import Shell


def make_worker(settings: AnyWorker, team_directory: Path) -> Worker:
    """The worker that these settings describe."""
    if isinstance(settings, PythonWorker):
        return Python(settings, team_directory)
    if isinstance(settings, ReplayWorker):
        return Replay(settings, team_directory)
    return Shell(settings)


def make_workers(team: Team, root: Path) -> dict[str, Worker]:
    """Every enabled worker of the team by id."""
    directory = Path(team.path).parent if team.path else root
    return {settings.id: make_worker(settings, directory) for settings in team.enabled}
