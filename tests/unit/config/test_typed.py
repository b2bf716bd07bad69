"""Plain data becoming dataclasses: strict about types, plain in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Literal

import pytest

from cortex_cli.config.problems import Fault
from cortex_cli.config.typed import WrongShape, json_schema, type_at, typed, value_at
from cortex_cli.model.errors import UsageError

STRICT = {"extra": "forbid"}


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class TooLong(UsageError, ValueError):
    """An error of ours that validators collect."""


@dataclass(frozen=True)
class Leaf:
    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    name: str
    size: int = 0

    def __post_init__(self) -> None:
        if self.size > 9:
            raise ValueError("too big a leaf")
        if len(self.name) > 9:
            raise TooLong("too long a name", mend="shorten it")


@dataclass(frozen=True)
class Tree:
    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    leaves: tuple[Leaf, ...] = ()
    colour: Colour = Colour.RED
    kind: Literal["tree"] = "tree"
    height: float | None = None
    alive: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    root: Leaf | None = None


def faults(data: object, type_: Any = Tree) -> tuple[Fault, ...]:
    with pytest.raises(WrongShape) as caught:
        typed(data, type_)
    return caught.value.faults


def only_fault(data: object) -> Fault:
    (fault,) = faults(data)
    return fault


def test_lists_words_and_whole_numbers_become_tuples_members_and_floats() -> None:
    data = {
        "leaves": [{"name": "a", "size": 1}],
        "colour": "green",
        "height": 3,
        "labels": {"x": "y"},
        "root": {"name": "r"},
    }
    tree = typed(data, Tree)
    assert tree == Tree((Leaf("a", 1),), Colour.GREEN, "tree", 3.0, True, {"x": "y"}, Leaf("r"))
    assert isinstance(tree.height, float)
    assert tree.colour is Colour.GREEN


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        ({"leaves": {}}, ("leaves",), "must be a list, not a mapping"),
        ({"leaves": "a"}, ("leaves",), "must be a list, not text"),
        ({"leaves": None}, ("leaves",), "must be a list, not empty"),
        ({"leaves": [1]}, ("leaves", 0), "must be a mapping of keys to values, not a number"),
        ({"root": []}, ("root",), "must be a mapping of keys to values, not a list"),
        ({"labels": []}, ("labels",), "must be a mapping of keys to values, not a list"),
        ({"root": {"name": "a", "size": "4"}}, ("root", "size"), "must be a whole number, not text"),
        (
            {"root": {"name": "a", "size": 1.5}},
            ("root", "size"),
            "must be a whole number, not a decimal number",
        ),
        (
            {"root": {"name": "a", "size": True}},
            ("root", "size"),
            "must be a whole number, not true or false",
        ),
        ({"height": "3"}, ("height",), "must be a number, not text"),
        ({"alive": 1}, ("alive",), "must be true or false, not a number"),
        ({"alive": "true"}, ("alive",), "must be true or false, not text"),
        ({"colour": 1}, ("colour",), "must be one of red, green"),
        ({"kind": "bush"}, ("kind",), "must be one of tree"),
        ({"root": {}}, ("root", "name"), "is missing"),
    ],
)
def test_wrong_types_are_told_without_the_value(data: object, path: tuple[str | int, ...], message: str) -> None:
    fault = only_fault(data)
    assert (fault.loc, fault.message) == (path, message)


@pytest.mark.parametrize("value", [True, 8080, 1.5])
def test_what_could_be_text_should_be_put_in_quotes(value: object) -> None:
    fault = only_fault({"labels": {"PORT": value}})
    assert fault.loc == ("labels", "PORT")
    assert fault.mend == "put it in quotes"


@pytest.mark.parametrize(
    ("data", "mend"),
    [
        ({"leaves": "a"}, "make it a list: leaves: [...]"),
        ({"leaves": 3}, "make it a list: leaves: [...]"),
        ({"leaves": {"a": 1}}, None),
        ({"leaves": None}, None),
        ({"root": {"name": "a", "size": "-4"}}, "leave out the quotes"),
        ({"root": {"name": "a", "size": "4.5"}}, None),
        ({"root": {"name": "a", "size": "many"}}, None),
        ({"height": "3.5"}, "leave out the quotes"),
        ({"alive": "True"}, "leave out the quotes"),
        ({"alive": "yes"}, None),
    ],
)
def test_text_that_was_meant_as_something_else_is_told_with_how_to_write_it(data: object, mend: str | None) -> None:
    assert only_fault(data).mend == mend


def test_unknown_keys_get_the_nearest_known_one_of_their_own_mapping() -> None:
    found = faults({"colur": "red", "root": {"name": "a", "sise": 1}, "leaves": [{"name": "b", "nmae": "c"}]})
    assert {(fault.loc, fault.mend) for fault in found} == {
        (("colur",), "write colour"),
        (("root", "sise"), "write size"),
        (("leaves", 0, "nmae"), "write name"),
    }


def test_a_word_that_is_nearly_a_member_is_mended() -> None:
    assert only_fault({"colour": "gren"}).mend == "write green"


def test_the_text_of_a_value_error_arrives_at_its_object() -> None:
    fault = only_fault({"leaves": [{"name": "a"}, {"name": "b", "size": 10}]})
    assert fault == Fault(("leaves", 1), "too big a leaf")


def test_our_own_errors_keep_their_mend() -> None:
    fault = only_fault({"root": {"name": "abcdefghijkl"}})
    assert fault == Fault(("root",), "too long a name", "shorten it")


def test_places_begin_where_the_data_stands() -> None:
    with pytest.raises(WrongShape) as caught:
        typed({"size": 1}, Leaf, ("leaves", 3))
    assert caught.value.faults[0].loc == ("leaves", 3, "name")


def test_surrogates_come_through_in_every_kind_of_value() -> None:
    odd = "caf\udce9"
    data = {"leaves": [{"name": odd}], "labels": {odd: odd}, "colour": "green", "height": 1.5}
    tree = typed(data, Tree)
    assert tree == Tree((Leaf(odd),), Colour.GREEN, height=1.5, labels={odd: odd})
    assert tree.colour is Colour.GREEN


def test_types_other_than_dataclasses_serve_too() -> None:
    assert typed(["a", "b"], tuple[str, ...]) == ("a", "b")
    assert faults(["a", 1], tuple[str, ...])[0].loc == (1,)


def test_a_schema_describes_the_same_documents() -> None:
    schema = json_schema(Tree)
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Leaf"]["required"] == ["name"]


def test_values_are_found_by_their_place() -> None:
    data = {"a": [{"b": 1}]}
    assert value_at(data, ("a", 0, "b")) == 1
    assert value_at(data, ("a", 1, "b")) is None
    assert value_at(data, ("a", "b")) is None
    assert value_at(data, ("a", 0, "b", "c")) is None


def test_types_are_found_by_their_place() -> None:
    assert type_at(Tree, ("root",)) is Leaf
    assert type_at(Tree, ("leaves", 5, "size")) is int
    assert type_at(Tree, ("labels", "x")) is str
    assert type_at(Tree, ("nothing", "x")) is None
