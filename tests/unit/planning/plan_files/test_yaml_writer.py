from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.config.documents import load_document
from cortex_cli.model.encoding import JsonValue
from cortex_cli.planning.plan_files.yaml_writer import yaml_text
from tests.unit.planning.builders import unhurried

texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
keys = st.from_regex(r"[a-z_]{1,8}", fullmatch=True).filter(lambda key: key not in {"_"})
values: st.SearchStrategy[JsonValue] = st.recursive(
    scalars | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


SURPRISING = r"""no
On
y
null
~
010
1:30
1e5
0x1f
1_000
2024-01-01
-
- a
a: b
a #b
#
*x
&x
!tag
@x
`x`
%x
'
"
\
a\b
[a]
{a}
?
|
>-
=
<<
app/\[id\]/page.tsx"""

ODD = ("", "a\tb", " a", "a ", "\ufeff", "\x85", "\u2028", "\x00", "\x7f", "e\u0301", "😀")


def read_back(value: JsonValue) -> JsonValue:
    return load_document(yaml_text({"value": value}, ["head"], {}), "plan.yaml").data["value"]


@pytest.mark.parametrize("text", [*SURPRISING.splitlines(), *ODD])
def test_text_that_yaml_would_take_for_something_else_comes_back(text: str) -> None:
    assert read_back(text) == text
    assert read_back([text]) == [text]


@pytest.mark.parametrize(
    "text", ["a\nb", "a\n\nb", "a\n  b\n c", "a\n", "\na", " a\nb", "a \nb", "a\r\nb", "a\n#b", "\n"]
)
def test_text_of_several_lines_comes_back(text: str) -> None:
    assert read_back(text) == text


def test_several_lines_are_written_as_a_block_that_can_be_edited() -> None:
    assert yaml_text({"request": "first\n\n- second"}, [], {}) == "request: |-\n  first\n\n  - second\n"


@pytest.mark.parametrize("number", [0.0, 1e16, -1e-7, 123.25, 1.5e300, 5e-324])
def test_numbers_stay_numbers(number: float) -> None:
    found = read_back(number)
    assert isinstance(found, float)
    assert found == number


def test_notes_stand_above_their_key_and_names_are_not_quoted_without_need() -> None:
    text = yaml_text(
        {"id": "plan-1", "objectives": [{"id": "O1", "touch": []}]}, ["A plan."], {"objectives": ["What."]}
    )
    assert text == "# A plan.\nid: plan-1\n# What.\nobjectives:\n  - id: O1\n    touch: []\n"


def test_under_a_dense_key_lists_of_scalars_stand_on_one_line() -> None:
    document: dict[str, JsonValue] = {
        "plain": {"names": ["a", "b"]},
        "dense": [{"names": ["a, b", "]", "# c", "null"], "empty": [], "deep": [{"x": [1, None]}]}],
    }
    text = yaml_text(document, [], {}, dense=("dense",))
    assert text.splitlines() == [
        "plain:",
        "  names:",
        "    - a",
        "    - b",
        "dense:",
        '  - names: ["a, b", "]", "# c", "null"]',
        "    empty: []",
        "    deep:",
        "      - x: [1, null]",
    ]
    assert load_document(text, "plan.yaml").data == document


@unhurried
@given(values)
def test_any_value_comes_back_from_a_dense_form_too(value: JsonValue) -> None:
    assert load_document(yaml_text({"value": value}, [], {}, dense=("value",)), "plan.yaml").data["value"] == value


@unhurried
@given(values)
def test_any_value_comes_back(value: JsonValue) -> None:
    assert read_back(value) == value
