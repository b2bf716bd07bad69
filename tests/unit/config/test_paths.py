"""Where Cortex keeps what is not part of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.config.paths import clone_directory, state_directory, workspaces_directory


def test_state_is_where_the_user_wants_it() -> None:
    assert state_directory({"XDG_STATE_HOME": "/state", "HOME": "/home/ann"}) == Path("/state/cortex")


@pytest.mark.parametrize("chosen", ["", "relative/place"])
def test_without_an_absolute_choice_state_is_below_home(chosen: str) -> None:
    environment = {"XDG_STATE_HOME": chosen, "HOME": "/home/ann"}
    assert state_directory(environment) == Path("/home/ann/.local/state/cortex")


def test_without_a_home_the_account_has_one() -> None:
    assert state_directory({}).is_absolute()


def test_a_clone_has_one_directory_in_git() -> None:
    assert clone_directory(Path("/r/.git")) == Path("/r/.git/cortex")


def test_each_clone_has_workspaces_of_its_own_outside_itself(tmp_path: Path) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path / "state")}
    first = workspaces_directory(environment, tmp_path / "a" / ".git")
    second = workspaces_directory(environment, tmp_path / "b" / ".git")
    assert first != second
    assert first.is_relative_to(tmp_path / "state" / "cortex" / "workspaces")


def test_a_clone_reached_through_a_link_is_the_same_clone(tmp_path: Path) -> None:
    (tmp_path / "real" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    environment = {"HOME": str(tmp_path)}
    real = workspaces_directory(environment, tmp_path / "real" / ".git")
    assert workspaces_directory(environment, tmp_path / "link" / ".git") == real


def test_a_clone_with_an_undecodable_name_has_workspaces(tmp_path: Path) -> None:
    assert workspaces_directory({"HOME": "/h"}, tmp_path / "caf\udce9" / ".git").name
