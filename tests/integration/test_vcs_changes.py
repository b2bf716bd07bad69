"""What is staged is read as git would commit it, and where two branches part."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.model.errors import RefusedError, RepositoryError
from cortex_cli.vcs.changes import merge_base, staged_entries
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import discover
from tests.kit.repositories import commit_files, git, make_repository, write_files


@pytest.mark.parametrize("known", [True, False])
def test_the_staged_entries_are_those_of_the_next_commit(tmp_path: Path, known: bool) -> None:
    root = make_repository(tmp_path / "r", {"kept": "1\n", "changed": "2\n", "gone": "3\n", "run": "4\n"})
    write_files(root, {"changed": "more\n", "new\nname é": "5\n", "d/e": b"\0\xff", "empty": ""})
    (root / "gone").unlink()
    (root / "run").chmod(0o755)
    (root / "link").symlink_to("kept")
    git(root, "add", "-A")
    oid = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{oid},module")
    repository = discover(root)
    before = tree_entries(repository.observer, oid)
    staged = staged_entries(repository, before if known else ())
    git(root, "commit", "-q", "-m", "next")
    assert staged == tree_entries(repository.observer, repository.head())


def test_reading_what_is_staged_leaves_the_index_as_it_is(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1\n"})
    write_files(root, {"a": "2\n"})
    git(root, "add", "a")
    before = (root / ".git/index").read_bytes()
    staged_entries(discover(root), ())
    assert (root / ".git/index").read_bytes() == before


def test_another_index_can_be_read(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1\n"})
    (tmp_path / "other").write_bytes((root / ".git/index").read_bytes())
    write_files(root, {"b": "2\n"})
    git(root, "add", "b")
    repository = discover(root)
    assert [entry.path for entry in staged_entries(repository, ())] == ["a", "b"]
    assert [entry.path for entry in staged_entries(repository, (), tmp_path / "other")] == ["a"]


def test_a_conflict_is_named(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1\n"})
    oid = git(root, "rev-parse", "HEAD:a")
    git(root, "rm", "-q", "--cached", "a")
    stages = "".join(f"100644 {oid} {stage}\ta\n" for stage in (1, 2, 3))
    git(root, "update-index", "--index-info", stdin=stages.encode())
    with pytest.raises(RefusedError, match=r"files are in conflict: a$"):
        staged_entries(discover(root), ())


def test_branches_part_where_they_have_the_last_commit_in_common(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1\n"})
    base = git(root, "rev-parse", "HEAD")
    one = commit_files(root, {"a": "2\n"}, "one")
    git(root, "switch", "-q", "-c", "other", base)
    other = commit_files(root, {"b": "2\n"}, "other")
    assert merge_base(discover(root), one, other) == base
    git(root, "switch", "-q", "--orphan", "apart")
    apart = commit_files(root, {"c": "1\n"}, "apart")
    with pytest.raises(RepositoryError, match="have no commit in common"):
        merge_base(discover(root), one, apart)
