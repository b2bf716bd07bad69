"""Where text of the user's is that a plan file could not keep."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.cli.session import Session, shown
from cortex_cli.pipeline.context import Project


def tell_kept(current: Session, project: Project, kept: Path | None) -> None:
    """Say where the text is, even where little is to be said; nothing where none was lost."""
    if kept is not None:
        place = shown(kept, project.repository.root)
        current.face.warn(f"your text, with its comments, is kept in {place}")
