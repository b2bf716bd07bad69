"""The place where a worker or a gate works: a plain checkout that is thrown away afterwards."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.dispatch.linked import link_paths, linked_environment
from cortex_cli.model.encoding import json_text
from cortex_cli.model.errors import ExecutionError
from cortex_cli.model.events import Activity, Emit
from cortex_cli.model.expression import expression_of
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import WorkspaceSettings
from cortex_cli.process.environment import absolute_path, child_environment
from cortex_cli.process.supervisor import Command, supervise
from cortex_cli.vcs.checkouts import Checkout, create_checkout
from cortex_cli.vcs.manifest import Manifest, WalkLimits, read_manifest
from cortex_cli.vcs.observer import remove_tree
from cortex_cli.vcs.repository import Identity, Repository


@dataclass(frozen=True)
class Workshop:
    """What all workspaces of a run share; `directory` holds them, `environment` is the user's own."""

    repository: Repository
    settings: WorkspaceSettings
    directory: Path
    environment: Mapping[str, str]
    author: Identity
    limits: WalkLimits


@dataclass(frozen=True)
class Workspace:
    """A checkout ready to work in; `prepared` is what its setup commands left behind, None without any."""

    name: str
    directory: Path
    checkout: Checkout
    environment: Mapping[str, str]
    linked: frozenset[str]
    prepared: Manifest | None

    @property
    def path(self) -> Path:
        return self.checkout.path

    @property
    def scratch(self) -> Path:
        return self.directory / "tmp"


@asynccontextmanager
async def open_workspace(
    shop: Workshop, name: str, *, commit: str, tree: str, emit: Emit, mark: str
) -> AsyncIterator[Workspace]:
    """A fresh workspace with the files of `tree`; it is gone when the block ends, whatever happened in it."""
    directory = shop.directory / name
    await asyncio.to_thread(remove_tree, directory)
    try:
        yield await prepare(shop, name, directory, commit, tree, emit, mark)
    finally:
        await asyncio.shield(asyncio.to_thread(remove_tree, directory))


async def prepare(
    shop: Workshop, name: str, directory: Path, commit: str, tree: str, emit: Emit, mark: str
) -> Workspace:
    """Check out, link, and run the setup commands."""
    (directory / "tmp").mkdir(parents=True, mode=0o700)
    checkout = await asyncio.to_thread(
        create_checkout,
        shop.repository,
        path=directory / "tree",
        commit=commit,
        tree=tree,
        author=shop.author,
    )
    linked = await asyncio.to_thread(link_paths, shop.settings.link, shop.repository.root, checkout.path)
    environment = workspace_environment(shop, checkout.path, directory / "tmp")
    for number, argv in enumerate(shop.settings.setup, 1):
        emit(Activity(f"setting up {name} ({number} of {len(shop.settings.setup)}): {argv[0]}"))
        await run_setup(shop, argv, checkout.path, environment, directory / f"setup-{number}.log", f"{mark}/setup")
    prepared = None
    if shop.settings.setup:
        limits = WalkLimits(shop.limits.file_bytes, linked, shop.limits.object_format)
        prepared = await asyncio.to_thread(read_manifest, checkout.path, limits)
    return Workspace(name, directory, checkout, environment, linked, prepared)


def workspace_environment(shop: Workshop, path: Path, scratch: Path) -> dict[str, str]:
    """What every process in a workspace sees: little of the user's shell, and temporary files of its own."""
    linked = linked_environment(shop.settings.link, shop.repository.root, path)
    # What the team sets comes behind what is linked: before it, gates would test the user's tree again.
    places = {
        "PATH": (linked.get("PATH_PREFIX"), absolute_path({**shop.environment, **shop.settings.env})),
        "PYTHONPATH": (linked.get("PYTHONPATH"), shop.settings.env.get("PYTHONPATH")),
    }
    joined = {name: os.pathsep.join(filter(None, parts)) for name, parts in places.items() if any(parts)}
    own = {
        "TMPDIR": str(scratch),
        "CORTEX_WORKSPACE": str(path),
        "GIT_CEILING_DIRECTORIES": str(path.parent),
    }
    return child_environment(shop.environment, {**own, **shop.settings.env, **joined})


async def run_setup(
    shop: Workshop, argv: tuple[str, ...], path: Path, environment: Mapping[str, str], log: Path, mark: str
) -> None:
    """Run one setup command; ExecutionError with the end of its output when it fails."""
    lines: list[str] = []
    done = await supervise(
        Command(argv, path, environment, mark, log, shop.settings.setup_timeout, 64_000_000), lines.append
    )
    if done.reason:
        raise ExecutionError(
            f"workspace.setup failed: {' '.join(argv)}: {done.reason}: {' / '.join(lines[-3:])}",
            mend="run that command in a fresh clone, and correct workspace.setup in team.yaml",
        )


def write_scope_file(path: Path, objective_id: str, scope: Scope, *, root: Path, fold_case: bool) -> None:
    """The file that `cortex check` reads in a workspace, named by $CORTEX_SCOPE_FILE."""
    touch = scope.touch if scope.touch is not None else ("**",)
    content = {
        "schema": "cortex/scope/v1",
        "objective": objective_id,
        "root": str(root),
        "fold_case": fold_case,
        "touch": list(touch),
        "forbid": list(scope.forbid),
        "touch_expression": expression_of(touch, fold_case),
        "forbid_expression": expression_of(scope.forbid, fold_case),
    }
    path.write_text(json_text(content), encoding="utf-8")
