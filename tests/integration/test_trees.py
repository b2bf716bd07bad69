"""Trees without a checkout: exact deltas in any order, and nothing lost between a file and a directory."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from cortex_cli.model.errors import ExecutionError
from cortex_cli.model.run import Change, ChangeKind
from cortex_cli.vcs.manifest import FileState
from cortex_cli.vcs.objects import tree_of, write_blob
from cortex_cli.vcs.refs import create_ref, delete_refs, list_refs, read_ref, swap_ref
from cortex_cli.vcs.repository import Repository, discover
from cortex_cli.vcs.trees import Delta, apply_delta, diff_trees, list_changes
from tests.kit.repositories import git, make_repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return discover(make_repository(tmp_path / "r", {"a/x": "1\n2\n", "b/y": "1\n", "gone": "1\n"}))


def blob(repository: Repository, content: bytes, mode: str = "100644") -> FileState:
    return FileState(mode, write_blob(repository.observer, content))


def base(repository: Repository) -> str:
    return tree_of(repository.observer, repository.head())


def test_a_delta_is_exactly_what_differs_afterwards(repository: Repository) -> None:
    odd = b"\xff\n\t odd".decode("utf-8", "surrogateescape")
    delta: Delta = {"a/x": blob(repository, b"new"), "gone": None, odd: blob(repository, b"", "100755")}
    tree = apply_delta(repository.observer, base(repository), delta)
    assert diff_trees(repository.observer, base(repository), tree) == delta


def test_deltas_give_the_same_tree_in_any_order(repository: Repository) -> None:
    deltas: list[Delta] = [{"a/x": blob(repository, b"A")}, {"b/new": blob(repository, b"B")}, {"gone": None}]
    trees = set()
    for order in itertools.permutations(deltas):
        tree = base(repository)
        for delta in order:
            tree = apply_delta(repository.observer, tree, delta)
        trees.add(tree)
    assert len(trees) == 1


def test_a_directory_can_take_the_place_of_a_file_and_back(repository: Repository) -> None:
    deeper = apply_delta(repository.observer, base(repository), {"gone": None, "gone/inner": blob(repository, b"1")})
    assert git(repository.root, "ls-tree", "-r", "--name-only", deeper).splitlines() == ["a/x", "b/y", "gone/inner"]
    back = apply_delta(repository.observer, deeper, {"gone/inner": None, "gone": blob(repository, b"2")})
    assert git(repository.root, "ls-tree", "-r", "--name-only", back).splitlines() == ["a/x", "b/y", "gone"]


def test_a_file_that_another_change_needs_as_a_directory_is_an_error_and_never_lost(repository: Repository) -> None:
    with pytest.raises(ExecutionError, match="a file stands where another change needs a directory"):
        apply_delta(
            repository.observer, base(repository), {"new": blob(repository, b"1"), "new/x": blob(repository, b"2")}
        )


def test_changes_are_listed_with_their_lines(repository: Repository) -> None:
    delta: Delta = {"a/x": blob(repository, b"1\n3\n4\n"), "gone": None, "bin": blob(repository, b"\0")}
    tree = apply_delta(repository.observer, base(repository), delta)
    assert list_changes(repository.observer, base(repository), tree) == (
        Change("a/x", ChangeKind.MODIFIED, 2, 1),
        Change("bin", ChangeKind.ADDED, None, None),
        Change("gone", ChangeKind.DELETED, 0, 1),
    )


def test_the_users_index_is_not_involved(repository: Repository) -> None:
    before = (repository.root / ".git" / "index").read_bytes()
    apply_delta(repository.observer, base(repository), {"gone": None})
    assert (repository.root / ".git" / "index").read_bytes() == before
    assert list((repository.common_dir / "cortex" / "observer.git").glob("tmp*")) == []


def test_a_ref_is_made_once_and_again_only_with_the_same_value(repository: Repository) -> None:
    head, name = repository.head(), "refs/cortex/r/A"
    other = git(repository.root, "commit-tree", "-m", "x", base(repository))
    create_ref(repository.refs, name, head)
    create_ref(repository.refs, name, head)
    assert read_ref(repository.refs, name) == head
    with pytest.raises(ExecutionError, match="cannot be created"):
        create_ref(repository.refs, name, other)
    assert list_refs(repository.refs, "refs/cortex/r/") == {name: head}
    delete_refs(repository.refs, [name, "refs/cortex/r/never"])
    assert read_ref(repository.refs, name) is None


def test_a_ref_moves_only_from_where_it_was(repository: Repository) -> None:
    head, name = repository.head(), "refs/heads/cortex/x"
    other = git(repository.root, "commit-tree", "-m", "x", base(repository))
    create_ref(repository.refs, name, head)
    with pytest.raises(ExecutionError):
        swap_ref(repository.refs, name, other, head)
    swap_ref(repository.refs, name, head, other)
    assert read_ref(repository.refs, name) == other


def test_no_hook_of_the_repository_runs_when_refs_move(repository: Repository, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    hook = repository.root / ".git" / "hooks" / "reference-transaction"
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n")
    hook.chmod(0o755)
    create_ref(repository.refs, "refs/cortex/r/A", repository.head())
    delete_refs(repository.refs, ["refs/cortex/r/A"])
    assert not marker.exists()
