"""Reading a commit's files: texts and symbols."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.analysis.commit.inventory import BATCH, File, read_texts, take_inventory
from cortex_cli.analysis.commit.reading import read_symbols
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import Repository, discover
from tests.kit.repositories import make_repository

SIZES = {
    "a.py": "def a(): ...\n" * 10,
    "b.py": "def b(): ...\n" * 10,
    "c.md": "# c\n",
    "d.py": "import a\na.a()\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return discover(make_repository(tmp_path / "r", SIZES))


def listed(repository: Repository) -> tuple[File, ...]:
    return take_inventory(tree_entries(repository.observer, repository.head())).files


def test_symbols_include_references(repository: Repository) -> None:
    files = [file for file in listed(repository) if file.path == "d.py"]
    assert read_symbols(repository.observer, files)["d.py"].references == ("a",)


def test_texts_come_in_order_and_progress_is_told(tmp_path: Path) -> None:
    many = {f"f{number:04}.py": f"x = {number}\n" for number in range(BATCH + 10)}
    repository = discover(make_repository(tmp_path / "many", many))
    told: list[int] = []
    found = list(read_texts(repository.observer, listed(repository), told.append))
    assert [file.path for file, _ in found] == sorted(many)
    assert [text for _, text in found] == [many[path] for path in sorted(many)]
    assert told == [BATCH, BATCH + 10]


def test_equal_contents_under_two_names_are_read_for_both(tmp_path: Path) -> None:
    repository = discover(make_repository(tmp_path / "twins", {"a.py": "x = 1\n", "b.py": "x = 1\n"}))
    assert [text for _, text in read_texts(repository.observer, listed(repository))] == ["x = 1\n", "x = 1\n"]
