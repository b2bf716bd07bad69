"""How a commit stands to HEAD, asked of real git."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.model.movement import Movement, Relation
from cortex_cli.vcs.movement import movement, renames
from cortex_cli.vcs.repository import Repository, discover
from tests.kit.repositories import commit_files, git, make_repository

LINES = "".join(f"line {number}\n" for number in range(30))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "repository", {"a.py": LINES, "b.py": "1\n", "c.py": "2\n"})


def opened(root: Path) -> Repository:
    return discover(root)


def test_head_is_where_the_plan_is(root: Path) -> None:
    head = git(root, "rev-parse", "HEAD")
    assert movement(opened(root).observer, head, head) == Movement(head, head, Relation.SAME)


def test_later_commits_are_counted_and_their_paths_told(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    commit_files(root, {"b.py": "more\n", "new/ü.py": "3\n"}, "second")
    (root / "c.py").unlink()
    head = commit_files(root, {}, "third")
    found = movement(opened(root).observer, base, head)
    assert found == Movement(base, head, Relation.AHEAD, 2, ("b.py", "c.py", "new/ü.py"), ("c.py",))


def test_what_was_changed_and_changed_back_has_not_moved(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    commit_files(root, {"b.py": "other\n"}, "there")
    head = commit_files(root, {"b.py": "1\n"}, "and back")
    assert movement(opened(root).observer, base, head).changed == ()


def test_a_mode_counts_as_a_change(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    (root / "b.py").chmod(0o755)
    head = commit_files(root, {}, "executable")
    assert movement(opened(root).observer, base, head).changed == ("b.py",)


def test_another_branch_stands_apart_and_its_paths_are_told_all_the_same(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    base = commit_files(root, {"b.py": "one way\n"}, "one way")
    git(root, "checkout", "-q", "-b", "other", first)
    head = commit_files(root, {"c.py": "another\n"}, "another way")
    found = movement(opened(root).observer, base, head)
    assert (found.relation, found.commits, found.changed) == (Relation.APART, 1, ("b.py", "c.py"))


def test_an_amended_commit_with_the_same_content_has_moved_nothing(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "commit", "-q", "--amend", "-m", "in other words")
    found = movement(opened(root).observer, base, git(root, "rev-parse", "HEAD"))
    assert (found.relation, found.changed) == (Relation.APART, ())


@pytest.mark.parametrize(
    "base", ["f" * 40, "f" * 64, "main", "HEAD", "", "--output=/tmp/x", "a\nb", "F" * 40, "0" * 40, "deadbeef"]
)
def test_whatever_is_no_commit_of_the_clone_is_unknown(root: Path, base: str) -> None:
    head = git(root, "rev-parse", "HEAD")
    assert movement(opened(root).observer, base, head) == Movement(base, head, Relation.UNKNOWN)


def test_a_tree_is_no_commit(root: Path) -> None:
    head, tree = git(root, "rev-parse", "HEAD"), git(root, "rev-parse", "HEAD^{tree}")
    assert movement(opened(root).observer, tree, head).relation is Relation.UNKNOWN


def test_a_commit_beyond_the_border_of_a_shallow_clone_is_unknown(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    commit_files(root, {"b.py": "2\n"}, "second")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
    shallow = tmp_path / "shallow"
    found = movement(opened(shallow).observer, base, git(shallow, "rev-parse", "HEAD"))
    assert found.relation is Relation.UNKNOWN


def test_a_commit_whose_trees_a_partial_clone_left_out_is_unknown(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "config", "uploadpack.allowFilter", "true")
    commit_files(root, {"b.py": "2\n"}, "second")
    git(tmp_path, "clone", "-q", "--filter=tree:0", f"file://{root}", "partial")
    partial = tmp_path / "partial"
    found = movement(opened(partial).observer, base, git(partial, "rev-parse", "HEAD"))
    assert found.relation is Relation.UNKNOWN


def test_renames_are_found_also_where_some_lines_changed(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    (root / "a.py").unlink()
    (root / "b.py").unlink()
    head = commit_files(
        root, {"deep/new name.py": LINES.replace("line 7", "seven"), "z.py": "something else\n"}, "moved"
    )
    assert renames(opened(root).observer, base, head) == {"a.py": "deep/new name.py"}


def test_the_users_own_settings_for_renames_do_not_count(root: Path) -> None:
    git(root, "config", "diff.renames", "false")
    git(root, "config", "diff.renameLimit", "1")
    base = git(root, "rev-parse", "HEAD")
    git(root, "mv", "a.py", "moved.py")
    head = commit_files(root, {}, "moved")
    assert renames(opened(root).observer, base, head) == {"a.py": "moved.py"}
