"""`cortex init`: a commented team.yaml for this repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cortex_cli.config.detected import Detected
from cortex_cli.config.detection import detect
from cortex_cli.config.team import find_team, load_team
from cortex_cli.model.errors import RefusedError
from cortex_cli.pipeline.context import Settings
from cortex_cli.rendering.environment import render
from cortex_cli.vcs.repository import discover


@dataclass(frozen=True)
class Initialised:
    file: Path
    detected: Detected


def initialise(settings: Settings, *, force: bool = False) -> Initialised:
    """Write team.yaml at the top of the repository; RefusedError where there is one, unless `force`."""
    root = discover(settings.start).root
    present = find_team(root)
    if present is not None and not force:
        raise RefusedError("this repository has a team file already", where=str(present), mend="cortex init --force")
    detected = detect(root, settings.environment)
    file = present if present is not None and present.suffix != ".json" else root / "team.yaml"
    file.write_text(render("team.yaml.j2", {"detected": detected}), encoding="utf-8")
    load_team(file, settings.environment)
    return Initialised(file, detected)
