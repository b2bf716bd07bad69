"""Uncommitted work of the user's where a run would write: told, with how to put it away."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from cortex_cli.model.errors import RefusedError
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.pipeline.context import Project
from cortex_cli.vcs.status import dirty_paths

SHOWN = 5
STASHED = 20
PLAIN = re.compile(r"[^:*?\[\\][^*?\[\\]*")
"""Paths that git takes for themselves, and for no pattern."""


def refuse_dirty(project: Project, plan: Plan, file: Path | None = None) -> None:
    """RefusedError where uncommitted work lies inside a touch scope: the run would start without it."""
    mine = tuple(dirty.path for dirty in dirty_paths(project.repository) if not project.reports.owns(dirty.path))
    inside = [
        (path, objective.id)
        for path in mine
        for objective in plan.objectives
        if effective(objective, plan).matches(path, fold_case=plan.fold_case)
    ]
    if inside:
        shown = ", ".join(f"{path} ({name})" for path, name in inside[:SHOWN])
        more = f" and {len(inside) - SHOWN} more" if len(inside) > SHOWN else ""
        raise RefusedError(
            f"uncommitted changes lie inside a touch scope: {shown}{more}",
            where=str(project.repository.root),
            mend=stashing(project, list(dict.fromkeys(path for path, _ in inside)), file),
        )


def stashing(project: Project, paths: Sequence[str], file: Path | None) -> str:
    """How to put away uncommitted work at `paths`; only those, and neither the plan in `file` nor the team file.

    Many are not listed, and names that could not be typed are not either: these are to be committed.
    """
    root = project.repository.root
    needed = {(root / given).resolve() for given in (file, project.team.path) if given is not None}
    if len(paths) > STASHED or not all(path.isprintable() for path in paths):
        return "commit them"
    if any((root / path).resolve() in needed for path in paths):
        return "commit them: what this run is to follow is among them"
    plain = project.settings.start.resolve() == root.resolve()
    names = [path if plain and PLAIN.fullmatch(path) else f":(top,literal){path}" for path in paths]
    return f"commit or stash them: git stash push --include-untracked -- {shlex.join(names)}"


def effective(objective: Objective, plan: Plan) -> Scope:
    return objective.scope.with_forbid(plan.global_forbid)
