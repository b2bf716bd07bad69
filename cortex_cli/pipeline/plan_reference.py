"""Plans named by the beginning of an id, and references that name none told with what is like them."""

from __future__ import annotations

import shlex
from difflib import get_close_matches
from pathlib import Path

from cortex_cli.model.errors import UsageError
from cortex_cli.model.text import clean
from cortex_cli.pipeline.context import Project

SHOWN = 5
ID = "plan-"
MADE = 'cortex plan "what you want done"'


def by_prefix(project: Project, reference: str) -> Path | None:
    """The file of the one plan whose id begins with `reference`; UsageError where several do."""
    if not reference.startswith(ID) or reference == ID:
        return None
    found = [name for name in project.reports.plan_ids() if name.startswith(reference)]
    if len(found) > 1:
        names = ", ".join(found[:SHOWN])
        raise UsageError(f"{len(found)} plans begin with {reference}: {names}", mend="give more of the id")
    return project.reports.find_plan(found[0]) if found else None


def unknown_plan(project: Project, reference: str | None) -> UsageError:
    """The error for a reference that names no plan, or for no plan at all, with what could be meant."""
    if reference is None:
        return UsageError("there is no plan yet", mend=MADE)
    return UsageError(f"no plan file or plan id {clean(reference)!r}", mend=_meant(project, reference))


def no_such_file(project: Project, file: Path) -> UsageError:
    """The error for a plan file that is not there, with the ones that could be meant."""
    start = project.settings.start
    name = str(file.relative_to(start) if file.is_relative_to(start) else file)
    return UsageError(f"no plan file {clean(name)!r}", mend=_meant(project, name))


def _meant(project: Project, reference: str) -> str:
    ids = project.reports.plan_ids()
    close = get_close_matches(reference, [*ids, *_files_beside(project, reference)], n=SHOWN)
    if close:
        return f"did you mean {' or '.join(shlex.quote(clean(name)) for name in close)}?"
    if not ids:
        return MADE
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return f"the plans here: {', '.join(ids[:SHOWN])}{more}; or make one: {MADE}"


def _files_beside(project: Project, reference: str) -> list[str]:
    """The YAML and JSON files where `reference` would be, as a user would name them."""
    named = Path(reference)
    try:
        found = sorted((project.settings.start / named.parent).iterdir())
    except (OSError, ValueError):
        return []
    return [str(named.parent / file.name) for file in found if file.suffix in (".yaml", ".yml", ".json")]
