"""Several processes at one index, and processes that die in the middle of writing it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cortex_cli.analysis.commit.indexing import indexed
from cortex_cli.analysis.commit.inventory import take_inventory
from cortex_cli.analysis.recipe import recipe
from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import discover
from tests.integration.test_indexing import LOGIN, kept, look, look_anew
from tests.kit.repositories import commit_files, make_repository

FILES = 300
INDEX_IT = """
import sys
from pathlib import Path
from cortex_cli.analysis.commit import indexing
from cortex_cli.index import segments
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import discover
from tests.integration.test_indexing import kept
segments.MOST_POSTINGS = 60
indexing.BATCH_FILES = 10
def told(index, git, commit, inventory):
    return indexed(index, git, commit, inventory, lambda *step: print(*step, flush=True))
import tests.integration.test_indexing as tested
indexed, tested.indexed = tested.indexed, told
print("ready", flush=True)
sys.stdin.readline()
kept(discover(Path(sys.argv[1])))
print("done", flush=True)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {f"d{number % 7}/user{number}.py": LOGIN.replace("login", f"login{number}") for number in range(FILES)}
    root = make_repository(tmp_path / "repo", files)
    for number in range(5):
        commit_files(root, {f"f{number}.py": f"x = {number}\n"}, f"user {number}")
    return root


def started(root: Path) -> subprocess.Popen[str]:
    """A process that indexes the repository when it is told to, in very small batches."""
    command = [sys.executable, "-c", INDEX_IT, str(root)]
    place = Path(__file__).parents[2]
    process = subprocess.Popen(command, cwd=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_processes_index_the_same_commit_at_once(root: Path) -> None:
    both = [started(root), started(root)]
    for process in both:
        go(process)
    for process in both:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert output.endswith("done\n")
    assert kept(discover(root)) == look_anew(discover(root))


@pytest.mark.parametrize("steps", [1, 9, 25])
def test_what_a_killed_process_had_written_is_kept_and_the_rest_is_read(root: Path, steps: int) -> None:
    process = started(root)
    go(process)
    assert process.stdout is not None
    for _ in range(steps):
        assert process.stdout.readline().startswith("reading files")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    repository = discover(root)
    assert kept(repository) == look_anew(repository)


def test_a_snapshot_stays_as_it_was_while_another_process_merges(root: Path) -> None:
    repository = discover(root)

    def watching(index: Index) -> None:
        at = repository.head()
        inventory = take_inventory(tree_entries(repository.observer, at))
        with indexed(index, repository.observer, at, inventory) as snapshot:
            before = list(snapshot.content("user")), list(snapshot.messages("user"))
            for number in range(20):
                commit_files(root, {f"new{number}.py": LOGIN}, f"user again {number}")
                kept(discover(root))
            assert (list(snapshot.content("user")), list(snapshot.messages("user"))) == before

    use_index(repository.common_dir / "cortex" / "index.db", recipe(), watching)
    assert kept(discover(root)) == look_anew(discover(root))


def test_a_process_of_another_version_leaves_the_others_unharmed(root: Path) -> None:
    repository = discover(root)
    path = repository.common_dir / "cortex" / "index.db"

    def meanwhile(index: Index) -> object:
        expected = look(index, repository)
        assert use_index(path, "another version", lambda other: look(other, repository)) == expected
        return look(index, repository)

    assert use_index(path, recipe(), meanwhile) == look_anew(repository)
