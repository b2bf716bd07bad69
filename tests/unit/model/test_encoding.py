"""What is written outside the program is plain JSON data, and the same content has one digest."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from pathlib import PurePosixPath

import pytest

from cortex_cli.model.encoding import JsonValue, canonical_digest, digest, document, encode, essence, json_text
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope


class Colour(StrEnum):
    RED = "red"


class Level(IntEnum):
    HIGH = 3


@dataclass(frozen=True)
class Part:
    name: str
    colour: Colour = Colour.RED
    tags: tuple[str, ...] = ()
    more: dict[str, object] = field(default_factory=dict)


def test_every_kind_of_value_has_its_json_form() -> None:
    part = Part(
        "x",
        tags=("a",),
        more={"at": datetime(2026, 1, 2, 3, tzinfo=UTC), "path": PurePosixPath("a/b"), "n": Level.HIGH},
    )
    encoded: JsonValue = encode([part, None, 1.5, True])
    assert encoded == [
        {
            "name": "x",
            "colour": "red",
            "tags": ["a"],
            "more": {"at": "2026-01-02T03:00:00.000Z", "path": "a/b", "n": 3},
        },
        None,
        1.5,
        True,
    ]
    assert type(json.loads(json_text(encoded))[0]["colour"]) is str
    with pytest.raises(TypeError, match="no JSON form for set"):
        encode({"a": {1}})
    with pytest.raises(TypeError, match="no JSON form for type"):
        encode(Part)


def test_the_essence_leaves_out_what_is_the_default() -> None:
    assert essence(Part("x")) == {"name": "x"}
    assert essence([Part("x", tags=("a",)), {"k": Part("y", more={"n": 1})}]) == [
        {"name": "x", "tags": ["a"]},
        {"k": {"name": "y", "more": {"n": 1}}},
    ]


def test_defaults_that_are_made_anew_are_still_defaults() -> None:
    one, other = Part("x"), Part("x")
    one.more["n"] = 1
    assert essence(one) == {"name": "x", "more": {"n": 1}}
    assert essence(other) == {"name": "x"}


def test_the_order_of_keys_is_that_of_the_fields_in_a_document_and_none_in_a_digest() -> None:
    assert list(document("part", Part("x"))) == ["schema", "name", "colour", "tags", "more"]
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) == canonical_digest({"a": 1, "b": 2})
    assert digest({"a": 1}) != digest({"a": "1"})


def test_a_plan_has_the_digest_of_its_content_and_of_nothing_else() -> None:
    plan = Plan("Do it", (Objective("O1", "Do", 1, Scope(touch=("a",))),))
    found = plan.content_digest()
    assert replace(plan, id="plan-x", digest="sha256:0", certificate=()).content_digest() == found
    assert replace(plan, fold_case=True).content_digest() != found
    assert replace(plan, objectives=(replace(plan.objectives[0], wave=2),)).content_digest() != found
