"""The scope of one objective of a plan file, for `cortex check --objective`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from cortex_cli.config.documents import read_document
from cortex_cli.model.errors import UsageError
from cortex_cli.model.scope import Scope
from cortex_cli.pipeline.scope_check import WorkingScope


def scope_from_plan(objective: str, plan_file: Path | None, directory: Path) -> WorkingScope:
    """The scope in a plan file, or in the newest plan of the clone around `directory`.

    Only what is asked is read, not the whole plan: no validator is loaded.
    """
    top = find_top(directory)
    file = plan_file or newest_plan(top)
    content: Mapping[str, Any] = read_document(file).data
    for entry in content.get("objectives") or ():
        if isinstance(entry, dict) and entry.get("id") == objective:
            scope = scope_of(entry.get("scope", {}), file).with_forbid(content.get("global_forbid") or ())
            fold_case = bool(content.get("fold_case", False))
            touch = scope.touch if scope.touch is not None else ("**",)
            return WorkingScope(objective, str(top), touch, partial(scope.matches, fold_case=fold_case))
    raise UsageError(f"the plan has no objective {objective!r}", where=str(file), mend=f"cortex plan --check {file}")


def scope_of(written: Any, file: Path) -> Scope:
    try:
        return Scope(**written)
    except TypeError as error:
        raise UsageError(f"a scope has only touch, read and forbid: {error}", where=str(file)) from error


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
