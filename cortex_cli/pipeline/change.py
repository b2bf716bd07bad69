"""`cortex analyze --since REV` and `--staged`: what a branch, or the next commit, touches and lacks."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.analysis.analyzer import analyze as analyze_repository
from cortex_cli.analysis.changing.change import analyze_change
from cortex_cli.analysis.changing.touched import touched_files
from cortex_cli.config.paths import index_file
from cortex_cli.model.analysis import Analysis
from cortex_cli.model.change_analysis import ChangeAnalysis
from cortex_cli.model.errors import RepositoryError
from cortex_cli.model.events import Phase, PhaseCompleted, PhaseStarted
from cortex_cli.model.text import clean
from cortex_cli.pipeline.context import Project
from cortex_cli.vcs.changes import merge_base, staged_entries
from cortex_cli.vcs.objects import Entry


def since(project: Project, revision: str, request: str | None = None) -> ChangeAnalysis:
    """What HEAD touches since it left `revision`; RepositoryError where that names no commit to compare with."""
    repository = project.repository
    head = repository.head()
    try:
        other = repository.resolve(revision)
    except RepositoryError as error:
        raise RepositoryError(
            f"--since {clean(revision)}: no commit here is called so",
            mend="give a branch, a tag or a commit: git branch --all shows branches, git log --oneline commits",
        ) from error
    base = merge_base(repository, other, head)
    return _analyzed(project, base, project.entries(base), project.entries(head), head, request)


def staged(project: Project, request: str | None = None) -> ChangeAnalysis:
    """What the next commit touches; RefusedError while a merge is in conflict.

    The first commit of all has no history to be asked about: that is a notice, so that a hook lets it pass.
    """
    try:
        head = project.repository.head()
    except RepositoryError as error:
        files = touched_files((), staged_entries(project.repository, (), _index_file(project)))
        return ChangeAnalysis("", None, request, files, (), (), (), (error.message,))
    before = project.entries(head)
    after = staged_entries(project.repository, before, _index_file(project))
    return _analyzed(project, head, before, after, None, request)


def _index_file(project: Project) -> Path | None:
    """The index that git tells its hooks to look at: `git commit FILE` and `git commit -a` have one of their own."""
    named = project.settings.environment.get("GIT_INDEX_FILE")
    return project.repository.root / named if named else None


def _analyzed(
    project: Project,
    base: str,
    before: tuple[Entry, ...],
    after: tuple[Entry, ...],
    head: str | None,
    request: str | None,
) -> ChangeAnalysis:
    settings = project.settings
    started = settings.clock.elapsed()
    settings.emit(PhaseStarted(Phase.ANALYSIS))
    wanted = _wanted(project, request, base) if request is not None else None
    kept = index_file(project.repository.common_dir)
    git = project.repository.observer
    told = analyze_change(git, kept, base, before, after, head=head, emit=settings.emit, wanted=wanted)
    settings.emit(PhaseCompleted(Phase.ANALYSIS, None, settings.clock.elapsed() - started))
    return told


def _wanted(project: Project, request: str, base: str) -> Analysis:
    emit, statistics = project.settings.emit, project.statistics
    return analyze_repository(project.repository, request, commit=base, emit=emit, statistics=statistics)
