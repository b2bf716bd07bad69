"""Plan files on disk: chosen, proven again, sealed."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from pathlib import Path

from cortex_cli.model.errors import UsageError
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.plan_reference import by_prefix, no_such_file, unknown_plan
from cortex_cli.pipeline.plan_rules import broken_rules, ruled
from cortex_cli.pipeline.replaced_text import keep_replaced
from cortex_cli.pipeline.staleness import stale_findings
from cortex_cli.planning.checking.findings import located
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.checking.second_opinion import confirmed
from cortex_cli.planning.measuring import measured
from cortex_cli.planning.plan_files.reader import PlanFile, read_plan_file
from cortex_cli.planning.plan_files.seal import seal
from cortex_cli.planning.plan_files.text import sealed_text


def choose_plan(project: Project, reference: str | None) -> tuple[PlanFile, Path]:
    """The plan in the file or with the id that `reference` names, else the newest one."""
    file = find_plan_file(project, reference)
    return read_plan_file(file, name_of(project, file)), file


def find_plan_file(project: Project, reference: str | None) -> Path:
    """The file that `reference` names, or that holds the plan whose id begins so; the newest plan's where it is None.

    Raises UsageError where there is no such plan, or more than one.
    """
    named = named_file(project, reference)
    if named is not None:
        return named
    found = project.reports.find_plan(reference)
    if found is None and reference:
        found = by_prefix(project, reference)
    if found is None:
        raise unknown_plan(project, reference)
    return found


def named_file(project: Project, reference: str | None) -> Path | None:
    """The file that `reference` names, seen from where the command was called; None where it names none."""
    named = project.settings.start / reference if reference is not None else None
    return named if named is not None and is_file(named) else None


def is_file(path: Path) -> bool:
    """Whether there is such a file; a text that is too long for a path names none."""
    try:
        return path.is_file()
    except OSError:
        return False


def tracked(project: Project, commit: str) -> tuple[str, ...]:
    """The regular files of a commit: what a worker can be given to change."""
    return tuple(entry.path for entry in project.entries(commit) if entry.is_regular)


def check_file(
    project: Project, file: Path, *, name: str | None = None, staffed: bool = True, independent: bool = False
) -> tuple[Plan, PlanCheck]:
    """Prove a plan file again, against this repository's files and, where it is to be `staffed`, its team.

    Findings call it `name`, by default as `name_of` does. With `independent`, the second checker looks at it as well.
    """
    read = _read(project, file, name)
    existing = tracked(project, project.repository.head())
    plan = ruled(project, read.plan) if staffed else read.plan
    found = (*read.problems, *(broken_rules(project, plan) if staffed else ()))
    check = check_plan(plan, existing=existing, team=project.team if staffed else None, found=found)
    check = confirmed(plan, check) if independent else check
    check = with_staleness(project, plan, file, check) if staffed else check
    return plan, located(check, read.places)


def _read(project: Project, file: Path, name: str | None = None) -> PlanFile:
    require_file(project, file)
    return read_plan_file(file, name or name_of(project, file))


def name_of(project: Project, file: Path) -> str | None:
    """The file seen from where the command was called; None where it lies elsewhere."""
    start = project.settings.start
    return str(file.relative_to(start)) if file.is_relative_to(start) else None


def require_file(project: Project, file: Path) -> None:
    """UsageError, with the plans that could be meant, where there is no such file."""
    try:
        missing = not file.exists()
    except OSError:  # as of a text that is too long for a path
        missing = True
    if missing:
        raise no_such_file(project, file)


def seal_file(project: Project, file: Path) -> tuple[PlanCheck, Path | None]:
    """Prove a plan file and write its digest into it; a plan that fails the proof is left as it is.

    Also returns where its text is kept, if writing it lost some.
    """
    read = _read(project, file)
    sealed, check = prove(project, read.plan)
    kept = None
    if check.valid:
        text = sealed_text(file.read_bytes().decode(), sealed)
        kept = keep_replaced(project, file, text)
        write_whole(file, text)
    return located(with_staleness(project, sealed, file, check), read.places), kept


def with_staleness(project: Project, plan: Plan, file: Path, check: PlanCheck) -> PlanCheck:
    """`check` with a warning where the plan in `file` is for another commit than HEAD."""
    return replace(check, warnings=(*check.warnings, *stale_findings(project, plan, file)))


def prove(project: Project, plan: Plan) -> tuple[Plan, PlanCheck]:
    """`plan` sealed anew under the rules of where it runs, and what checking it found.

    One that does not hold comes back as it was.
    """
    existing = tracked(project, project.repository.head())
    bare = ruled(project, replace(plan, id=None, digest=None, certificate=None))
    check = check_plan(bare, existing=existing, team=project.team)
    if not check.valid:
        return plan, check
    unchanged = plan.digest == bare.content_digest()
    return seal(bare if unchanged else measured(bare, project.team, existing), check.certificate), check


def write_whole(file: Path, text: str) -> None:
    """Write a file of the user's whole or not at all, where a link leads if it is one; its mode stays.

    Raises UsageError where the directory does not allow it, or has no room.
    """
    target = file.resolve()
    temporary = target.with_name(f".cortex-{secrets.token_hex(4)}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        mend = "make room, or let yourself write in that directory; the file is as it was"
        raise UsageError(f"the plan cannot be written: {error.strerror}", where=str(file), mend=mend) from error
    finally:
        temporary.unlink(missing_ok=True)
