"""The index of a clone against the same commit read from nothing, with real git and SQLite."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cortex_cli.analysis.commit import indexing
from cortex_cli.analysis.commit.indexing import MOST_PAST, indexed, list_speaking, past_record, text_keys, text_record
from cortex_cli.analysis.commit.inventory import take_inventory
from cortex_cli.analysis.recipe import recipe
from cortex_cli.index.index import Index
from cortex_cli.index.memory import SnapshotOfTexts
from cortex_cli.index.opening import open_in_memory, use_index
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.history import list_past, read_commits
from cortex_cli.vcs.objects import read_blobs, tree_entries
from cortex_cli.vcs.repository import Repository, discover
from tests.kit.repositories import commit_files, git, make_repository
from tests.kit.snapshots import answers

ASKED = ("log", "login", "user", "session", "token", "first", "commit", "größe", "main", "the", "x")
LOGIN = "class Session:\n    def login(self, user):\n        return user\n\n    def logout(self):\n        pass\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "repo", {"auth/session.py": LOGIN, "README.md": "# Log in\n", "b.bin": b"\0\1"})


def look(index: Index, repository: Repository, commit: str | None = None) -> object:
    at = commit or repository.head()
    inventory = take_inventory(tree_entries(repository.observer, at))
    with indexed(index, repository.observer, at, inventory) as snapshot:
        return answers(snapshot, ASKED)


def look_anew(repository: Repository, commit: str | None = None) -> object:
    with open_in_memory() as index:
        return look(index, repository, commit)


def from_texts(repository: Repository, commit: str) -> object:
    """The same commit without any index."""
    git_of = repository.observer
    files = {file.path: file for file in take_inventory(tree_entries(git_of, commit)).files}
    keys = text_keys(files.values())
    texts = {}
    for path in files:
        oid, language = keys[path]
        chosen = next(
            file
            for file in files.values()
            if file.oid == oid and (file.language.name if file.language else "") == language
        )
        texts[path] = text_record(chosen, next(read_blobs(git_of, [oid]))[1])
    past = git(repository.root, "rev-list", "--no-merges", commit).split()
    return answers(SnapshotOfTexts(texts, map(past_record, read_commits(git_of, past))), ASKED)


def kept(repository: Repository, commit: str | None = None) -> object:
    path = repository.common_dir / "cortex" / "index.db"
    return use_index(path, recipe(), lambda index: look(index, repository, commit))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The blobs and commits that were read."""
    found: list[str] = []

    def blobs(git_of: Git, oids: list[str]) -> Iterator[tuple[str, bytes]]:
        found.extend(oids)
        yield from read_blobs(git_of, oids)

    def commits(git_of: Git, oids: list[str]) -> object:
        found.extend(oids)
        return read_commits(git_of, oids)

    monkeypatch.setattr(indexing, "read_blobs", blobs)
    monkeypatch.setattr(indexing, "read_commits", commits)
    yield found


def test_a_commit_indexed_after_its_descendant_looks_as_if_it_were_alone(root: Path) -> None:
    parent = git(root, "rev-parse", "HEAD")
    commit_files(root, {"auth/session.py": LOGIN.replace("login", "sign_in"), "user.py": "USER = 1\n"}, "log users in")
    git(root, "mv", "README.md", "docs.md")
    child = commit_files(root, {"auth/token.py": "def token(): ...\n"}, "tokens")
    repository = discover(root)
    newest = kept(repository, child)
    assert kept(repository, parent) == look_anew(repository, parent) == from_texts(repository, parent)
    assert newest == look_anew(repository, child) == from_texts(repository, child)


def test_merges_are_silent_and_side_branches_speak(root: Path) -> None:
    git(root, "switch", "-qc", "side")
    commit_files(root, {"side.py": "def user(): ...\n"}, "user of the side")
    git(root, "switch", "-q", "main")
    commit_files(root, {"main.py": "x = 1\n"}, "main goes on")
    git(root, "merge", "-q", "--no-ff", "-m", "merge users", "side")
    repository = discover(root)
    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    with open_in_memory() as index, indexed(index, repository.observer, repository.head(), inventory) as snapshot:
        assert sorted(past.subject for past in snapshot.past) == ["first commit", "main goes on", "user of the side"]
        assert len(snapshot.messages("user")) == 1


def test_only_what_changed_is_read(root: Path, reads: list[str]) -> None:
    repository = discover(root)
    kept(repository)
    first = list(reads)
    reads.clear()
    kept(repository)
    assert reads == []
    commit = commit_files(root, {"user.py": "def user(): ...\n", "copy.md": "# Log in\n"}, "a user")
    kept(repository)
    assert reads == [git(root, "rev-parse", "HEAD:user.py"), commit]
    assert len(first) == 4


def test_a_linked_work_tree_reads_nothing_again(root: Path, reads: list[str], tmp_path: Path) -> None:
    expected = kept(discover(root))
    reads.clear()
    git(root, "worktree", "add", "-q", str(tmp_path / "linked"))
    assert kept(discover(tmp_path / "linked")) == expected
    assert reads == []


def test_a_text_under_two_names_is_one_text_in_the_language_of_the_one_that_parses(root: Path) -> None:
    commit_files(root, {"a.txt": LOGIN, "z.py": LOGIN}, "copies")
    repository = discover(root)
    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    with open_in_memory() as index, indexed(index, repository.observer, repository.head(), inventory) as snapshot:
        text = next(text for text in snapshot.texts if "z.py" in text.paths)
        assert text.paths == ("a.txt", "auth/session.py", "z.py")
        assert text.language == "Python"
        assert [each.qualified for each in text.outline.definitions] == ["Session", "Session.login", "Session.logout"]
        assert snapshot.names("login") == [(snapshot.content("login")[0][0], 1)]


def test_the_same_text_in_another_language_is_read_as_that(root: Path) -> None:
    repository = discover(root)
    kept(repository)
    git(root, "mv", "auth/session.py", "auth/session.txt")
    commit = commit_files(root, {}, "renamed")
    assert kept(repository, commit) == look_anew(repository, commit) == from_texts(repository, commit)


def test_what_is_no_text_is_left_out_with_its_reason(root: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    generated = "// Code generated by x. DO NOT EDIT.\npackage log\n"
    commit_files(root, {"big.psd": pointer, "latin.txt": b"gr\xf6\xdfe\n", "gen.go": generated}, "odd files")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},module")
    git(root, "commit", "-qm", "a submodule")
    repository = discover(root)
    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    with open_in_memory() as index, indexed(index, repository.observer, repository.head(), inventory) as snapshot:
        assert snapshot.left_out == {
            "b.bin": "binary", "big.psd": "an LFS pointer", "gen.go": "generated", "latin.txt": "not UTF-8",
        }  # fmt: skip
        assert [text.paths[0] for text in snapshot.texts] == ["README.md", "auth/session.py"]


def test_a_shallow_clone_says_nothing_of_its_border_and_all_once_it_is_deep(root: Path, tmp_path: Path) -> None:
    for number in range(4):
        commit_files(root, {f"f{number}.py": f"x = {number}\n"}, f"user {number}")
    git(tmp_path, "clone", "-q", "--depth", "2", root.as_uri(), str(tmp_path / "shallow"))
    path = tmp_path / "shallow"
    repository = discover(path)
    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    with open_in_memory() as index, indexed(index, repository.observer, repository.head(), inventory) as snapshot:
        assert [(past.subject, past.paths) for past in snapshot.past] == [("user 3", ("f3.py",))]
    kept(repository)
    git(path, "fetch", "-q", "--unshallow")
    deep = discover(path)
    assert kept(deep) == look_anew(discover(root)) == look_anew(deep)


def test_an_empty_commit_has_an_empty_snapshot(tmp_path: Path) -> None:
    repository = discover(make_repository(tmp_path / "empty", {}))
    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    with open_in_memory() as index, indexed(index, repository.observer, repository.head(), inventory) as snapshot:
        assert (list(snapshot.texts), list(snapshot.chunk_text)) == ([], [])
        assert [past.paths for past in snapshot.past] == [()]
        assert snapshot.content("x") == []


def test_many_changes_one_after_the_other_end_like_one_reading(root: Path) -> None:
    repository = discover(root)
    for number in range(12):
        commit_files(root, {"auth/session.py": f"# {number}\n{LOGIN}", f"user{number}.py": LOGIN}, f"user {number}")
        last = kept(repository)
    assert last == look_anew(repository) == from_texts(repository, repository.head())


def test_progress_tells_what_is_read_and_how_far(root: Path) -> None:
    repository = discover(root)
    told: list[tuple[str, int, int]] = []
    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    with (
        open_in_memory() as index,
        indexed(index, repository.observer, repository.head(), inventory, lambda *step: told.append(step)),
    ):
        assert told == [("reading files", 3, 3), ("reading history", 1, 1)]


def test_ctrl_c_keeps_what_was_read(root: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        commit_files(root, {f"f{number}.py": f"x = {number}\n"}, f"user {number}")
    repository = discover(root)
    monkeypatch.setattr(indexing, "BATCH_FILES", 2)

    def stop(_what: str, done: int, _total: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    inventory = take_inventory(tree_entries(repository.observer, repository.head()))
    path = repository.common_dir / "cortex" / "index.db"

    def interrupted(index: Index) -> None:
        with indexed(index, repository.observer, repository.head(), inventory, stop):
            raise AssertionError("it was not interrupted")

    with pytest.raises(KeyboardInterrupt):
        use_index(path, recipe(), interrupted)
    first = list(reads)
    reads.clear()
    whole = kept(repository)
    assert len(first) == 4
    assert not set(first) & set(reads)
    assert whole == look_anew(repository)


def test_the_commits_that_speak_are_those_git_lists_however_they_were_found(root: Path) -> None:
    """Side branches, merges and clocks that go wrong: what is kept for an earlier commit is the end of the list."""
    commits = branched_history(root, 40)
    repository = discover(root)
    with open_in_memory() as index:
        for commit in [commits[0], *commits[5::7], commits[-1]]:
            assert list_speaking(index, repository.observer, commit) == list_past(
                repository.observer, commit, MOST_PAST
            )


def test_what_is_kept_is_cut_where_too_much_would_speak(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commits = branched_history(root, 12)
    monkeypatch.setattr(indexing, "MOST_PAST", 5)
    repository = discover(root)
    with open_in_memory() as index:
        for commit in (commits[-4], commits[-1]):
            assert list_speaking(index, repository.observer, commit) == list_past(repository.observer, commit, 5)


def branched_history(root: Path, count: int) -> list[str]:
    """Commits of the main line, newest last; every fourth merges a branch that began two commits before."""
    chance = random.Random(count)
    tree, made = git(root, "rev-parse", "HEAD^{tree}"), [git(root, "rev-parse", "HEAD")]

    def commit(*parents: str) -> str:
        when = f"{1_700_000_000 + 60 * len(made) + chance.choice((0, 0, -300, 300))} +0000"
        links = [word for parent in parents for word in ("-p", parent)]
        settings = ["-c", "user.name=A", "-c", "user.email=a@b"]
        environment = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
        argv = ["git", *settings, "commit-tree", tree, *links, "-m", f"{len(made)} {when}"]
        return subprocess.run(argv, cwd=root, env=environment, capture_output=True, check=True).stdout.decode().strip()

    for number in range(1, count):
        side = [commit(made[max(0, number - 3)])] if number % 4 == 0 else []
        made.append(commit(made[-1], *side))
    return made
