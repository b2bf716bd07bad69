"""An index that is damaged, foreign, outdated or out of reach costs time, never an answer."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index
from tests.unit.index.corpora import oid, write_texts
from tests.unit.index.test_snapshot import small

VERSION = "1"
COUNT = 400


def fill(index: Index) -> tuple[list[tuple[int, int]], int, str]:
    """Bring the index up to 400 texts; one list, how many texts were missing, and the notice."""
    keys = {f"f{number:03}": (oid(number), "") for number in range(COUNT)}
    missing = index.missing_texts(keys.values())
    write_texts(index, [small(int(name, 16), f"term{int(name, 16)}") for name, _ in missing])
    with index.snapshot(keys, []) as snapshot:
        found = [posting for number in range(COUNT) for posting in snapshot.content(f"term{number}")]
        return found, len(missing), index.notice


WHOLE = [(number * 2 + half, half + 1) for number in range(COUNT) for half in (0, 1)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "cortex" / "index.db"
    assert use_index(found, VERSION, fill) == (WHOLE, COUNT, "")
    return found


def test_what_was_read_once_is_not_missing_again(path: Path) -> None:
    assert use_index(path, VERSION, fill) == (WHOLE, 0, "")


def test_the_file_is_private(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def empty(path: Path) -> None:
    path.write_bytes(b"")


def of_text(path: Path) -> None:
    path.write_text("no database at all\n" * 500)


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def zeros_inside(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(bytes(path.stat().st_size - 8192))


def noise_everywhere(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100::97] = bytes(len(content[100::97]))
    path.write_bytes(content)


def somebody_elses(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (value)")
    connection.close()


def without_a_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE posting")
    connection.close()


@pytest.mark.parametrize(
    "harm", [empty, of_text, cut_off, zeros_inside, noise_everywhere, somebody_elses, without_a_table, Path.unlink]
)
def test_a_damaged_or_foreign_file_is_built_anew_without_a_word(path: Path, harm: Callable[[Path], None]) -> None:
    harm(path)
    assert use_index(path, VERSION, fill) == (WHOLE, COUNT, "")
    assert use_index(path, VERSION, fill) == (WHOLE, 0, "")


def test_a_changed_byte_in_a_list_is_noticed(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE posting SET block = CAST(X'00000000' || substr(block, 5) AS BLOB)")
    connection.commit()
    connection.close()
    assert use_index(path, VERSION, fill) == (WHOLE, COUNT, "")


def test_the_index_of_another_version_is_built_anew(path: Path) -> None:
    assert use_index(path, "2", fill) == (WHOLE, COUNT, "")
    assert use_index(path, VERSION, fill) == (WHOLE, COUNT, "")


def test_a_file_in_use_by_another_version_is_left_alone(path: Path) -> None:
    def meanwhile(index: Index) -> None:
        _found, missing, notice = use_index(path, "2", fill)
        assert missing == COUNT
        assert "another version" in notice
        assert fill(index) == (WHOLE, 0, "")

    use_index(path, VERSION, meanwhile)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_without_permission_it_works_in_memory_and_says_so(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        found, missing, notice = use_index(path.with_name("other.db"), VERSION, fill)
    finally:
        path.parent.chmod(0o700)
    assert (found, missing) == (WHOLE, COUNT)
    assert "kept for the next time" in notice


def test_where_no_directory_can_be_it_works_in_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found, missing, notice = use_index(tmp_path / "file" / "index.db", VERSION, fill)
    assert (found, missing) == (WHOLE, COUNT)
    assert "kept for the next time" in notice


def test_a_link_or_directory_in_its_place_is_no_error(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.mkdir()
    found, missing, notice = use_index(path, VERSION, fill)
    assert (found, missing) == (WHOLE, COUNT)
    assert notice


def test_a_full_disk_is_no_error(path: Path) -> None:
    def filled(index: Index) -> tuple[list[tuple[int, int]], int, str]:
        if not index.notice:
            index._connection.execute("PRAGMA max_page_count = 1")
            write_texts(index, [small(number, f"new{number}") for number in range(1000, 3000)])
        return fill(index)

    found, missing, notice = use_index(path, VERSION, filled)
    assert (found, missing) == (WHOLE, COUNT)
    assert "full" in notice
