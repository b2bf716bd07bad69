"""Long commands with real processes: streamed, kept whole, and ended with everything they started."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import psutil
import pytest

from cortex_cli.process import supervisor
from cortex_cli.process.supervisor import Command, Ending, Exit, supervise
from cortex_cli.process.sweep import MARK, marked_processes


def command(
    tmp_path: Path, script: str, *, timeout: float = 20.0, limit: int = 1_000_000, stdin: bytes = b""
) -> Command:
    return Command(
        argv=(sys.executable, "-c", script),
        cwd=tmp_path,
        environment={"PATH": os.environ["PATH"]},
        mark=f"test/{tmp_path.name}/{time.monotonic_ns()}",
        log=tmp_path / "out.log",
        timeout=timeout,
        output_limit=limit,
        stdin=stdin,
    )


def run(asked: Command) -> tuple[Exit, list[str]]:
    lines: list[str] = []
    return asyncio.run(supervise(asked, lines.append)), lines


def is_running(pid: int) -> bool:
    """Whether the process still does anything: a dead child that nobody has collected does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_lines_are_streamed_and_the_whole_output_is_kept(tmp_path: Path) -> None:
    done, lines = run(command(tmp_path, "import sys; print('one'); print('two', file=sys.stderr); print('three')"))
    assert done.ending is Ending.EXITED
    assert done.code == 0
    assert done.reason is None
    assert sorted(lines) == ["one", "three", "two"]
    assert done.tail == "one\nthree\n"
    assert sorted((tmp_path / "out.log").read_text().split()) == ["one", "three", "two"]


def test_the_prompt_arrives_on_standard_input_which_is_then_closed(tmp_path: Path) -> None:
    done, _ = run(command(tmp_path, "import sys; print(sys.stdin.read().upper())", stdin=b"do this"))
    assert done.tail.strip() == "DO THIS"


def test_a_program_that_never_reads_its_input_is_no_problem(tmp_path: Path) -> None:
    done, _ = run(command(tmp_path, "print('deaf')", stdin=b"x" * 1_000_000))
    assert (done.ending, done.code) == (Ending.EXITED, 0)


def test_exit_status_and_signal_are_told_in_words(tmp_path: Path) -> None:
    assert run(command(tmp_path, "raise SystemExit(3)"))[0].reason == "exit status 3"
    killed = run(command(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"))[0]
    assert killed.reason == "killed by signal SIGKILL"


def test_a_program_that_does_not_exist_is_named(tmp_path: Path) -> None:
    asked = command(tmp_path, "")
    missing = Command(("no-such-program",), tmp_path, asked.environment, asked.mark, asked.log, 5, 1000)
    done, _ = run(missing)
    assert done.ending is Ending.NOT_STARTED
    assert done.reason is not None
    assert "no-such-program cannot be started" in done.reason


def test_control_sequences_never_reach_a_listener(tmp_path: Path) -> None:
    _, lines = run(command(tmp_path, r"print('\x1b[31mred\x1b]0;title\x07 \u202eevil')"))
    assert all(character.isprintable() for line in lines for character in line)


def test_binary_output_is_noticed_at_its_offset_and_kept(tmp_path: Path) -> None:
    done, _ = run(command(tmp_path, r"import sys; sys.stdout.buffer.write(b'abc\x00def')"))
    assert done.binary_at == 3
    assert (tmp_path / "out.log").read_bytes() == b"abc\x00def"


def test_too_much_output_ends_the_program_and_the_log_stays_within_the_limit(tmp_path: Path) -> None:
    done, _ = run(command(tmp_path, "while True: print('x' * 10000)", limit=2_000_000))
    assert done.ending is Ending.FLOODED
    assert done.reason is not None
    assert "more than 2 MB" in done.reason
    assert (tmp_path / "out.log").stat().st_size <= 2_000_000


def test_a_program_past_its_timeout_is_ended_even_when_it_ignores_signals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", (0.2, 0.2))
    stubborn = (
        "import signal, time\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "time.sleep(60)"
    )
    asked = command(tmp_path, stubborn, timeout=0.3)
    done, _ = run(asked)
    assert done.ending is Ending.TIMED_OUT
    assert list(marked_processes(asked.mark)) == []


def test_children_that_left_the_process_group_are_ended_too(tmp_path: Path) -> None:
    daemon = (
        "import os, sys, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        open('pid', 'w').write(str(os.getpid()))\n"
        "        time.sleep(60)\n"
        "    os._exit(0)\n"
        "while not os.path.exists('pid') or not open('pid').read(): time.sleep(0.01)\n"
    )
    done, _ = run(command(tmp_path, daemon))
    assert done.code == 0
    assert not is_running(int((tmp_path / "pid").read_text()))


def test_a_cancelled_task_leaves_no_process_behind(tmp_path: Path) -> None:
    asked = command(tmp_path, "import time; print('up', flush=True); time.sleep(60)")

    async def scenario() -> None:
        up = asyncio.Event()
        task = asyncio.create_task(supervise(asked, lambda _line: up.set()))
        await up.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())
    assert list(marked_processes(asked.mark)) == []


def test_chatter_faster_than_anybody_reads_is_thinned_for_listeners_and_whole_in_the_log(tmp_path: Path) -> None:
    _, lines = run(command(tmp_path, "for number in range(50_000): print(number)"))
    assert lines[:3] == ["0", "1", "2"]
    assert len(lines) < 20_000
    assert len((tmp_path / "out.log").read_text().splitlines()) == 50_000


def test_the_mark_is_in_the_environment_of_everything_started(tmp_path: Path) -> None:
    asked = command(tmp_path, f"import os; print(os.environ['{MARK}'])")
    assert run(asked)[0].tail.strip() == asked.mark
