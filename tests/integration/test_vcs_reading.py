"""Reading a real repository: whatever is in it, and without running any of its configuration."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cortex_cli.model.errors import RepositoryError
from cortex_cli.vcs.history import read_history
from cortex_cli.vcs.objects import blob_oid, read_blobs, tree_entries
from cortex_cli.vcs.repository import discover
from cortex_cli.vcs.status import dirty_paths
from tests.kit.repositories import commit_files, git, make_repository

ODD = b"\xff\nodd".decode("utf-8", "surrogateescape")


def test_the_repository_is_found_from_below_and_says_who_commits(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"deep/down/x": "1"})
    found = discover(root / "deep" / "down")
    assert found.root == root
    assert found.branch() == "main"
    assert found.identity is not None
    assert found.identity.email == "ada@example.org"
    assert found.head() == git(root, "rev-parse", "HEAD")


def test_a_linked_worktree_shares_the_clones_common_directory(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"x": "1"})
    git(root, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    found = discover(tmp_path / "linked")
    assert found.root == tmp_path / "linked"
    assert found.common_dir == root / ".git"
    assert found.branch() is None
    assert found.head() == git(root, "rev-parse", "HEAD")


@pytest.mark.parametrize("kind", ["none", "bare", "unborn", "missing"])
def test_places_without_a_usable_repository_are_refused_with_what_mends_it(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "p"
    if kind != "missing":
        place.mkdir()
    if kind == "bare":
        git(place, "init", "-q", "--bare")
    if kind == "unborn":
        git(place, "init", "-q")
    with pytest.raises(RepositoryError) as caught:
        discover(place).head()
    assert caught.value.mend


def test_entries_and_blobs_survive_names_that_are_not_text(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "x = 1\n", ODD: b"\x00\x01"})
    (root / "link").symlink_to("a.py")
    commit_files(root, {}, "link")
    found = discover(root)
    entries = {entry.path: entry for entry in tree_entries(found.observer, found.head())}
    assert sorted(entries) == sorted(["a.py", "link", ODD])
    assert entries["link"].mode == "120000"
    assert entries["a.py"].size == 6
    contents = dict(read_blobs(found.observer, [entry.oid for entry in entries.values()]))
    assert contents[entries[ODD].oid] == b"\x00\x01"
    assert entries["a.py"].oid == blob_oid(b"x = 1\n")


def test_history_comes_newest_first_with_the_paths_of_each_commit(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1"})
    commit_files(root, {"b": "2", ODD: "3"}, "second\n\nwith a body\x1e\x1f and odd characters")
    found = discover(root)
    newest, oldest = read_history(found.observer, found.head())
    assert sorted(newest.paths) == sorted(["b", ODD])
    assert newest.message.startswith("second\n\nwith a body")
    assert oldest.paths == ("a",)


def test_a_shallow_clone_reads_as_far_as_it_goes(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1"})
    commit_files(root, {"b": "2"}, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    found = discover(tmp_path / "shallow")
    assert found.is_shallow()
    assert [commit.message for commit in read_history(found.observer, found.head())] == ["second"]


def test_only_real_differences_are_dirty_and_the_index_is_left_untouched(tmp_path: Path) -> None:
    root = make_repository(
        tmp_path / "r", {"same": "1", "changed": "1", "staged": "1", "gone": "1", ".gitignore": "*.tmp\n"}
    )
    os.utime(root / "same", (1, 1))
    (root / "changed").write_text("2")
    (root / "staged").write_text("2")
    git(root, "add", "staged")
    (root / "gone").unlink()
    (root / "new").write_text("n")
    (root / "x.tmp").write_text("ignored")
    index = (root / ".git" / "index").read_bytes()
    found = {dirty.path: dirty.untracked for dirty in dirty_paths(discover(root))}
    assert found == {"changed": False, "gone": False, "new": True, "staged": False}
    assert (root / ".git" / "index").read_bytes() == index


def test_nothing_that_the_repository_configures_runs_while_it_is_read(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "1", ".gitattributes": "* filter=evil diff=evil\n"})
    marker = tmp_path / "ran"
    hook = root / ".git" / "hooks" / "post-index-change"
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n")
    hook.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "filter.evil.clean",
        "filter.evil.smudge",
        "diff.evil.textconv",
        "diff.external",
    ):
        git(root, "config", key, f"touch {marker}; cat")
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "gpg.program", str(hook))
    (root / "a.py").write_text("22")
    marker.unlink(missing_ok=True)
    found = discover(root)
    found.branch()
    tree_entries(found.observer, found.head())
    list(read_history(found.observer, found.head()))
    assert [dirty.path for dirty in dirty_paths(found)] == ["a.py"]
    assert not marker.exists()
