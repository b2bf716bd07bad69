from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cortex_cli.model.errors import ExecutionError, InvariantError
from cortex_cli.store.database import open_database
from cortex_cli.store.migrations import Migration, read_migrations, schema_version

FIRST = Migration(1, "first", "CREATE TABLE a (x TEXT) STRICT;\n-- a comment; with a semicolon\n")
SECOND = Migration(
    2,
    "second",
    "ALTER TABLE a ADD COLUMN y TEXT DEFAULT ';';\n"
    "CREATE TRIGGER kept BEFORE DELETE ON a BEGIN SELECT 1; SELECT RAISE(ABORT, 'kept'); END;\n",
)


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_schema"))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema_version(connection)


def test_an_old_database_becomes_what_a_fresh_one_is(tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    open_database(old, [FIRST]).close()
    open_database(old, [FIRST, SECOND]).close()
    open_database(fresh, [FIRST, SECOND]).close()
    assert schema(old) == schema(fresh)
    assert version(old) == version(fresh) == 2


def test_rows_survive_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_database(path, [FIRST])) as connection:
        connection.execute("INSERT INTO a VALUES ('kept')")
    with closing(open_database(path, [FIRST, SECOND])) as connection:
        assert [tuple(row) for row in connection.execute("SELECT x, y FROM a")] == [("kept", ";")]


def test_a_migration_that_fails_half_way_leaves_the_schema_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    broken = Migration(2, "broken", "CREATE TABLE b (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT;")
    with pytest.raises(InvariantError, match="already exists"):
        open_database(path, [FIRST, broken])
    assert version(path) == 1
    assert [name for name, _ in schema(path)] == ["a"]
    open_database(path, [FIRST, SECOND]).close()
    assert version(path) == 2


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, [FIRST, SECOND]).close()
    before = path.read_bytes()
    with pytest.raises(ExecutionError, match="schema 2, and this Cortex knows schemas up to 1") as caught:
        open_database(path, [FIRST])
    assert caught.value.where == str(path)
    assert "upgrade" in (caught.value.mend or "")
    assert path.read_bytes() == before


def test_an_unfinished_statement_is_a_bug(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(InvariantError, match="incomplete"):
        open_database(path, [Migration(1, "first", "CREATE TABLE a (x TEXT); CREATE TABLE b (x TEXT")])
    assert schema(path) == []


def test_migrations_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "0002_more.sql").write_text("SELECT 2;")
    (tmp_path / "0001_first.sql").write_text("SELECT 1;")
    (tmp_path / "README.md").write_text("not a migration")
    assert read_migrations(tmp_path) == (
        Migration(1, "first", "SELECT 1;"),
        Migration(2, "more", "SELECT 2;"),
    )


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["0002_late.sql"], "not numbered"),
        (["0001_a.sql", "0001_b.sql"], "not numbered"),
        (["first.sql"], "not named like"),
    ],
)
def test_a_gap_a_twin_or_another_name_is_a_bug(tmp_path: Path, names: list[str], message: str) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")
    with pytest.raises(InvariantError, match=message):
        read_migrations(tmp_path)
