"""What a published schema says beyond the types of the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from cortex_cli.config.published import DIALECT, key, printed, published
from tests.kit.schemas import faults


class Colour(StrEnum):
    """What it looks like.

    Only two, for those who read code.
    """

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something, over
    two lines; more follows.

    Not for the schema.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: str
    sizes: tuple[int, ...] = (1,)


@dataclass(frozen=True, kw_only=True)
class Ball(Thing):
    colour: Colour = Colour.RED


@dataclass(frozen=True, kw_only=True)
class Box:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    things: tuple[Ball, ...] = field(default=())


KEYS = {
    Box: {"": key("A box."), "things": key("what is in it", minItems=1)},
    Thing: {
        "": key("No ball."),
        "name": key("its name", pattern="^[a-z]+$"),
        "sizes": key("inches", items={"minimum": 0}),
    },
    Ball: {"colour": key("its colour")},
}


def test_keys_are_explained_those_of_a_base_class_too() -> None:
    ball = published("Box", Box, KEYS)["$defs"]["Ball"]["properties"]
    assert {name: value["description"] for name, value in ball.items()} == {
        "name": "its name",
        "sizes": "inches",
        "colour": "its colour",
    }
    assert "title" not in ball["name"]


def test_limits_join_what_follows_from_the_type() -> None:
    schema = published("Box", Box, KEYS)
    assert schema["$defs"]["Ball"]["properties"]["sizes"]["items"] == {"type": "integer", "minimum": 0}
    assert faults(schema, {"things": [{"name": "a", "sizes": [0]}]}) == []
    assert faults(schema, {"things": [{"name": "a", "sizes": [-1]}]}) == [
        "$.things[0].sizes[0]: -1 is less than the minimum of 0"
    ]
    assert len(faults(schema, {"things": [{"name": "A", "colour": "green"}]})) == 2
    assert len(faults(schema, {"things": []})) == 1


def test_a_type_is_described_by_its_own_words_else_by_the_first_sentence_of_its_docstring() -> None:
    schema = published("A box", Box, KEYS)
    assert (schema["title"], schema["description"]) == ("A box", "A box.")
    assert schema["$defs"]["Colour"]["description"] == "What it looks like."
    assert published("T", Thing, {})["description"] == "Something, over two lines; more follows."


def test_a_schema_begins_with_what_it_is() -> None:
    schema = published("A box", Box, KEYS)
    assert list(schema)[:3] == ["$schema", "title", "description"]
    assert list(schema)[-1] == "$defs"
    assert schema["$schema"] == DIALECT


def test_printed_documents_have_every_key_and_may_get_more() -> None:
    schema = printed(published("Box", Box, KEYS))
    full = {"name": "a", "sizes": [1], "colour": "red", "later": True}
    assert faults(schema, {"things": [full]}) == []
    assert faults(schema, {"things": [{"name": "a", "sizes": [1]}]}) == ["$.things[0]: 'colour' is a required property"]
