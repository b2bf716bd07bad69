"""The composition root: what every use case works with, opened from where the user stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cortex_cli.config.paths import clone_directory, workspaces_directory
from cortex_cli.config.team import DEFAULT_TEAM, find_team, load_team
from cortex_cli.journal.journal import Journal, open_journal
from cortex_cli.model.clock import Clock, SystemClock
from cortex_cli.model.errors import ConfigurationError, ExecutionError
from cortex_cli.model.events import Emit, silent
from cortex_cli.model.identifiers import Identifiers, RandomIdentifiers
from cortex_cli.model.plan import Plan
from cortex_cli.model.statistics import NO_STATISTICS, Statistics
from cortex_cli.model.team import Team
from cortex_cli.pipeline.shelf import Shelf
from cortex_cli.reporting.files import ReportFiles
from cortex_cli.vcs.objects import Entry, tree_entries
from cortex_cli.vcs.repository import Identity, Repository, discover

SPEAKING_RUNS = 50
"""How many of the newest finished runs have a say in an analysis."""
NOBODY = Identity("Cortex", "cortex@localhost")


def unheard(_plan: Plan) -> None:
    """For callers that show no progress."""


@dataclass(frozen=True)
class Settings:
    """Where and how a command was called; `team_file` where the user named one.

    `emit` and `follow` are how it tells what it does: events, and the plan that they are about. Without `history`
    finished runs have no say.
    """

    start: Path
    team_file: Path | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    clock: Clock = field(default_factory=SystemClock)
    identifiers: Identifiers = field(default_factory=RandomIdentifiers)
    emit: Emit = silent
    follow: Callable[[Plan], None] = unheard
    history: bool = True


@dataclass(frozen=True)
class Project:
    """A repository with its team and with Cortex's own directories in and beside it."""

    settings: Settings
    repository: Repository
    team: Team

    @cached_property
    def directory(self) -> Path:
        """Cortex's directory in the git common directory: journal, locks, logs, copies of reports."""
        return clone_directory(self.repository.common_dir)

    @cached_property
    def workspaces(self) -> Path:
        return workspaces_directory(self.settings.environment, self.repository.common_dir)

    @cached_property
    def reports(self) -> Shelf:
        return Shelf(ReportFiles(self.repository.root, self.repository.common_dir, self.team.reports.dir))

    @property
    def locks(self) -> Path:
        return self.directory / "locks"

    @property
    def author(self) -> Identity:
        return self.repository.identity or NOBODY

    def journal(self) -> Journal:
        """The clone's journal, opened; close it with `with`."""
        return open_journal(self.directory / "journal.db", self.settings.clock)

    @cached_property
    def statistics(self) -> Statistics:
        """What finished runs of this clone say; nothing where there is no journal that can be read."""
        file = self.directory / "journal.db"
        if not (self.settings.history and file.is_file()):
            return NO_STATISTICS
        try:
            with self.journal() as journal:
                return journal.statistics(SPEAKING_RUNS)
        except ExecutionError:
            return NO_STATISTICS

    def entries(self, commit: str) -> tuple[Entry, ...]:
        return tree_entries(self.repository.observer, commit)


def open_project(settings: Settings) -> Project:
    """The project that `settings.start` lies in; RepositoryError or ConfigurationError where there is none."""
    repository = discover(settings.start)
    return Project(settings, repository, open_team(settings, repository.root))


def open_team(settings: Settings, root: Path) -> Team:
    """The named team file, else the repository's own, else the team without workers."""
    path = settings.team_file or find_team(root)
    if path is None:
        return DEFAULT_TEAM
    if not path.is_file():
        raise ConfigurationError(f"team file {path} does not exist", mend="cortex init writes one")
    return load_team(path, settings.environment)
