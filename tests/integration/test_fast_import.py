"""Repositories made in one go are real ones, the same for everybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.model.errors import ExecutionError
from cortex_cli.vcs.fast_import import NewCommit, import_lines, make_repository
from cortex_cli.vcs.history import read_history
from cortex_cli.vcs.objects import read_blobs, tree_entries
from tests.kit.repositories import git

ODD = {'a b/ü\\"\n.txt': b"1\n", "[id].tsx": b"\0\xff", "empty": b""}


def test_each_line_ends_in_a_commit_with_its_files(tmp_path: Path) -> None:
    repository = make_repository(tmp_path)
    one, other = import_lines(
        repository,
        [
            [NewCommit("first", {"a": b"1", "b": b"2"}), NewCommit("second", {"b": b"3"}, removed=("a",))],
            [NewCommit("alone", ODD)],
        ],
    )
    entries = {entry.path: entry.oid for entry in tree_entries(repository.observer, other)}
    assert entries.keys() == ODD.keys()
    assert (
        dict(zip(entries, (content for _, content in read_blobs(repository.observer, entries.values())), strict=True))
        == ODD
    )
    assert [entry.path for entry in tree_entries(repository.observer, one)] == ["b"]
    past = list(read_history(repository.observer, one))
    assert [(commit.message, sorted(commit.paths)) for commit in past] == [
        ("second", ["a", "b"]),
        ("first", ["a", "b"]),
    ]
    assert past[0].time - past[1].time == 60
    git(repository.git_dir, "fsck", "--strict", one, other)


def test_the_same_commits_have_the_same_ids_everywhere(tmp_path: Path) -> None:
    line = [NewCommit("one\n\nwith a body", {"x": b"1"}), NewCommit("", {})]
    places = [tmp_path / "a", tmp_path / "b"]
    for place in places:
        place.mkdir()
    alone = import_lines(make_repository(places[0]), [line])
    among = import_lines(make_repository(places[1]), [[NewCommit("other", {})], line])
    assert alone[0] == among[1]


def test_what_git_refuses_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError, match="fast-import"):
        import_lines(make_repository(tmp_path), [[NewCommit("x", {"a//b": b""})]])
