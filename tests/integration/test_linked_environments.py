"""A linked Python environment must test the workspace's code, not the user's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cortex_cli.dispatch.linked import editable_places, link_paths, linked_environment
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.team import Link, LinkMode

LINKS = (Link(path=".venv"),)


def project(place: Path, answer: str) -> Path:
    (place / "src" / "shop").mkdir(parents=True)
    (place / "src" / "shop" / "__init__.py").write_text(f"WHERE = {answer!r}\n")
    return place


@pytest.fixture
def user_tree(tmp_path: Path) -> Path:
    """The user's tree with a virtual environment in which it is installed editable."""
    root = project(tmp_path / "user", "the user's tree")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")], check=True)
    packages = next((root / ".venv" / "lib").glob("python*")) / "site-packages"
    (packages / "_editable_impl_shop.pth").write_text(f"{root}/src\n")
    return root


def test_the_editable_install_is_redirected_into_the_workspace(user_tree: Path, tmp_path: Path) -> None:
    workspace = project(tmp_path / "workspace", "the workspace")
    link_paths(LINKS, user_tree, workspace)
    environment = linked_environment(LINKS, user_tree, workspace)
    assert environment["PATH_PREFIX"] == str(workspace / ".venv" / "bin")
    seen = subprocess.run(
        [workspace / ".venv" / "bin" / "python", "-c", "import shop; print(shop.WHERE)"],
        env={"PYTHONPATH": environment["PYTHONPATH"], "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "the workspace"


def test_a_setuptools_import_hook_is_recognised_too(user_tree: Path) -> None:
    packages = next((user_tree / ".venv" / "lib").glob("python*")) / "site-packages"
    (packages / "_editable_impl_shop.pth").unlink()
    (packages / "__editable___shop_1_0_finder.py").write_text(f"MAPPING = {{'shop': '{user_tree}/src/shop'}}\n")
    assert list(editable_places(user_tree / ".venv", user_tree)) == [user_tree / "src", user_tree]


def test_an_environment_without_editable_installs_needs_no_import_path(user_tree: Path, tmp_path: Path) -> None:
    packages = next((user_tree / ".venv" / "lib").glob("python*")) / "site-packages"
    (packages / "_editable_impl_shop.pth").write_text("/somewhere/else\nimport os\n")
    assert set(linked_environment(LINKS, user_tree, tmp_path)) == {"PATH_PREFIX"}
    assert linked_environment((), user_tree, tmp_path) == {}


def test_paths_are_linked_or_copied_and_a_missing_one_is_named(tmp_path: Path) -> None:
    root, workspace = tmp_path / "user", tmp_path / "workspace"
    (root / "data").mkdir(parents=True)
    (root / "data" / "x").write_text("1")
    (root / ".env").write_text("A=1")
    workspace.mkdir()
    link_paths((Link(path="data", mode=LinkMode.COPY), Link(path=".env")), root, workspace)
    assert (workspace / ".env").is_symlink()
    (workspace / "data" / "x").write_text("2")
    assert (root / "data" / "x").read_text() == "1"
    with pytest.raises(ConfigurationError, match="nowhere"):
        link_paths((Link(path="nowhere"),), root, workspace)
