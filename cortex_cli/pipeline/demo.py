"""`cortex demo`: the main job on a small real project, with recorded workers, offline."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cortex_cli.execution.context import Options
from cortex_cli.model.errors import UsageError
from cortex_cli.pipeline.context import Project, Settings, open_project
from cortex_cli.pipeline.execute import Executed, execute
from cortex_cli.pipeline.plan import plan
from cortex_cli.planning.plan_files.reader import PlanFile
from cortex_cli.process.capture import capture
from cortex_cli.process.environment import absolute_path
from cortex_cli.vcs.objects import blob_oid
from cortex_cli.workers.replay import recorded_paths

DATA = Path(__file__).resolve().parent.parent / "demo_project"
REQUEST = "Add JWT authentication with secure token handling"


@dataclass(frozen=True)
class Demonstrated:
    """`place` is the project's directory, gone by now unless it was `kept`.

    `recorded` files make up the finished work; `missing` are those that did not arrive on the branch as recorded,
    because no objective's scope covered them.
    """

    executed: Executed
    place: Path
    kept: bool
    recorded: int
    missing: tuple[str, ...]


def demonstrate(settings: Settings, keep: Path | None) -> Demonstrated:
    """Make the demo's repository, run the request on it, and remove it unless `keep` names a new directory.

    A relative `keep` counts from where the command was called.
    """
    with demo_place(keep and settings.start / keep) as place:
        environment = {
            **settings.environment,
            "CORTEX_DEMO_RECORDING": str(place / "recording"),
            "CORTEX_PYTHON": sys.executable,
        }
        if keep is None:
            environment["XDG_STATE_HOME"] = str(place / "state")
        make_demo_repository(place)
        project = open_project(replace(settings, start=place / "taskapi", environment=environment, team_file=None))
        planned = plan(project, REQUEST)
        executed = execute(project, PlanFile(planned.plan), planned.file, Options())
        missing = tuple(not_arrived(project, executed, place / "recording"))
        recorded = len(tuple(recorded_paths(place / "recording")))
        return Demonstrated(executed, project.repository.root, keep is not None, recorded, missing)


def not_arrived(project: Project, executed: Executed, recording: Path) -> Iterator[str]:
    """The recorded files whose content the published commit does not have."""
    commit = executed.record.run.commit
    arrived = {entry.path: entry.oid for entry in project.entries(commit)} if commit else {}
    for path in recorded_paths(recording):
        if arrived.get(path) != blob_oid((recording / path).read_bytes(), project.repository.object_format):
            yield path


@contextmanager
def demo_place(keep: Path | None) -> Iterator[Path]:
    """A directory for the demo: the one to keep, or a temporary one that is gone afterwards."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="cortex-demo-") as temporary:
            yield Path(temporary)
        return
    if keep.exists() and any(keep.iterdir()):
        raise UsageError(f"{keep} is not empty", mend="name a new directory: cortex demo --keep DIR")
    keep.mkdir(parents=True, exist_ok=True)
    yield keep.resolve()


def make_demo_repository(place: Path) -> None:
    """Copy the project and its recording, and commit the project with its team file."""
    root = place / "taskapi"
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(DATA / "project", root, ignore=unwanted)
    shutil.copytree(DATA / "recording", place / "recording", ignore=unwanted)
    shutil.copyfile(DATA / "team.yaml", root / "team.yaml")
    identity = ("-c", "user.name=Cortex demo", "-c", "user.email=demo@localhost")
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "Cortex demo"),
        ("config", "user.email", "demo@localhost"),
        ("add", "--all"),
        (*identity, "commit", "--quiet", "--message=The task API before the request"),
    ):
        done = capture(["git", *arguments], env=plain_environment(), cwd=root)
        if done.code != 0:
            raise UsageError(f"git {arguments[0]} failed: {done.stderr.decode(errors='replace').strip()}")


def plain_environment() -> dict[str, str]:
    """Nobody's configuration: the demo looks the same everywhere."""
    return {
        "PATH": absolute_path(os.environ),
        "HOME": "/nonexistent",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
