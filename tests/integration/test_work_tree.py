"""Work trees found without GitPython: wherever git would find one, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cortex_cli.model.errors import ExecutionError
from cortex_cli.vcs.repository import discover
from cortex_cli.vcs.work_tree import find_work_tree
from tests.kit.repositories import commit_files, git, make_repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "repository", {"a": "", "s/t/b": "", "s/c": ""})


def found_from(place: Path) -> Path | None:
    tree = find_work_tree(place)
    return tree.root if tree else None


def test_it_is_found_from_its_top_and_from_below(root: Path) -> None:
    for place in (root, root / "s", root / "s" / "t"):
        assert found_from(place) == root == discover(place).root


def test_through_a_symbolic_link_it_is_the_one_that_the_link_leads_to(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root / "s")
    assert found_from(tmp_path / "link") == root


def test_a_repository_within_another_is_the_nearer_one(root: Path) -> None:
    inner = make_repository(root / "s" / "inner", {"x": ""})
    assert found_from(inner) == inner
    assert found_from(root / "s") == root


def test_a_linked_work_tree_has_its_own_index(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    commit_files(tmp_path / "linked", {"new": ""}, "more")
    linked, main = find_work_tree(tmp_path / "linked" / "s"), find_work_tree(root)
    assert linked is not None and main is not None
    assert linked.root == tmp_path / "linked"
    assert linked.tracked() == ("a", "new", "s/c", "s/t/b")
    assert main.tracked() == ("a", "s/c", "s/t/b")


def test_a_submodule_is_a_work_tree_of_its_own(root: Path, tmp_path: Path) -> None:
    part = make_repository(tmp_path / "part", {"inside": ""})
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(part), "sub")
    tree = find_work_tree(root / "sub")
    assert tree is not None
    assert (tree.root, tree.tracked()) == (root / "sub", ("inside",))
    assert "sub" in (find_work_tree(root) or tree).tracked()


def test_outside_in_a_bare_one_and_in_a_git_directory_there_is_none(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    for place in (tmp_path, tmp_path / "bare.git", root / ".git", root / ".git" / "refs"):
        assert found_from(place) is None


@pytest.mark.parametrize("content", [b"", b"gitdir: /nowhere", b"\xff\xfe", b"gitdir: .."])
def test_a_git_file_that_leads_nowhere_is_passed_over(root: Path, content: bytes) -> None:
    (root / "s" / ".git").write_bytes(content)
    assert found_from(root / "s" / "t") == root


def test_tracked_files_come_once_each_whatever_their_bytes_and_conflicts(root: Path) -> None:
    odd = os.fsdecode(b"s/\xff\n")
    git(root, "checkout", "-q", "-b", "theirs")
    commit_files(root, {"a": "theirs", odd: ""}, "theirs")
    git(root, "checkout", "-q", "main")
    commit_files(root, {"a": "ours"}, "ours")
    with pytest.raises(Exception, match="merge"):
        git(root, "merge", "-q", "theirs")
    tree = find_work_tree(root)
    assert tree is not None
    assert tree.tracked() == ("a", "s/c", "s/t/b", odd)


def test_case_is_ignored_where_git_says_so(root: Path) -> None:
    tree = find_work_tree(root)
    assert tree is not None
    assert not tree.ignores_case()
    git(root, "config", "core.ignoreCase", "true")
    assert tree.ignores_case()


def test_nothing_that_the_repository_configures_runs(root: Path) -> None:
    git(root, "config", "core.fsmonitor", f"touch {root}/ran")
    git(root, "config", "core.hooksPath", str(root))
    tree = find_work_tree(root)
    assert tree is not None
    assert tree.tracked()
    assert not tree.ignores_case()
    assert not (root / "ran").exists()


def test_without_git_it_is_found_but_not_read(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    tree = find_work_tree(root)
    assert tree is not None
    with pytest.raises(ExecutionError, match="git cannot be started"):
        tree.tracked()
