"""The benchmark of the index runs on small repositories, and says what it compares itself with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks import index
from benchmarks.index_repositories import CHANGED, generated, run_git


def test_it_measures_a_generated_repository_and_a_clone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = generated(30, tmp_path).root
    index.main(["--sizes", "20", "--rounds", "1", "--clones", str(source)])
    printed = capsys.readouterr()
    rows = [line for line in printed.out.splitlines() if line.startswith("| generated")]
    assert next(row.split(" | ")[1] for row in rows if "20 files" in row) == "20"
    assert len(rows) == 6
    assert "| cold |" in printed.out and "## The cold run by stages" in printed.out


def test_without_ctags_it_says_so_loudly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    only_git = tmp_path / "bin"
    only_git.mkdir()
    (only_git / "git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(only_git))
    index.main(["--sizes", "5", "--rounds", "1"])
    printed = capsys.readouterr()
    assert "WARNING: ctags is not installed" in printed.err
    assert "On this machine ctags is not installed" in printed.out


def test_generated_repositories_are_the_same_each_time_and_change_ten_files(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, other = generated(40, tmp_path), generated(40, tmp_path / "again")
    assert one.commit == other.commit
    assert len(run_git(one.root, "diff", "--name-only", one.commit, one.changed).splitlines()) == CHANGED
