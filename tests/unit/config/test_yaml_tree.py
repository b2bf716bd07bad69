"""YAML as data with lines, and what is refused while it is read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.config.yaml_tree import DEEPEST, Flaw, read_tree

KEYS = st.text(max_size=40)  # YAML reads no key of more than 1024 characters, escapes counted
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def flaws(text: str) -> list[Flaw]:
    return read_tree(text).flaws


def only_flaw(text: str) -> Flaw:
    (flaw,) = flaws(text)
    return flaw


def test_every_value_keeps_its_line() -> None:
    tree = read_tree("workers:\n  - id: a\n    env:\n      A: x\n  - id: b\n")
    assert tree.data == {"workers": [{"id": "a", "env": {"A": "x"}}, {"id": "b"}]}
    assert tree.lines == {
        (): 1,
        ("workers",): 1,
        ("workers", 0): 2,
        ("workers", 0, "id"): 2,
        ("workers", 0, "env"): 3,
        ("workers", 0, "env", "A"): 4,
        ("workers", 1): 5,
        ("workers", 1, "id"): 5,
    }


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=4), st.sampled_from([None, 2]))
def test_any_json_object_is_read_as_json_reads_it(data: dict[str, object], indent: int | None) -> None:
    tree = read_tree(json.dumps(data, indent=indent))
    assert tree.flaws == []
    assert tree.data == data


def test_json_indented_with_tabs_is_read() -> None:
    assert read_tree('{\n\t"a": [\n\t\t1\n\t]\n}\n').data == {"a": [1]}


def test_json_escapes_of_emoji_and_of_undecodable_bytes_are_read() -> None:
    tree = read_tree(json.dumps({"request": "add 😀", "path": "caf\udce9.py"}))
    assert tree.data == {"request": "add 😀", "path": "caf\udce9.py"}


def test_quoted_and_block_text_is_text_whatever_it_looks_like() -> None:
    tree = read_tree("a: 'yes'\nb: \"010\"\nc: |\n  1:30\nd: >-\n  on\n")
    assert tree.flaws == []
    assert tree.data == {"a": "yes", "b": "010", "c": "1:30\n", "d": "on"}


def test_keys_are_text_as_written_so_that_on_needs_no_quotes() -> None:
    tree = read_tree("on: [wave]\n1: a\nyes: b\n")
    assert tree.flaws == []
    assert tree.data == {"on": ["wave"], "1": "a", "yes": "b"}


def test_a_surprising_value_says_how_to_quote_it_and_where() -> None:
    flaw = only_flaw("a: 1\nb:\n  - x\n  - no\n")
    assert flaw.line == 4
    assert flaw.message == "no without quotes is true or false to some readers"
    assert flaw.mend.endswith('"no"')


def test_a_duplicate_key_names_both_lines() -> None:
    flaw = only_flaw("workers: []\ngates: []\nworkers: []\n")
    assert (flaw.line, flaw.message) == (3, "the key workers stands on line 1 already")


def test_a_duplicate_mapping_is_told_once_and_not_for_each_key_in_it() -> None:
    flaw = only_flaw("a:\n  x: 1\na:\n  x: 2\n")
    assert (flaw.line, flaw.message) == (3, "the key a stands on line 1 already")


def test_a_key_is_a_duplicate_however_it_is_quoted() -> None:
    assert only_flaw("{a: 1, \"a\": 2, 'b': 3}").message == "the key a stands on line 1 already"


def test_equal_keys_of_different_mappings_are_fine() -> None:
    assert flaws("- id: a\n- id: a\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1\n", "&x names a value"),
        ("a: &x [1]\n", "&x names a value"),
        ("a: *x\n", "*x refers to another value"),
        ("*x : 1\n", "*x refers to another value"),
        ("a: !!str 1\n", "is a YAML tag"),
        ("a: !thing {b: 1}\n", "!thing is a YAML tag"),
        ("<<: {a: 1}\n", "<< merges mappings"),
        ("?\n: 1\n", "an empty key"),
        ("[a, b]: 1\n", "a key must be text"),
        ("? {a: 1}\n: 2\n", "a key must be text"),
        ("a: 1\n---\nb: 2\n", "a second document begins here"),
        ("a:\n\t- b\n", "not valid YAML"),
        ("a: [1\n", "not valid YAML"),
        ('a: "x\n', "not valid YAML"),
        ("a: b: c\n", "not valid YAML"),
        ("@a: 1\n", "not valid YAML"),
    ],
)
def test_what_yaml_offers_beyond_plain_data_is_refused(text: str, message: str) -> None:
    assert message in flaws(text)[0].message


def test_a_bomb_of_aliases_stops_at_its_first() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert [flaw.line for flaw in flaws(bomb)] == [1, 2, 2]


def test_tabs_are_named_as_the_cause() -> None:
    flaw = only_flaw("a:\n\t- b\n")
    assert (flaw.line, flaw.mend) == (2, "indent with blanks, not tabs")


def test_all_flaws_of_a_document_are_told() -> None:
    assert [flaw.line for flaw in flaws("a: yes\nb: 010\na: &x 1\n")] == [1, 2, 3, 3]


def test_nesting_is_fine_up_to_the_limit_and_refused_beyond_it() -> None:
    assert flaws("[" * DEEPEST + "]" * DEEPEST) == []
    assert only_flaw("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)).message == "nested deeper than 50 levels"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_million_levels_end_at_the_limit(opening: str) -> None:
    assert "nested deeper" in flaws(opening * 1_000_000)[-1].message


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_text_without_a_value_is_empty(text: str) -> None:
    assert read_tree(text).empty


def test_a_document_that_is_null_is_not_empty() -> None:
    assert not read_tree("---\n").empty
