"""Run locks between real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from cortex_cli.journal.lock import RunLock, exclusive, holder, is_held
from cortex_cli.model.errors import RefusedError

RUN = "run-20260102-030405-ab12"

HOLD = """
import sys
from pathlib import Path
from cortex_cli.journal.lock import RunLock
with RunLock.acquire(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""

HOLD_AND_SPAWN = """
import os, subprocess, sys
from pathlib import Path
from cortex_cli.journal.lock import RunLock
with RunLock.acquire(Path(sys.argv[1]), sys.argv[2]):
    quiet = subprocess.DEVNULL
    worker = subprocess.Popen(
        ["sleep", "60"], close_fds=False, start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet
    )
    print(worker.pid, flush=True)
    sys.stdin.read()
"""

COUNT = """
import sys
from pathlib import Path
from cortex_cli.journal.lock import exclusive
counter = Path(sys.argv[1]) / "counter"
for _ in range(50):
    with exclusive(Path(sys.argv[1]) / "start.lock"):
        counter.write_text(str(int(counter.read_text()) + 1))
"""

CONTEND = """
import sys
from pathlib import Path
from cortex_cli.journal.lock import RunLock
from cortex_cli.model.errors import RefusedError
inside, turns = Path(sys.argv[1]) / "inside", 0
while turns < 20:
    try:
        with RunLock.acquire(Path(sys.argv[1]), sys.argv[2]):
            inside.mkdir()
            inside.rmdir()
            turns += 1
    except RefusedError:
        pass
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def first_line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().strip()


def end(process: subprocess.Popen[str], number: int = signal.SIGKILL) -> None:
    process.send_signal(number)
    process.communicate()


def test_another_process_is_refused_while_the_lock_is_held_and_told_by_whom(tmp_path: Path) -> None:
    with start(HOLD, tmp_path, RUN) as child:
        assert first_line(child.stdout) == "held"
        with pytest.raises(RefusedError, match=f"by the process {child.pid}$"):
            RunLock.acquire(tmp_path, RUN)
        assert holder(tmp_path, RUN) == f"the process {child.pid}"
        child.communicate("")
    assert not is_held(tmp_path, RUN)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    with start(HOLD, tmp_path, RUN) as child:
        assert first_line(child.stdout) == "held"
        end(child)
    assert (tmp_path / f"{RUN}.lock").exists()
    assert not is_held(tmp_path, RUN)
    with RunLock.acquire(tmp_path, RUN):
        assert holder(tmp_path, RUN) == f"the process {os.getpid()}"


def test_a_worker_that_outlives_a_killed_holder_does_not_keep_the_lock(tmp_path: Path) -> None:
    with start(HOLD_AND_SPAWN, tmp_path, RUN) as child:
        worker = int(first_line(child.stdout))
        end(child)
    try:
        os.kill(worker, 0)
        assert not is_held(tmp_path, RUN)
        RunLock.acquire(tmp_path, RUN).release()
    finally:
        os.kill(worker, signal.SIGKILL)


def test_a_forked_child_that_keeps_the_lock_is_told_apart_from_its_parent(tmp_path: Path) -> None:
    program = HOLD.replace('print("held", flush=True)', "os.fork() and print(os.getpid(), flush=True)")
    with start("import os\n" + program, tmp_path, RUN) as child:
        parent = int(first_line(child.stdout))
        child.send_signal(signal.SIGKILL)
        child.wait()
        with pytest.raises(RefusedError, match=f"left behind by {parent}, which has ended"):
            RunLock.acquire(tmp_path, RUN)
    assert child.returncode == -signal.SIGKILL


def test_a_deleted_lock_file_gives_the_file_to_one_new_holder_only(tmp_path: Path) -> None:
    with start(HOLD, tmp_path, RUN) as child:
        assert first_line(child.stdout) == "held"
        (tmp_path / f"{RUN}.lock").unlink()
        with RunLock.acquire(tmp_path, RUN):
            child.communicate("")
            assert is_held(tmp_path, RUN)
            with pytest.raises(RefusedError):
                RunLock.acquire(tmp_path, RUN)


def test_never_two_holders_while_files_come_and_go(tmp_path: Path) -> None:
    children = [start(CONTEND, tmp_path, RUN) for _ in range(4)]
    assert [child.communicate()[0] for child in children] == [""] * 4
    assert [child.returncode for child in children] == [0] * 4
    assert list(tmp_path.iterdir()) == []


def test_looking_never_makes_an_acquisition_fail(tmp_path: Path) -> None:
    looking = "\n".join(
        [
            "import sys",
            "from pathlib import Path",
            "from cortex_cli.journal.lock import is_held",
            'print("looking", flush=True)',
            "while True:",
            "    is_held(Path(sys.argv[1]), sys.argv[2])",
        ]
    )
    with start(looking, tmp_path, RUN) as child:
        assert first_line(child.stdout) == "looking"
        for _ in range(200):
            with RunLock.acquire(tmp_path, RUN):
                assert is_held(tmp_path, RUN)
        end(child)


def test_critical_sections_of_several_processes_do_not_overlap(tmp_path: Path) -> None:
    (tmp_path / "counter").write_text("0")
    children = [start(COUNT, tmp_path) for _ in range(4)]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0] * 4
    assert (tmp_path / "counter").read_text() == "200"
    with exclusive(tmp_path / "start.lock"):
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["counter", "start.lock"]
