"""`cortex check FILES`: are these files in the scope of the objective being worked on?

This is asked in hooks, at every commit of every worker: it imports neither typer, pydantic nor GitPython.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cortex_cli.model.errors import ConfigurationError, UsageError
from cortex_cli.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Finding:
    path: str
    objective: str | None
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class ScopeCheck:
    """`objective` is None where no objective is being worked on: then there is nothing to check."""

    objective: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class WorkingScope:
    """The scope in force: patterns count from `root`."""

    objective: str
    root: Path
    scope: Scope
    fold_case: bool


def check_scope(files: Sequence[str], directory: Path, scope: WorkingScope | None) -> ScopeCheck:
    """Judge each file, given relative to `directory` or absolute."""
    if scope is None:
        return ScopeCheck(None, ())
    return ScopeCheck(scope.objective, tuple(findings(files, directory, scope)))


def findings(files: Sequence[str], directory: Path, scope: WorkingScope) -> Iterable[Finding]:
    root = os.path.realpath(scope.root)
    base = os.path.realpath(directory)
    for name in files:
        path = os.path.relpath(os.path.normpath(Path(base, name)), root).replace(os.sep, "/")
        if path.split("/")[0] == "..":
            yield Finding(path, scope.objective, "outside_repository", "lies outside the repository")
        elif not scope.scope.matches(path, fold_case=scope.fold_case):
            touch = ", ".join(scope.scope.touch or ()) or "nothing"
            message = f"outside the scope of {scope.objective}, which may touch {touch}"
            yield Finding(path, scope.objective, "outside_scope", message)


def scope_from_environment(environment: Mapping[str, str]) -> WorkingScope | None:
    """The scope in `$CORTEX_SCOPE_FILE`, which every worker is given; None where it is not set."""
    name = environment.get("CORTEX_SCOPE_FILE")
    if not name:
        return None
    try:
        content = json.loads(Path(name).read_text(encoding="utf-8"))
        scope = Scope(**content["scope"])
        return WorkingScope(content["objective"], Path(content["root"]), scope, content["fold_case"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            f"the scope file cannot be read: {error}",
            where=name,
            mend="unset CORTEX_SCOPE_FILE outside of a worker",
        ) from error


def scope_from_plan(objective: str, plan_file: Path | None, directory: Path) -> WorkingScope:
    """The scope of an objective in a plan file, or in the newest plan of the clone around `directory`."""
    from cortex_cli.config.documents import load_document  # YAML is only read where a plan is named

    top = find_top(directory)
    file = plan_file or newest_plan(top)
    document = load_document(file.read_bytes(), str(file))
    content: Mapping[str, Any] = document.data
    for entry in content.get("objectives") or ():
        if isinstance(entry, dict) and entry.get("id") == objective:
            scope = Scope(**entry.get("scope", {})).with_forbid(content.get("global_forbid") or ())
            return WorkingScope(objective, top, scope, bool(content.get("fold_case", False)))
    raise UsageError(f"the plan has no objective {objective!r}", where=str(file), mend=f"cortex plan --check {file}")


def find_top(directory: Path) -> Path:
    for place in (directory, *directory.parents):
        if (place / ".git").exists():
            return place
    raise UsageError("not a git repository", where=str(directory), mend="run this inside the repository of the plan")


def newest_plan(top: Path) -> Path:
    """The newest plan file of the clone, by modification time."""
    git_dir = top / ".git"
    if git_dir.is_file():
        git_dir = top / git_dir.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    common = git_dir / "commondir"
    clone = git_dir / common.read_text(encoding="utf-8").strip() if common.is_file() else git_dir
    plans = sorted((clone / "cortex" / "reports" / "plans").glob("*.yaml"), key=lambda path: path.stat().st_mtime_ns)
    if not plans:
        raise UsageError("there is no plan yet", mend='cortex plan "what you want done", or name one: --plan FILE')
    return plans[-1]
