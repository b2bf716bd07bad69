"""What every process in a workspace sees: linked dependencies first, what the team sets behind them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cortex_cli.dispatch.workspace import Workshop, workspace_environment
from cortex_cli.model.team import Link, WorkspaceSettings
from cortex_cli.vcs.manifest import WalkLimits
from cortex_cli.vcs.repository import Identity, Repository

SHELL = {"PATH": "/usr/bin:relative::/bin", "HOME": "/home/ada", "PYTHONPATH": "/ada/own", "SECRET": "x", "LC_ALL": "C"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The user's tree, with an environment in which `src` is installed editable."""
    root = tmp_path / "user"
    packages = root / ".venv" / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    (root / "src").mkdir()
    (root / ".venv" / "bin").mkdir()
    (root / ".venv" / "bin" / "python").touch()
    (packages / "_editable_impl_shop.pth").write_text(f"{root}/src\n")
    return root


def seen(tree: Path, workspace: Path, env: Mapping[str, str], *links: str) -> dict[str, str]:
    """The environment in `workspace` where the team links `links` and sets `env`."""
    settings = WorkspaceSettings(link=tuple(Link(path=link) for link in links), env=env)
    repository = Repository(tree, tree / ".git", tree / ".git", "sha1", False, None, {})
    shop = Workshop(repository, settings, workspace.parent, SHELL, Identity("Ada", "a@example.org"), WalkLimits(1))
    return workspace_environment(shop, workspace, workspace.parent / "tmp")


def test_the_teams_import_path_comes_behind_the_redirected_one(tree: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w" / "tree"
    environment = seen(tree, workspace, {"PYTHONPATH": f"{tree}/src:/opt/lib"}, ".venv")
    assert environment["PYTHONPATH"] == f"{workspace}/src:{tree}/src:/opt/lib"


def test_each_of_the_two_import_paths_stands_alone_where_the_other_is_missing(tree: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w" / "tree"
    assert seen(tree, workspace, {}, ".venv")["PYTHONPATH"] == f"{workspace}/src"
    assert seen(tree, workspace, {"PYTHONPATH": "/opt/lib"})["PYTHONPATH"] == "/opt/lib"
    assert seen(tree, workspace, {"PYTHONPATH": ""}, ".venv")["PYTHONPATH"] == f"{workspace}/src"
    assert "PYTHONPATH" not in seen(tree, workspace, {})


def test_linked_programs_come_before_the_teams_path_and_that_before_nothing_relative(
    tree: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "w" / "tree"
    assert seen(tree, workspace, {}, ".venv")["PATH"] == f"{workspace}/.venv/bin:/usr/bin:/bin"
    assert seen(tree, workspace, {"PATH": "/opt/bin:.:bin"}, ".venv")["PATH"] == f"{workspace}/.venv/bin:/opt/bin"
    assert seen(tree, workspace, {})["PATH"] == "/usr/bin:/bin"


def test_little_of_the_users_shell_is_seen_and_the_rest_is_the_workspaces_own(tree: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w" / "tree"
    environment = seen(tree, workspace, {"CI": "1", "TMPDIR": "/elsewhere"})
    assert environment == {
        "PATH": "/usr/bin:/bin",
        "HOME": "/home/ada",
        "LC_ALL": "C",
        "CI": "1",
        "TMPDIR": "/elsewhere",
        "CORTEX_WORKSPACE": str(workspace),
        "GIT_CEILING_DIRECTORIES": str(workspace.parent),
    }
