"""A disk that fills up while a run is recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.journal.samples import RUN, create, journal_at

FILL = """
import resource, sys
from pathlib import Path
from cortex_cli.journal.journal import open_journal
from cortex_cli.model.clock import SystemClock
from cortex_cli.model.errors import ExecutionError
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with open_journal(Path(sys.argv[1]), SystemClock()) as journal:
    number = 0
    try:
        while number < 10_000:
            journal.intend(sys.argv[2], str(number), "x" * 2000)
            number += 1
    except ExecutionError as error:
        print(error.message, error.mend, sep="\\n")
    print(number, len(journal.effects(sys.argv[2])))
"""

NO_SPACE = "no space left to write the database"


def fill(path: Path, limit: int = 0) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path), RUN, str(limit)], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can only be mounted by root; the file size limit is tested instead")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def check_that_nothing_is_lost(path: Path, told: list[str]) -> None:
    message, mend, counts = told
    acknowledged, seen = map(int, counts.split())
    assert message == NO_SPACE
    assert str(path.parent) in mend
    assert acknowledged == seen > 0
    with journal_at(path) as journal:
        assert len(journal.effects(RUN)) == acknowledged
        assert len(journal.events(RUN)) == acknowledged + 1


def test_a_limit_on_the_size_of_files_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with journal_at(path) as journal:
        create(journal)
    check_that_nothing_is_lost(path, fill(path, limit=300_000))


def test_a_full_disk_stops_the_run_loses_nothing_and_goes_on_with_space(small_disk: Path) -> None:
    path = small_disk / "journal.db"
    ballast = small_disk / "ballast"
    with journal_at(path) as journal:
        create(journal)
    ballast.write_bytes(bytes(300_000))
    told = fill(path)
    ballast.unlink()
    check_that_nothing_is_lost(path, told)
    with journal_at(path) as journal:
        journal.intend(RUN, "after", "space was freed")
        assert journal.effects(RUN)[-1].key == "after"
