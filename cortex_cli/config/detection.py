"""Looking at a repository and a machine for what a first team file should hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cortex_cli.config.coding_agents import coding_agents, sweep_workers
from cortex_cli.config.detected import Detected
from cortex_cli.config.other_gates import go_gates, make_gates, node_gates, rust_gates
from cortex_cli.config.project import Project
from cortex_cli.config.python_gates import python_gates

SECRETS = ("**/.env", "**/*.pem", "**/*.key")


def detect(root: Path, environment: Mapping[str, str]) -> Detected:
    """Gates, workers, links and forbidden patterns for the project at `root`; any of them may be empty.

    Reads files and looks along PATH, runs and writes nothing. What cannot be read counts as not there.
    """
    project = Project(root, environment)
    gates = [*python_gates(project), *node_gates(project), *go_gates(project), *rust_gates(project)]
    return Detected(
        gates=(*gates, *make_gates(project, gates)),
        workers=(*coding_agents(project), *sweep_workers(project)),
        links=link_candidates(project),
        forbid=SECRETS,
    )


def link_candidates(project: Project) -> tuple[str, ...]:
    """Installed dependencies that a workspace would lack: Python environments and `node_modules`."""
    modules = ("node_modules",) if (project.root / "node_modules").is_dir() else ()
    return (*project.environments, *modules)
