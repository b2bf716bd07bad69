"""Workspaces on disk: the blobs byte for byte, a git directory of their own, and nothing of the user's that runs."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.vcs.checkouts import create_checkout
from cortex_cli.vcs.manifest import WalkLimits, read_manifest
from cortex_cli.vcs.objects import tree_entries, tree_of
from cortex_cli.vcs.observer import remove_tree
from cortex_cli.vcs.repository import Identity, Repository, discover
from tests.kit.repositories import commit_files, git, make_repository

ADA = Identity("Ada", "ada@example.org")
LIMITS = WalkLimits(1_000_000)


def checkout(repository: Repository, path: Path) -> Path:
    head = repository.head()
    tree = tree_of(repository.observer, head)
    return create_checkout(repository, path=path, commit=head, tree=tree, author=ADA).path


def test_a_fresh_checkout_has_exactly_the_files_of_the_commit(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "1\n", "d/e/f": "2", "crlf.txt": "x\r\ny\r\n"})
    (root / "link").symlink_to("a.py")
    (root / "run.sh").write_text("#!/bin/sh\n")
    (root / "run.sh").chmod(0o755)
    commit_files(root, {".gitattributes": "*.txt text eol=lf\n*.py ident\n"}, "odd ones")
    repository = discover(root)
    manifest = read_manifest(checkout(repository, tmp_path / "w"), LIMITS)
    wanted = {entry.path: (entry.mode, entry.oid) for entry in tree_entries(repository.observer, repository.head())}
    assert {path: (state.mode, state.oid) for path, state in manifest.files.items()} == wanted
    assert manifest.oddities == []


def test_git_works_inside_it_and_knows_what_is_changed(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "1\n"})
    place = checkout(discover(root), tmp_path / "w")
    assert git(place, "status", "--porcelain") == ""
    assert git(place, "log", "--format=%s") == "first commit"
    (place / "a.py").write_text("2\n")
    assert git(place, "status", "--porcelain") == " M a.py"


def test_nothing_done_inside_it_reaches_the_users_repository(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "1\n"})
    before = {path: path.read_bytes() for path in (root / ".git").rglob("*") if path.is_file()}
    place = checkout(discover(root), tmp_path / "w")
    (place / "a.py").write_text("2\n")
    git(place, "commit", "-qam", "by the worker")
    git(place, "branch", "planted")
    git(place, "tag", "planted")
    git(place, "config", "core.hooksPath", "/tmp")
    after = {
        path: path.read_bytes()
        for path in (root / ".git").rglob("*")
        if path.is_file() and "cortex" not in path.relative_to(root / ".git").parts
    }
    assert after == before
    assert git(root, "branch", "--list") == "* main"


def test_no_file_of_it_shares_its_bytes_with_the_users_objects(tmp_path: Path) -> None:
    """A hard link would let a worker change the user's objects."""
    place = checkout(discover(make_repository(tmp_path / "r", {"a": "1", "b/c": "2"})), tmp_path / "w")
    assert {path.stat().st_nlink for path in place.rglob("*") if path.is_file()} == {1}


def test_filters_and_hooks_of_the_repository_do_not_run(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a.py": "raw\n", ".gitattributes": "* filter=evil\n"})
    marker = tmp_path / "ran"
    git(root, "config", "filter.evil.smudge", f"touch {marker}; sed s/raw/cooked/")
    hook = root / ".git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n")
    hook.chmod(0o755)
    place = checkout(discover(root), tmp_path / "w")
    assert (place / "a.py").read_text() == "raw\n"
    assert not marker.exists()


def test_a_submodule_is_an_empty_directory_and_no_oddity(tmp_path: Path) -> None:
    inner = make_repository(tmp_path / "inner", {"x": "1"})
    root = make_repository(tmp_path / "r", {"a": "1"})
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
    git(root, "commit", "-qm", "a submodule")
    manifest = read_manifest(checkout(discover(root), tmp_path / "w"), LIMITS)
    assert manifest.oddities == []
    assert manifest.empty == ["sub"]


def test_a_shallow_clone_can_be_checked_out(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", {"a": "1"})
    commit_files(root, {"b": "2"}, "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    place = checkout(discover(tmp_path / "shallow"), tmp_path / "w")
    assert git(place, "log", "--format=%s") == "second"


def test_a_tree_without_permissions_can_still_be_removed(tmp_path: Path) -> None:
    (tmp_path / "t" / "deep").mkdir(parents=True)
    (tmp_path / "t" / "deep" / "file").write_text("x")
    (tmp_path / "t" / "deep").chmod(0o500)
    (tmp_path / "t").chmod(0o500)
    remove_tree(tmp_path / "t")
    assert not (tmp_path / "t").exists()
    remove_tree(tmp_path / "t")
