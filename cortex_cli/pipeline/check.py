"""`cortex check` without file names: are the team file and the plan files right?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.config.team import find_team
from cortex_cli.model.errors import CortexError
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.context import Project, Settings, open_project
from cortex_cli.pipeline.plan_files import check_file
from cortex_cli.vcs.repository import discover


@dataclass(frozen=True)
class FileCheck:
    """One file's verdict: `error` where it could not even be read, `plan` where it is a plan."""

    file: str
    error: CortexError | None = None
    plan: PlanCheck | None = None

    @property
    def good(self) -> bool:
        return self.error is None and (self.plan is None or self.plan.valid)


def check_project(settings: Settings) -> tuple[FileCheck, ...]:
    """The team file, then every plan file in the reports directory of the repository."""
    root = discover(settings.start).root
    team_file = settings.team_file or find_team(root)
    checks: list[FileCheck] = []
    try:
        project = open_project(settings)
    except CortexError as error:
        return (FileCheck(shown(team_file, root) if team_file else "team.yaml", error),)
    if team_file is not None:
        checks.append(FileCheck(shown(team_file, root)))
    # Plans of the past may name workers that have left: only their form and their proof are judged here.
    return (*checks, *check_plans(project, project.reports.plan_files(), staffed=False))


def check_plans(project: Project, files: Sequence[Path], *, staffed: bool = True) -> tuple[FileCheck, ...]:
    """The verdict on each plan file; on its workers too where it is `staffed`."""
    return tuple(check_plan_file(project, file, staffed) for file in files)


def check_plan_file(project: Project, file: Path, staffed: bool) -> FileCheck:
    name = shown(file, project.repository.root)
    try:
        return FileCheck(name, plan=check_file(project, file, name=name, staffed=staffed)[1])
    except CortexError as error:
        return FileCheck(name, error)


def shown(file: Path, root: Path) -> str:
    """The file as a user would name it."""
    resolved = file.resolve()
    return str(resolved.relative_to(root)) if resolved.is_relative_to(root) else str(file)
