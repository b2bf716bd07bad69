"""What the proofs stand on: spelling, character sets, and the shortest path of languages."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cortex_cli.model.alphabet import regions, representatives
from cortex_cli.model.characters import ANY, Characters, character_class, in_segment
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.membership import union_of
from cortex_cli.model.path_search import shortest_path
from cortex_cli.model.segment import Glob, may_meet
from cortex_cli.model.segment_reader import read_segment
from cortex_cli.model.spelling import FIRST_JOINING, LAST_PLANE, folds, is_inert, joins, spell
from cortex_cli.model.steps import Budget

marked = st.text(st.sampled_from("aeiAEIßſKΣς\u0301\u0323\u0345\u0308\u1fb3\u0130\u01f0ᄀ각\udcff"), max_size=6)


@given(marked | st.text(max_size=8))
@example("\u0345\u0301")
@settings(max_examples=300)
def test_spelling_twice_changes_nothing(text: str) -> None:
    for fold_case in (False, True):
        once = spell(text, fold_case)
        assert spell(once, fold_case) == once
        assert spell(unicodedata.normalize("NFD", text), fold_case) == once


def test_no_character_folds_beyond_the_planes_that_are_searched() -> None:
    beyond = range(LAST_PLANE, sys.maxunicode + 1, 257)
    assert all(spell(chr(code), True) == chr(code) for code in beyond)
    assert max(folds()) < LAST_PLANE


def test_the_table_of_folds_is_complete_where_case_is() -> None:
    codes = [*range(0x600), *range(0x10A0, 0x1100), *range(0x1E00, 0x2200), *range(0x10400, 0x10500)]
    expected = {code: spell(chr(code), True) for code in codes if spell(chr(code), True) != chr(code)}
    assert {code: text for code, text in folds().items() if code in set(codes)} == expected


@given(st.characters(), st.characters(min_codepoint=FIRST_JOINING))
@example("e", "\u0301")
@example("\u09c7", "\u09be")
@example("ᄀ", "ᅡ")
@example("À", "\u0323")
def test_only_joining_characters_change_a_neighbour_and_inert_ones_never(before: str, after: str) -> None:
    if unicodedata.normalize("NFC", before + after) != spell(before) + spell(after):
        assert joins(spell(after)[0])
        assert not is_inert(spell(before)[-1])


def test_below_the_first_joining_character_text_never_changes() -> None:
    text = "".join(map(chr, range(FIRST_JOINING)))
    assert spell(text) == text
    assert not any(map(joins, text))


spans = st.lists(
    st.tuples(st.integers(0, 0x10FFFF), st.integers(0, 200)).map(lambda span: (span[0], min(sum(span), 0x10FFFF))),
    max_size=5,
)


@given(spans, st.characters())
def test_a_character_is_in_a_set_or_in_its_complement(chosen: list[tuple[int, int]], char: str) -> None:
    inside = any(first <= ord(char) <= last for first, last in chosen)
    members = in_segment(chosen)
    stands = char not in "\0/"
    assert (char in members) == (inside and stands)
    assert (char in members.complement()) == (not inside and stands)
    assert members.complement().complement() == members


@given(st.lists(spans.map(in_segment), min_size=1, max_size=4))
def test_regions_divide_every_set_and_are_divided_by_none(sets: list[Characters]) -> None:
    parts = regions(frozenset(sets))
    borders = {first for each in sets for first, _ in each.spans}
    for code in borders - {0, 0x2F}:
        assert sum(chr(code) in part for part in parts) == 1
    for part in parts:
        ends = {chr(code) for span in part.spans for code in span}
        assert all(len({char in each for char in ends}) == 1 for each in sets)


def test_a_representative_is_readable_outside_what_is_avoided_and_keeps_its_neighbours() -> None:
    assert representatives(ANY, "ab", fold_case=False, joining=False) == ("c",)
    assert representatives(in_segment([(0x41, 0x5A)]), "", fold_case=False, joining=False) == ("A",)
    assert representatives(in_segment([(0x41, 0x5A)]), "", fold_case=True, joining=False) == ()
    (char,) = representatives(in_segment([(0x61, 0x7A)]), "", fold_case=False, joining=True)
    assert is_inert(char)
    marks = in_segment([(0x300, 0x302)])
    assert representatives(marks, "", fold_case=False, joining=True) == ("\u0300", "\u0301", "\u0302")
    assert representatives(in_segment([(0x61, 0x62)]), "ab", fold_case=False, joining=False) == ("a", "b")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a*", "*b", True),
        ("a*", "b*", False),
        ("*a?", "*b", True),
        ("*a[x-z]", "*b?", False),
        ("*_1.py", "*_2.py", False),
        ("?b*", "[ac]*x", True),
        ("[ab]*", "[bc]*", True),
        ("[ab]*", "[cd]*", False),
        ("??", "???", False),
        ("a?", "?b", True),
        ("a?", "b?", False),
        ("??", "*", True),
        ("??", "*a*", True),
        ("?b?", "*a*c", True),
        ("?b", "*a*c", False),
        ("a[bc]d", "*[cd]*[de]", True),
        ("a[bc]d", "*[cd]*[de]?", False),
        ("abab?", "*ab*ab*c", True),
        ("aba?", "*ab*ab*c", False),
    ],
)
def test_the_ends_of_two_segments_tell_whether_they_may_meet(one: str, other: str, expected: bool) -> None:
    left, right = read_segment(one, False), read_segment(other, False)
    assert isinstance(left, Glob)
    assert isinstance(right, Glob)
    assert may_meet(left, right) is expected
    assert may_meet(right, left) is expected


def test_a_class_that_holds_only_folding_characters_keeps_their_folded_form() -> None:
    assert "s" in character_class(((0x17F, 0x17F),), False, True)
    assert "s" not in character_class(((0x17F, 0x17F),), False, False)
    assert "S" not in character_class(((0x73, 0x73),), True, False).complement()


def search(one: str, other: str, *lacking: str, fold_case: bool = False, budget: int = 10_000) -> str | None:
    first, second, third = (union_of(tuple(each), fold_case).language for each in ([one], [other], lacking))
    return shortest_path(first, second, (third,), fold_case=fold_case, budget=Budget(budget))


@pytest.mark.parametrize(
    ("one", "other", "lacking", "path"),
    [
        ("**", "**", [], "a"),
        ("**", "**", ["*"], "a/a"),
        ("?", "**", ["[!.]"], None),
        ("??", "**", ["[!.]?", ".[!.g]"], ".g"),
        (".?i?", "**", ["?[!g]??", "???[!t]"], None),
        ("*", "**", ["[!x]*", "x"], "xa"),
        ("*", "**", ["[!é]*"], "é"),
        ("a*b", "**", ["*[a-w]*b", "ab"], None),
        ("a*b", "**", ["a[a-w]*b", "ab"], "axb"),
        ("[[:cntrl:]]", "**", ["[\x01-\x1e]"], "\x1f"),
        ("?\u0301", "**", ["[!a-e]*"], "b\u0301"),
        ("[e]?", "?[\u0301]", [], None),
        ("*/x", "*/*", ["[!ab]*/**", "a/", "b/x"], "aa/x"),
    ],
)
def test_the_shortest_path_of_two_languages_without_a_third(
    one: str, other: str, lacking: list[str], path: str | None
) -> None:
    assert search(one, other, *lacking) == path
    assert search(other, one, *lacking) == path


def test_a_search_stops_when_its_steps_are_used_up() -> None:
    with pytest.raises(ProofBudgetExceeded):
        search("*a*b*c*", "*d*e*f*", budget=50)
    assert search("*a*b*", "*c*", budget=2_000) == "abc"


def test_two_stars_with_long_tails_take_steps_by_the_product_of_their_lengths() -> None:
    assert search("*a" + "?" * 40, "*b" + "?" * 40, budget=20_000) is None
