"""Which characters stand for which, held to Unicode's own tables."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from cortex_cli.audit.characters import LAST_FOLDING, Alphabet, everything_but, folded, joins, spelled


def test_whatever_composes_with_the_character_before_it_is_known() -> None:
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            assert joins(chr(int(parts[1], 16))), hex(code)
        if unicodedata.combining(chr(code)):
            assert joins(chr(code)), hex(code)


def test_nothing_folds_or_composes_past_the_last_one_looked_at() -> None:
    for code in range(LAST_FOLDING + 1, sys.maxunicode + 1):
        assert spelled(chr(code), True) == chr(code)


def test_folding_makes_other_single_characters() -> None:
    assert {chr(code): chr(to) for code, to in folded().items() if code < 0x100}["Ä"] == "ä"
    assert chr(folded()[ord("K")]) == "k"
    assert ord("ß") not in folded()


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([], [(1, 0x2E), (0x30, 0x10FFFF)]),
        ([(1, 0x10FFFF)], []),
        ([(0x61, 0x63), (0x62, 0x70)], [(1, 0x2E), (0x30, 0x60), (0x71, 0x10FFFF)]),
        ([(0x30, 0x10FFFE)], [(1, 0x2E), (0x10FFFF, 0x10FFFF)]),
    ],
)
def test_what_is_left_of_a_name_without_some_characters(
    spans: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    assert list(everything_but(spans)) == left


def test_one_readable_character_stands_for_a_range() -> None:
    alphabet = Alphabet({ord("a"), ord("q"), 0x300}, fold_case=False)
    assert alphabet.choices(ord("a"), ord("q")) == ("a",)
    assert alphabet.choices(0x300, 0x110000) == ("\u0370",)
    assert alphabet.whole


def test_where_case_is_folded_a_range_of_capitals_has_none() -> None:
    alphabet = Alphabet({ord("A"), ord("Z") + 1}, fold_case=True)
    assert alphabet.choices(ord("A"), ord("Z") + 1) == ()


def test_where_an_accent_has_to_be_tried_a_character_that_it_leaves_alone_is_preferred() -> None:
    alphabet = Alphabet({0x301, 0x302}, fold_case=False)
    assert alphabet.choices(0x301, 0x302) == ("\u0301",)
    (char,) = alphabet.choices(1, 0x301)
    assert unicodedata.normalize("NFC", char + "\u0301") == char + "\u0301"
    assert alphabet.follow("", "e") == "e"
    assert alphabet.follow("e", "\u0301") is None
    assert alphabet.follow("b", "\u0301") == "b\u0301"


def test_more_characters_that_matter_than_are_tried_are_owned_up_to() -> None:
    alphabet = Alphabet({0x300, 0x370, 0xAC00, 0xAC00 + 11172}, fold_case=False)
    alphabet.choices(0x300, 0x370)
    assert not alphabet.whole
