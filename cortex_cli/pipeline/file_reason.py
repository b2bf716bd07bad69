"""`cortex analyze --why PATH`: why a file was chosen for a request, or was not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from cortex_cli.analysis.choosing.file_reason import explain_file
from cortex_cli.model.errors import RepositoryError, UsageError
from cortex_cli.model.events import Phase, PhaseCompleted, PhaseStarted
from cortex_cli.model.file_reason import FileReason
from cortex_cli.model.scope import Scope
from cortex_cli.model.text import clean
from cortex_cli.pipeline.context import Project

ASK = 'cortex analyze --why PATH "what you want done"'


def why(project: Project, given: str, request: str | None) -> FileReason:
    """Why the file at `given` is, or is not, one to change for `request` at HEAD.

    Without a request: for the newest analysis of this clone, at the commit it was made for. Raises UsageError where
    there is none, or where `given` is outside of the repository.
    """
    repository = project.repository
    commit = repository.head()
    if request is None:
        request, commit = newest_request(project)
    path = from_top(project, given, {entry.path for entry in project.entries(commit)})
    settings = project.settings
    started = settings.clock.elapsed()
    settings.emit(PhaseStarted(Phase.ANALYSIS))
    on_disk = os.path.lexists(repository.root / path)
    told = explain_file(
        repository, path, request, commit=commit, on_disk=on_disk, emit=settings.emit, statistics=project.statistics
    )
    settings.emit(PhaseCompleted(Phase.ANALYSIS, None, settings.clock.elapsed() - started))
    return replace(told, forbidden=forbidding(project, path))


def newest_request(project: Project) -> tuple[str, str]:
    """The request and the commit of the newest analysis that is kept; UsageError where there is none."""
    found = project.reports.newest_analysis()
    if found is None:
        raise UsageError("there is no analysis yet that a file could be explained for", mend=ASK)
    try:
        return found.request, project.repository.resolve(found.base_commit)
    except RepositoryError as error:
        raise UsageError(
            f"the newest analysis, {found.id}, was made for a commit that is gone: {found.base_commit}", mend=ASK
        ) from error


def from_top(project: Project, given: str, known: set[str]) -> str:
    """`given` from the top of the repository: counted from where the command stands, else as reports write it."""
    if not given:
        raise UsageError("--why needs a path", mend=ASK)
    root = project.repository.root
    plain = os.path.normpath(given)
    absolute = Path(os.path.normpath(project.settings.start / given))
    if absolute.is_relative_to(root):
        path = absolute.relative_to(root).as_posix()
        return plain if path not in known and plain in known else path
    raise UsageError(f"{clean(given)} is outside of the repository {root}", mend="give a path below it")


def forbidding(project: Project, path: str) -> tuple[str, ...]:
    """The patterns of the team's global_forbid that match `path`."""
    fold = project.repository.ignore_case
    patterns = project.team.global_forbid
    return tuple(pattern for pattern in patterns if Scope(touch=(pattern,)).matches(path, fold_case=fold))
