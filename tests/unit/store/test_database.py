from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cortex_cli.model.errors import ExecutionError
from cortex_cli.store.database import open_database
from cortex_cli.store.migrations import Migration

TABLE = (Migration(1, "first", "CREATE TABLE t (x TEXT) STRICT;"),)


def fill(path: Path, rows: int) -> None:
    with closing(open_database(path, TABLE)) as connection:
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 2000,)] * rows)


def test_the_settings_that_durability_needs_are_on(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "a.db", TABLE)) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_the_directory_is_made_for_the_user_alone(tmp_path: Path) -> None:
    open_database(tmp_path / "deep" / "er" / "a.db", TABLE).close()
    assert (tmp_path / "deep" / "er").stat().st_mode & 0o777 == 0o700


def test_opening_again_finds_the_rows(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", 3)
    with closing(open_database(tmp_path / "a.db", TABLE)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM t").fetchone()[0] == 3


def test_a_path_that_is_no_utf_8_works(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9/a?b#c.db"))
    fill(path, 1)
    assert path.exists()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"<html>not a database</html>" * 200)
    with pytest.raises(ExecutionError, match="damaged") as caught:
        open_database(path, TABLE)
    assert caught.value.where == str(path)
    assert str(path) in (caught.value.mend or "")


def test_a_database_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    fill(path, 50)
    os.truncate(path, 3 * 4096)
    with pytest.raises(ExecutionError, match="damaged"):
        open_database(path, TABLE)


@pytest.mark.parametrize("missing", [True, False])
def test_an_emptied_database_beside_its_log_is_refused_and_the_log_kept(tmp_path: Path, missing: bool) -> None:
    path, log = tmp_path / "a.db", tmp_path / "a.db-wal"
    log.write_bytes(b"acknowledged")
    if not missing:
        path.touch()
    with pytest.raises(ExecutionError, match="its write-ahead log is there"):
        open_database(path, TABLE)
    assert log.read_bytes() == b"acknowledged"


def test_an_empty_file_without_a_log_is_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    fill(path, 1)
    assert path.stat().st_size > 0


def test_a_directory_in_place_of_the_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(ExecutionError, match="cannot be opened"):
        open_database(tmp_path / "a.db", TABLE)


def test_a_file_in_place_of_the_directory_is_explained(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    with pytest.raises(ExecutionError) as caught:
        open_database(tmp_path / "state" / "cortex" / "a.db", TABLE)
    assert caught.value.mend


def test_a_database_in_another_journal_mode_is_brought_to_the_log(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    fill(path, 2)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
    with closing(open_database(path, TABLE)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_place_that_refuses_the_log_is_refused() -> None:
    with pytest.raises(ExecutionError, match="journal_mode is memory, not wal"):
        open_database(Path(":memory:"), TABLE)
