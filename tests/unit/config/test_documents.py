"""Loading documents, checking what they say they are, and giving them a type."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.config.documents import Document, load_document, read_document, take_schema, validate
from cortex_cli.config.problems import DocumentError
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Plan


@dataclass(frozen=True)
class Point:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    x: int
    y: int = 0


def refusal(text: str | bytes, name: str = "plan.yaml") -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load_document(text, name)
    return caught.value


def test_yaml_and_json_give_the_same_document() -> None:
    yaml = load_document("request: x\nobjectives:\n- {id: a}\n", "p")
    json = load_document(b'{"request": "x", "objectives": [{"id": "a"}]}', "p")
    assert yaml.data == json.data


def test_a_place_is_a_file_and_a_line() -> None:
    document = load_document("a: 1\nb:\n  - c: 2\n    d: 3\n", "team.yaml")
    assert document.where(("b", 0, "d")) == "team.yaml:4"


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("b", 0, "missing"), 3),
        (("b", 7), 2),
        (("nothing", "there"), 1),
        ((), 1),
        (("b", "a-union-member", 0, "d"), 4),
    ],
)
def test_a_place_that_does_not_exist_is_that_of_the_deepest_value_on_the_way(
    loc: tuple[str | int, ...], line: int
) -> None:
    document = load_document("a: 1\nb:\n  - c: 2\n    d: 3\n", "team.yaml")
    assert document.line(loc) == line


def test_a_byte_order_mark_is_passed_over() -> None:
    assert load_document(b"\xef\xbb\xbfa: 1\n", "p").data == {"a": 1}


def test_windows_line_ends_are_read_and_counted() -> None:
    document = load_document(b"a: 1\r\nb: 2\r\n", "p")
    assert document.data == {"a": 1, "b": 2}
    assert document.line(("b",)) == 2


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("", "plan.yaml is empty", "plan.yaml"),
        ("# nothing\n", "plan.yaml is empty", "plan.yaml"),
        ("null\n", "must be a mapping", "plan.yaml:1"),
        ("\n- a\n", "must be a mapping", "plan.yaml:2"),
        ("just text\n", "must be a mapping", "plan.yaml:1"),
        (b"a: 1\nb: caf\xe9\n", "is not UTF-8", "plan.yaml:2"),
        ("a: 1\n".encode("utf-16"), "is not UTF-8", "plan.yaml:1"),
        ("a: 1\nb: \x07\n", "holds the character U+0007", "plan.yaml:2"),
        ("a: \x00", "holds the character U+0000", "plan.yaml:1"),
        ("a: \ud800", "holds the character U+D800", "plan.yaml:1"),
        ("a: " + "x" * 5_000_001, "over 5 MB", "plan.yaml"),
        ("a: " + "[" * 60 + "]" * 60, "nested deeper than 50", "plan.yaml:1"),
        ("a: 1\nb: 2\na: 3\n", "the key a stands on line 1 already", "plan.yaml:3"),
    ],
)
def test_unreadable_documents_are_refused_with_their_place(text: str | bytes, message: str, where: str) -> None:
    error = refusal(text)
    assert message in error.message
    assert error.where == where


def test_flaws_are_told_in_the_order_of_lines() -> None:
    error = refusal("a: yes\nb: 010\na: 1:30\n")
    assert [problem.where for problem in error.problems] == [
        "plan.yaml:1",
        "plan.yaml:2",
        "plan.yaml:3",
        "plan.yaml:3",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t01yesno<~", max_size=40) | st.binary(max_size=40))
def test_whatever_the_text_is_it_is_read_or_refused(text: str | bytes) -> None:
    try:
        document = load_document(text, "p")
    except ConfigurationError as error:
        assert error.where
    else:
        assert isinstance(document.data, dict)


def test_a_file_is_named_by_its_last_part_or_by_its_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "p.yaml").write_text("a: 1\n")
    monkeypatch.chdir(tmp_path)
    assert read_document(tmp_path / "plans" / "p.yaml").name == "p.yaml"
    assert read_document(Path("plans/p.yaml")).name == "plans/p.yaml"


def test_a_missing_file_is_told_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot read p\.yaml: No such file"):
        read_document(tmp_path / "p.yaml")


def test_a_directory_or_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path, tmp_path / "pipe.yaml"):
        with pytest.raises(ConfigurationError, match="not a regular file"):
            read_document(path)


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "p.yaml").open("wb") as stream:
        stream.truncate(10**12)
    with pytest.raises(ConfigurationError, match="over 5 MB"):
        read_document(tmp_path / "p.yaml")


def document(text: str) -> Document:
    return load_document(text, "plan.yaml")


def test_the_schema_key_is_taken_off() -> None:
    taken = take_schema(document("schema: cortex/plan/v1\nrequest: x\n"), "plan", required=True)
    assert taken.data == {"request": "x"}
    assert taken.where(("request",)) == "plan.yaml:2"


def test_an_optional_schema_may_be_missing() -> None:
    assert take_schema(document("request: x\n"), "team", required=False).data == {"request": "x"}


def test_a_required_schema_may_not() -> None:
    with pytest.raises(ConfigurationError) as caught:
        take_schema(document("request: x\n"), "plan", required=True)
    assert caught.value.mend == "begin with: schema: cortex/plan/v1"


@pytest.mark.parametrize("other", ["cortex/team/v1", "cortex/plan/v2", "1", "[]"])
def test_another_schema_is_refused_even_where_none_is_required(other: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        take_schema(document(f"request: x\nschema: {other}\n"), "plan", required=False)
    assert caught.value.message == "schema: must be cortex/plan/v1"
    assert caught.value.where == "plan.yaml:2"


def test_validated_data_has_the_type_asked_for() -> None:
    assert validate(document("x: 1\n"), Point) == Point(1, 0)


def test_derived_keys_can_be_left_out_first() -> None:
    assert validate(document("x: 1\nwaves: []\n").without("waves"), Point) == Point(1, 0)


def test_all_problems_are_told_at_once_by_line() -> None:
    with pytest.raises(DocumentError) as caught:
        validate(document("y: '2'\nz: 3\n"), Point)
    assert [(problem.where, problem.message) for problem in caught.value.problems] == [
        ("plan.yaml:1", "x: is missing"),
        ("plan.yaml:1", "y: must be a whole number, not text"),
        ("plan.yaml:2", "z: is not a known key"),
    ]


PLAN = """\
schema: cortex/plan/v1
request: Add a thing
objectives:
  - id: a
    title: The first
    wave: 1
    scope:
      touch:
        - src/a.py
        - "{pattern}"
  - id: b
    title: The second
    wave: 2
    depends_on: [a]
    scope: {{touch: [docs], forbid: ["{pattern}"]}}
"""


def test_a_plan_written_by_hand_needs_only_a_little() -> None:
    text = PLAN.replace("{pattern}", "src/b.py").replace("{{", "{").replace("}}", "}")
    plan = validate(take_schema(document(text), "plan", required=True), Plan)
    assert [objective.id for objective in plan.objectives] == ["a", "b"]
    assert plan.objective("a").scope.touch == ("src/a.py", "src/b.py")
    assert plan.objective("b").depends_on == ("a",)


def test_bad_patterns_are_told_at_their_own_lines() -> None:
    text = PLAN.format(pattern="../outside")
    with pytest.raises(DocumentError) as caught:
        validate(take_schema(document(text), "plan", required=True), Plan)
    assert [problem.where for problem in caught.value.problems] == ["plan.yaml:10", "plan.yaml:15"]
    assert caught.value.problems[0].message.startswith("objectives[0].scope.touch[1]: ")
    assert caught.value.problems[1].message.startswith("objectives[1].scope.forbid[0]: ")


def test_a_file_name_that_is_not_unicode_comes_through() -> None:
    objective = {"id": "a", "title": "t", "wave": 1, "scope": {"touch": ["caf\udce9"]}}
    plan = validate(document(json.dumps({"request": "x", "objectives": [objective]})), Plan)
    assert plan.objective("a").scope.touch == ("caf\udce9",)
