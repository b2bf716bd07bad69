"""`cortex doctor`: is everything here that a run needs, and what mends what is not?"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cortex_cli.analysis.recipe import recipe
from cortex_cli.config.paths import index_file
from cortex_cli.index.opening import use_index
from cortex_cli.model.errors import CortexError
from cortex_cli.model.text import counted
from cortex_cli.pipeline.admission import require_gates, searched
from cortex_cli.pipeline.context import Project, Settings, open_team
from cortex_cli.pipeline.status import status
from cortex_cli.process.capture import capture
from cortex_cli.process.environment import absolute_path
from cortex_cli.vcs.repository import Repository, discover
from cortex_cli.workers.registry import make_workers

OLDEST_GIT = (2, 31)


class Health(StrEnum):
    GOOD = "good"
    NOTICE = "notice"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    subject: str
    health: Health
    detail: str
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    diagnoses: tuple[Diagnosis, ...]


def examine(settings: Settings) -> tuple[Diagnosis, ...]:
    """Everything that was looked at, in order: machine, repository, index, team, gates, runs."""
    return tuple(look(settings))


def look(settings: Settings) -> Iterator[Diagnosis]:
    yield from look_at_machine()
    try:
        repository = discover(settings.start)
        repository.head()
    except CortexError as error:
        yield bad("repository", error)
        return
    yield Diagnosis("repository", Health.GOOD, f"{repository.root} on {repository.branch() or 'a detached HEAD'}")
    yield from look_at_repository(repository)
    yield from look_at_index(settings, repository)
    try:
        project = Project(settings, repository, open_team(settings, repository.root))
    except CortexError as error:
        yield bad("team", error)
        return
    yield from look_at_team(project)
    yield from look_at_runs(project)


def look_at_machine() -> Iterator[Diagnosis]:
    yield Diagnosis("python", Health.GOOD, f"{platform.python_version()} at {sys.executable}")
    git = shutil.which("git", path=absolute_path(os.environ))
    if git is None:
        yield Diagnosis("git", Health.BAD, "not on PATH", "install git")
        return
    said = capture([git, "--version"], env={}).stdout.decode(errors="replace").strip()
    numbers = tuple(int(part) for part in said.split()[2].split(".")[:2])
    good = numbers >= OLDEST_GIT
    mend = None if good else f"install git {'.'.join(map(str, OLDEST_GIT))} or newer"
    yield Diagnosis("git", Health.GOOD if good else Health.BAD, f"{said} at {git}", mend)


def look_at_repository(repository: Repository) -> Iterator[Diagnosis]:
    if repository.is_shallow():
        yield Diagnosis("history", Health.NOTICE, "a shallow clone: history says less", "git fetch --unshallow")
    if repository.identity is None:
        yield Diagnosis(
            "identity", Health.NOTICE, "no user.email: commits will be signed by Cortex <cortex@localhost>",
            'git config user.email "you@example.org"',
        )  # fmt: skip


def look_at_index(settings: Settings, repository: Repository) -> Iterator[Diagnosis]:
    file = index_file(repository.common_dir)
    if not file.is_file():
        yield Diagnosis("index", Health.GOOD, "none yet: the first cortex analyze makes it")
        return
    try:
        found = use_index(file, recipe(), lambda index: (index.contexts(settings.clock).metrics(), index.notice))
    except CortexError as error:
        yield bad("index", error)
        return
    metrics, notice = found
    cache = ", ".join(
        (
            f"context cache: {counted(metrics.entries, 'entry', 'entries')}",
            megabytes(metrics.size),
            counted(metrics.hits, "hit"),
            counted(metrics.misses, "miss", "misses"),
            counted(metrics.evictions, "eviction"),
        )
    )
    size = sum(each.stat().st_size for each in (file, file.with_name(f"{file.name}-wal")) if each.is_file())
    detail = notice or f"{file}, {megabytes(size)}; {cache}"
    yield Diagnosis("index", Health.NOTICE if notice else Health.GOOD, detail)


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def look_at_team(project: Project) -> Iterator[Diagnosis]:
    team = project.team
    if not team.enabled:
        yield Diagnosis(
            "team",
            Health.BAD,
            "no enabled worker",
            "add one to team.yaml, or uncomment one there (cortex init writes it)",
        )
    for name, worker in make_workers(team, project.repository.root).items():
        obstacle = worker.obstacle(searched(project), project.repository.root)
        health = Health.BAD if obstacle else Health.GOOD
        yield Diagnosis(
            f"worker {name}",
            health,
            obstacle or "can work here",
            "install it, or edit team.yaml" if obstacle else None,
        )
    try:
        require_gates(project)
    except CortexError as error:
        yield bad("gates", error)
        return
    names = ", ".join(gate.id for gate in team.gates)
    health = Health.GOOD if names else Health.NOTICE
    yield Diagnosis(
        "gates",
        health,
        names or "none: nothing decides whether a result is good",
        None if names else "add gates to team.yaml",
    )


def look_at_runs(project: Project) -> Iterator[Diagnosis]:
    try:
        standings = status(project, None, 50)
    except CortexError as error:
        yield bad("journal", error)
        return
    yield Diagnosis("journal", Health.GOOD, f"{len(standings)} runs in {project.directory / 'journal.db'}")
    for standing in standings:
        if standing.stranded:
            run = standing.record.run
            yield Diagnosis(f"run {run.id}", Health.NOTICE, "was interrupted", f"cortex resume {run.id}")


def bad(subject: str, error: CortexError) -> Diagnosis:
    where = f" ({error.where})" if error.where else ""
    return Diagnosis(subject, Health.BAD, error.message + where, error.mend)
