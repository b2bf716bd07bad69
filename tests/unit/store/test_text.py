from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cortex_cli.store.text import bind, read_text, restored, storable

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
@example("\x1a00ff")
@example("caf\udce9/\ud800\x00")
def test_every_string_survives_a_database(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.text_factory = read_text
    connection.execute("CREATE TABLE t (x TEXT) STRICT")
    connection.execute("INSERT INTO t VALUES (?)", bind(text))
    assert connection.execute("SELECT x FROM t").fetchone() == (text,)
    connection.close()


@given(ANY_TEXT, ANY_TEXT)
def test_different_strings_stay_different(a: str, b: str) -> None:
    assert (storable(a) == storable(b)) == (a == b)


@pytest.mark.parametrize("text", ["src/app.py", "C:\\temp\\x", "naïve ☃ \N{GRINNING FACE}", '{"a": "\\ud800"}', ""])
def test_ordinary_text_is_stored_as_it_is(text: str) -> None:
    assert storable(text) == text
    assert restored(text) == text


def test_moments_are_bound_in_utc_with_milliseconds() -> None:
    east = datetime(2026, 1, 2, 3, 4, 5, 678_900, timezone(timedelta(hours=2)))
    assert bind(east, datetime(2026, 1, 1, tzinfo=UTC)) == (
        "2026-01-02T01:04:05.678Z",
        "2026-01-01T00:00:00.000Z",
    )


def test_numbers_and_nothing_are_bound_unchanged() -> None:
    assert bind(3, 1.5, None, True) == (3, 1.5, None, True)
