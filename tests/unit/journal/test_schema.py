from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from cortex_cli.journal.journal import MIGRATIONS
from tests.unit.journal.samples import journal_at

SCHEMA = MIGRATIONS.parent / "schema.sql"
Shape = dict[str, list[tuple[object, ...]]]


def shape(connection: sqlite3.Connection) -> Shape:
    """Tables, columns, keys, indexes and triggers, however their SQL was written."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found: Shape = {
        "tables": sorted(tuple(row[1:]) for row in connection.execute("PRAGMA table_list") if row[1] in tables),
        "triggers": sorted(
            (name, table, " ".join(sql.split()))
            for name, table, sql in connection.execute(
                "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"
            )
        ),
    }
    for table in tables:
        for question in ("table_xinfo", "foreign_key_list", "index_list"):
            rows = connection.execute(f"PRAGMA {question}({table})")
            found[f"{question} {table}"] = sorted((tuple(row) for row in rows), key=repr)
    return found


def test_the_written_schema_is_what_the_migrations_make(path: Path) -> None:
    journal_at(path).close()
    with closing(sqlite3.connect(path)) as migrated, closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(SCHEMA.read_text(encoding="utf-8"))
        assert shape(migrated) == shape(fresh)


def test_every_table_is_strict(path: Path) -> None:
    journal_at(path).close()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite_%'")
        assert rows.fetchall() == []
