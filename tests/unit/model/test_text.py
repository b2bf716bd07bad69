from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.text import clean, counted, duration, one_line, shortened

ANY_TEXT = st.text(st.characters(exclude_categories=()))
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(ANY_TEXT)
def test_cleaned_text_holds_nothing_a_terminal_would_act_on(text: str) -> None:
    for char in clean(text):
        assert char in "\n\t" or unicodedata.category(char) not in HIDDEN


@given(ANY_TEXT)
def test_cleaned_text_can_always_be_written(text: str) -> None:
    assert clean(text).encode("utf-8")[:0] == b""


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[?25l\x1b[2Jhidden", "hidden"),
        ("\x1b]52;c;ZXZpbA==\x07copied", "copied"),
        ("\x1b]8;;http://evil\x1b\\link", "link"),
        ("\x9b31mred", "red"),
        ("\x1b(Bplain", "plain"),
        ("\x1bPq#0\x1b\\sixel", "sixel"),
        ("10%\r\n", "10%\n"),
        ("user\u202egpj.exe", "usergpj.exe"),
        ("two\u2028lines", "twolines"),
        ("name\udcff", "name\\udcff"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("déjà vu 日本", "déjà vu 日本"),
    ],
)
def test_what_is_dropped_and_what_stays(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_an_unfinished_sequence_leaves_no_escape_behind() -> None:
    assert "\x1b" not in clean("\x1b]0;title without an end \x1b[")


def test_one_line_joins_lines_and_runs_of_blanks() -> None:
    assert one_line("  a\n\n b\t c ") == "a b c"


def test_shortened_text_fits_and_shows_that_it_was_cut() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abc def", 5) == "abc…"
    assert len(shortened("x" * 50, 10)) == 10


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "0.0 s"),
        (0.44, "0.4 s"),
        (9, "9.0 s"),
        (9.97, "10 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (185, "3 min 05 s"),
        (3600, "1 h"),
        (7625, "2 h 07 min"),
    ],
)
def test_durations_are_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_counts_agree_with_their_noun() -> None:
    assert [counted(1, "file"), counted(2, "file"), counted(0, "entry", "entries")] == [
        "1 file",
        "2 files",
        "0 entries",
    ]
