from __future__ import annotations

import os
from pathlib import Path

import pytest

from cortex_cli.journal.lock import RunLock, exclusive, holder, is_held
from cortex_cli.model.errors import ExecutionError, RefusedError

RUN = "run-20260102-030405-ab12"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "locks"


def test_a_held_lock_refuses_a_second_holder_and_names_the_first(directory: Path) -> None:
    with RunLock.acquire(directory, RUN), pytest.raises(RefusedError) as caught:
        RunLock.acquire(directory, RUN)
    assert caught.value.message == f"run {RUN} is being carried on by the process {os.getpid()}"
    assert caught.value.where == str(directory / f"{RUN}.lock")
    assert caught.value.mend


def test_a_lock_can_be_taken_again_after_it_was_given_back(directory: Path) -> None:
    for _ in range(2):
        with RunLock.acquire(directory, RUN):
            assert is_held(directory, RUN)
        assert not is_held(directory, RUN)
    assert list(directory.iterdir()) == []


def test_giving_back_twice_does_not_take_it_from_the_next_holder(directory: Path) -> None:
    first = RunLock.acquire(directory, RUN)
    first.release()
    with RunLock.acquire(directory, RUN):
        first.release()
        assert is_held(directory, RUN)


def test_locks_of_other_runs_are_independent(directory: Path) -> None:
    with RunLock.acquire(directory, RUN), RunLock.acquire(directory, "run-other"):
        assert is_held(directory, RUN)
        assert is_held(directory, "run-other")
        assert not is_held(directory, "run-third")


def test_looking_says_who_holds_it_and_makes_no_file(directory: Path) -> None:
    assert not is_held(directory, RUN)
    assert holder(directory, RUN) is None
    assert not directory.exists()
    with RunLock.acquire(directory, RUN):
        assert holder(directory, RUN) == f"the process {os.getpid()}"
    assert holder(directory, RUN) is None


def test_a_file_left_behind_is_not_a_lock(directory: Path) -> None:
    directory.mkdir()
    left = directory / f"{RUN}.lock"
    left.write_text('{"pid": 1, "started": "0", "boot": "long ago"}\n')
    assert not is_held(directory, RUN)
    with RunLock.acquire(directory, RUN):
        assert holder(directory, RUN) == f"the process {os.getpid()}"
    assert not left.exists()


def test_a_holder_whose_file_was_deleted_leaves_that_of_its_successor(directory: Path) -> None:
    first = RunLock.acquire(directory, RUN)
    first.path.unlink()
    with RunLock.acquire(directory, RUN) as second:
        first.release()
        assert second.path.exists()
        with pytest.raises(RefusedError):
            RunLock.acquire(directory, RUN)


def test_the_lock_file_is_private(directory: Path) -> None:
    with RunLock.acquire(directory, RUN) as lock:
        assert lock.path.stat().st_mode & 0o777 == 0o600
        assert directory.stat().st_mode & 0o777 == 0o700


def test_a_link_in_place_of_the_lock_file_is_refused(directory: Path, tmp_path: Path) -> None:
    directory.mkdir()
    target = tmp_path / "precious"
    target.write_text("kept")
    (directory / f"{RUN}.lock").symlink_to(target)
    with pytest.raises(ExecutionError, match="lock file cannot be made"):
        RunLock.acquire(directory, RUN)
    assert target.read_text() == "kept"


def test_a_directory_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "locks").touch()
    with pytest.raises(ExecutionError) as caught:
        RunLock.acquire(tmp_path / "locks", RUN)
    assert caught.value.mend


def test_a_critical_section_leaves_no_file_even_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "state" / "start.lock"
    with pytest.raises(KeyboardInterrupt), exclusive(path):
        assert path.exists()
        raise KeyboardInterrupt
    with exclusive(path):
        assert path.exists()
    assert not path.exists()
