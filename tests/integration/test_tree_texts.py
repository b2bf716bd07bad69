"""Texts of a tree, read from objects when they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import Repository, discover
from cortex_cli.vcs.texts import LARGEST, TreeTexts
from tests.kit.repositories import commit_files, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    files = {
        "a.py": "x = 1\n",
        "marked.py": b"\xef\xbb\xbfx = 1\n",
        "latin.py": b"x = '\xe9'\n",
        "large.py": b"#" * (LARGEST + 1),
        "same.py": "x = 1\n",
    }
    root = make_repository(tmp_path / "r", files)
    (root / "link.py").symlink_to("a.py")
    commit_files(root, {}, "a link")
    return discover(root)


def texts(repository: Repository) -> TreeTexts:
    git = repository.observer
    return TreeTexts(git, {entry.path: entry for entry in tree_entries(git, repository.head())})


def test_a_text_is_read_without_a_mark_at_its_beginning(repository: Repository) -> None:
    assert texts(repository)["a.py"] == texts(repository)["marked.py"] == "x = 1\n"


@pytest.mark.parametrize("path", ["latin.py", "large.py", "link.py", "absent.py"])
def test_what_is_no_text_of_the_tree_is_not_there(repository: Repository, path: str) -> None:
    assert texts(repository).get(path) is None
    assert path not in texts(repository)


def test_many_are_read_at_once_and_only_once(repository: Repository) -> None:
    found = texts(repository)
    found.read(["a.py", "a.py", "same.py", "latin.py", "absent.py"])
    found.read(["a.py"])
    assert (found["a.py"], found["same.py"]) == ("x = 1\n", "x = 1\n")
    assert sorted(found) == ["a.py", "marked.py", "same.py"]
    assert len(found) == 3
