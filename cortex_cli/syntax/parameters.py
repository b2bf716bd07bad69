"""What a definition can be called with, and whether a call fits it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SOME_NAME = "any_other_name"
"""Stands for the names that only a definition with `**` takes."""


class Passing(StrEnum):
    """How an argument reaches a parameter; REST takes further positions, NAMED_REST further names."""

    POSITION = "position"
    EITHER = "either"
    NAME = "name"
    REST = "rest"
    NAMED_REST = "named_rest"


@dataclass(frozen=True, slots=True)
class Parameter:
    """`required` means that a call without it fails; the two kinds of rest never are."""

    name: str
    passing: Passing
    required: bool = True


Parameters = tuple[Parameter, ...]
BY_POSITION = (Passing.POSITION, Passing.EITHER)
BY_NAME = (Passing.EITHER, Passing.NAME)


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of a call without `*` and `**`: how many by position, and the names of the others."""

    positional: int
    names: tuple[str, ...] = ()


def misfit(parameters: Parameters, call: Call) -> str | None:
    """Why `call` fails, by the rules of Python's reference, section 6.3.4; None where it fits.

    Languages that pass nothing by name have parameters of kinds POSITION and REST alone.
    """
    places = [each for each in parameters if each.passing in BY_POSITION]
    if call.positional > len(places) and not _has(parameters, Passing.REST):
        return f"it takes {_at_most(len(places))} by position, not {call.positional}"
    filled = {each.name for each in places[: call.positional]}
    named = {each.name for each in parameters if each.passing in BY_NAME}
    for name in call.names:
        if name in named and name in filled:
            return f"{name} is given twice"
        if name not in named and not _has(parameters, Passing.NAMED_REST):
            return _unknown(parameters, name)
    given = filled | named.intersection(call.names)
    missing = [each.name for each in parameters if each.required and each.name not in given]
    return f"it needs {missing[0]}" if missing else None


def _at_most(number: int) -> str:
    return f"at most {number} arguments" if number > 1 else ("one argument" if number else "no argument")


def _unknown(parameters: Parameters, name: str) -> str:
    if any(each.name == name and each.passing is Passing.POSITION for each in parameters):
        return f"{name} cannot be passed by name"
    return f"it has no parameter {name}"


def _has(parameters: Parameters, passing: Passing) -> bool:
    return any(each.passing is passing for each in parameters)


def refusal(promised: Parameters, real: Parameters) -> tuple[Call, str] | None:
    """A call that `promised` allows and `real` refuses, and why; None where `real` takes all of them.

    For one number of positional arguments, a definition that takes the call with the fewest names and the one
    with the most takes every call between: a name more can only be unknown or given twice, a name less can
    only be missing. So two calls for each number decide, and with `*` one number beyond what `real` names.
    """
    for call in _extremes(promised, beyond=len(real)):
        reason = misfit(real, call)
        if reason is not None:
            return call, reason
    return None


def _extremes(promised: Parameters, beyond: int) -> Iterator[Call]:
    places = [each for each in promised if each.passing in BY_POSITION]
    fewest = sum(each.passing is Passing.POSITION and each.required for each in places)
    counts = [*range(fewest, len(places) + 1)]
    if _has(promised, Passing.REST):
        counts.append(max(len(places), beyond) + 1)
    extra = (SOME_NAME,) if _has(promised, Passing.NAMED_REST) else ()
    for count in counts:
        open_names = [each for each in (*places[count:], *promised) if each.passing in BY_NAME]
        rest = list(dict.fromkeys(each for each in open_names if each not in places[:count]))
        yield Call(count, tuple(each.name for each in rest if each.required))
        yield Call(count, (*(each.name for each in rest), *extra))


def shown(parameters: Parameters) -> str:
    """`(user, *, remember=…)`: names and order alone, as a person would write them."""
    words: list[str] = []
    for number, each in enumerate(parameters):
        before = parameters[number - 1].passing if number else None
        if before is Passing.POSITION and each.passing in (Passing.EITHER, Passing.NAME):
            words.append("/")
        if each.passing is Passing.NAME and before not in (Passing.NAME, Passing.REST):
            words.append("*")
        star = {Passing.REST: "*", Passing.NAMED_REST: "**"}.get(each.passing, "")
        optional = not each.required and not star
        words.append(f"{star}{each.name}{'=…' if optional else ''}")
    return f"({', '.join(words)})"


def shown_call(name: str, call: Call) -> str:
    """`login(…, …, remember=…)`."""
    return f"{name}({', '.join([*('…' for _ in range(call.positional)), *(f'{each}=…' for each in call.names)])})"
