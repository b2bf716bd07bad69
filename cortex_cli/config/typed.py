"""Plain data as the model's frozen dataclasses, by pydantic, with its findings in the words of an author.

Data goes through as JSON in strict mode: lists serve as tuples and text as enum members, but "4" stays text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from cortex_cli.config.problems import Fault, Location, suggestion
from cortex_cli.model.errors import CortexError, ScopeError
from cortex_cli.model.scope import Scope

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

T = TypeVar("T")
EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "dataclass_type": "a mapping of keys to values",
}
LIKE = {
    "a whole number": re.compile(r"[-+]?[0-9]+"),
    "a number": re.compile(r"[-+]?[0-9]+(\.[0-9]+)?"),
    "true or false": re.compile(r"true|false", re.IGNORECASE),
}
"""Text that would be what is expected if it stood without quotes."""
SURROGATES = {code: chr(code + 0x102000) for code in range(0xD800, 0xE000)}
STAND_INS = {ord(stand_in): chr(code) for code, stand_in in SURROGATES.items()}


class WrongShape(Exception):
    """Data that is not what a type asks for, with all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def typed(data: object, type_: Callable[..., T], loc: Location = ()) -> T:
    """`data` as a `type_`; raises WrongShape. `loc` is where `data` stands in its document."""
    text = json.dumps(data, ensure_ascii=False)
    plain = text.translate(SURROGATES)
    validator, failure = _pydantic(type_)
    try:
        value: T = validator.validate_json(plain, strict=True)
    except failure as error:
        found = error.errors(include_url=False, include_input=False)
        raise WrongShape([fault for item in found for fault in _faults(item, data, type_, loc)]) from None
    return value if plain == text else _restored(value)


def json_schema(type_: Callable[..., object]) -> dict[str, Any]:
    """The JSON Schema of a type's documents."""
    return _pydantic(type_)[0].json_schema()


@cache
def _pydantic(type_: Any) -> tuple[TypeAdapter[Any], type[ValidationError]]:
    # pydantic takes 150 ms to import: only what validates documents pays for it.
    from pydantic import TypeAdapter, ValidationError

    return TypeAdapter(type_), ValidationError


def _faults(detail: ErrorDetails, data: object, type_: Any, base: Location) -> Iterator[Fault]:
    kind, loc = detail["type"], detail["loc"]
    place = (*base, *loc)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, ScopeError):
        yield from _bad_patterns(cause, value_at(data, loc), place)
    elif isinstance(cause, CortexError):
        yield Fault(place, cause.message, cause.mend)
    elif cause is not None:
        yield Fault(place, str(cause))
    elif kind == "unexpected_keyword_argument":
        yield unknown_key(place, known_keys(type_at(type_, loc[:-1])))
    elif kind == "missing":
        yield Fault(place, "is missing", f"add {loc[-1]}")
    elif kind in ("enum", "literal_error"):
        yield _unknown_word(value_at(data, loc), type_at(type_, loc), place)
    elif kind in EXPECTED:
        yield wrong_type(EXPECTED[kind], value_at(data, loc), place)
    else:
        yield Fault(place, detail["msg"][:1].lower() + detail["msg"][1:])


def unknown_key(place: Location, known: Sequence[str]) -> Fault:
    return Fault(place, "is not a known key", suggestion(str(place[-1]), known))


def wrong_type(expected: str, value: object, place: Location) -> Fault:
    """The value itself is not shown: it may come from the environment."""
    return Fault(place, f"must be {expected}, not {_described(value)}", _converted(expected, value, place))


def _converted(expected: str, value: object, place: Location) -> str | None:
    """How to write what is most likely meant; None where that cannot be told."""
    if expected == "text" and isinstance(value, bool | int | float):
        return "put it in quotes"
    if expected == "a list" and isinstance(value, str | bool | int | float):
        key = place[-1] if place else ""
        return f"make it a list: {key}: [...]" if isinstance(key, str) and key else "make it a list: [...]"
    if isinstance(value, str) and expected in LIKE and LIKE[expected].fullmatch(value):
        return "leave out the quotes"
    return None


def _described(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number" if isinstance(value, int) else "a decimal number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "a mapping"


def _unknown_word(value: object, type_: Any, place: Location) -> Fault:
    members = isinstance(type_, type) and issubclass(type_, Enum)
    words = [member.value for member in type_] if members else list(get_args(type_))
    nearest = suggestion(value, words) if isinstance(value, str) else None
    return Fault(place, f"must be one of {', '.join(words)}", nearest)


def _bad_patterns(cause: ScopeError, data: object, place: Location) -> Iterator[Fault]:
    """Each pattern in `data` that the scope language refuses, at its own place; else the cause as it came."""
    faults = [fault for loc, text in _texts(data, place) for fault in pattern_fault(text, loc)]
    yield from faults or [Fault(place, cause.message, cause.mend)]


def pattern_fault(pattern: str, place: Location) -> Iterator[Fault]:
    """What the scope language has against `pattern`, if anything."""
    try:
        Scope(touch=(pattern,))
    except ScopeError as error:
        yield Fault(place, error.message, error.mend)


def _texts(data: object, place: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*place, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, (*place, number))


def value_at(data: object, loc: Location) -> object:
    """The value that `loc` leads to in `data`; None where it leads nowhere."""
    for part in loc:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def type_at(type_: Any, loc: Location) -> Any:
    """The type that `loc` leads to within `type_`, None left out of unions; None where it leads nowhere."""
    for part in loc:
        arguments = get_args(type_)
        if is_dataclass(type_):
            type_ = get_type_hints(type_).get(str(part))
        elif arguments:
            type_ = arguments[1 if get_origin(type_) is Mapping else 0]
        if isinstance(type_, UnionType):
            type_ = next(member for member in get_args(type_) if member is not NoneType)
    return type_


def known_keys(type_: Any) -> list[str]:
    """The keys that a dataclass takes from a document, in its own order."""
    return [field.name for field in fields(type_)] if is_dataclass(type_) else []


def _restored(value: Any) -> Any:
    """`value` with its surrogates, for undecodable bytes, which pydantic's JSON reader does not take."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return value.translate(STAND_INS)
    if isinstance(value, tuple):
        return tuple(_restored(item) for item in value)
    if isinstance(value, Mapping):
        return {_restored(key): _restored(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        return replace(value, **{name: _restored(getattr(value, name)) for name in names})
    return value
