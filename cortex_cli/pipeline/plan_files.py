"""Plan files on disk: chosen, proven again, sealed."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.model.errors import UsageError
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.context import Project
from cortex_cli.planning.check import check_plan
from cortex_cli.planning.plan_document import plan_yaml
from cortex_cli.planning.plan_file import PlanFile, read_plan, read_plan_file
from cortex_cli.planning.seal import seal


def choose_plan(project: Project, reference: str | None) -> tuple[PlanFile, Path]:
    """The plan in the file or with the id that `reference` names, else the newest one."""
    named = project.settings.start / reference if reference is not None else None
    if named is not None and is_file(named):
        return read_plan_file(named), named
    found = project.reports.find_plan(reference)
    if found is None:
        what = f"no plan file or plan id {reference!r}" if reference else "there is no plan yet"
        raise UsageError(what, mend='cortex plan "what you want done"')
    return read_plan_file(found), found


def is_file(path: Path) -> bool:
    """Whether there is such a file; a text that is too long for a path names none."""
    try:
        return path.is_file()
    except OSError:
        return False


def tracked(project: Project, commit: str) -> tuple[str, ...]:
    """The regular files of a commit: what a worker can be given to change."""
    return tuple(entry.path for entry in project.entries(commit) if entry.is_regular)


def check_file(project: Project, file: Path, *, staffed: bool = True) -> tuple[Plan, PlanCheck]:
    """Prove a plan file again, against this repository's files and, where it is to be `staffed`, its team."""
    read = read_plan_file(file)
    existing = tracked(project, project.repository.head())
    team = project.team if staffed else None
    return read.plan, check_plan(read.plan, existing=existing, team=team, found=read.problems)


def seal_file(project: Project, file: Path) -> tuple[Plan, PlanCheck]:
    """Prove a plan file and write its digest into it; a plan that fails the proof is left as it is."""
    read = seal(read_plan(file))
    check = check_plan(read, existing=tracked(project, project.repository.head()), team=project.team)
    if check.valid:
        file.write_text(plan_yaml(read), encoding="utf-8")
    return read, check
