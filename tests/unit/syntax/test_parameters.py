"""Binding, held to Python itself: a call fits exactly where Python takes it."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations

import pytest

from cortex_cli.syntax.parameters import Call, Parameter, Parameters, Passing, misfit, refusal, shown, shown_call
from cortex_cli.syntax.python_parameters import python_signature

NAMES = ("a", "b", "c", "d")


def of(signature: str) -> Parameters:
    found = python_signature(signature)
    assert found is not None, signature
    return found


def defined(signature: str) -> Callable[..., None]:
    space: dict[str, Callable[..., None]] = {}
    exec(f"def {signature}: ...", space)  # type: ignore[arg-type]
    return space["f"]


def binds(function: Callable[..., None], call: Call) -> bool:
    """Whether Python takes the call."""
    try:
        function(*[1] * call.positional, **dict.fromkeys(call.names, 1))
    except TypeError:
        return False
    return True


def random_signature(chance: random.Random) -> str:
    """`f(…)` with any mix of the kinds of parameters that Python allows."""
    names = chance.sample(NAMES, chance.randint(0, 4))
    first, second = sorted((chance.randint(0, len(names)), chance.randint(0, len(names))))
    has_default = False
    words: list[str] = []
    for index, name in enumerate(names):
        if index == second:
            words.append(chance.choice(("*", "*rest")))
        has_default = has_default or chance.random() < 0.4
        optional = has_default if index < second else chance.random() < 0.5
        words.append(f"{name}=1" if optional else name)
        if index + 1 == first:
            words.append("/")
    if second >= len(names) and chance.random() < 0.3:
        words.append("*rest")
    if chance.random() < 0.3:
        words.append("**named")
    return f"f({', '.join(words)})"


def every_call(most: int = 5) -> list[Call]:
    names = (*NAMES, "z")
    return [
        Call(count, chosen)
        for count in range(most + 1)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
    ]


def test_a_call_fits_exactly_where_python_binds_it() -> None:
    chance, calls = random.Random(7), every_call()
    for _ in range(150):
        signature = random_signature(chance)
        parameters, function = of(signature), defined(signature)
        for call in chance.sample(calls, 60):
            assert (misfit(parameters, call) is None) == binds(function, call), (signature, call)


def test_a_promise_is_broken_exactly_where_some_call_of_it_is_refused() -> None:
    chance, calls = random.Random(8), every_call()
    for _ in range(250):
        promised, real = of(random_signature(chance)), of(random_signature(chance))
        broken = [call for call in calls if misfit(promised, call) is None and misfit(real, call) is not None]
        found = refusal(promised, real)
        assert (found is not None) == bool(broken), (promised, real, broken[:1], found)
        if found is not None:
            assert misfit(promised, found[0]) is None
            assert misfit(real, found[0]) == found[1]


@pytest.mark.parametrize(
    ("promised", "real"),
    [
        ("f(a)", "f(a)"),
        ("f(a)", "f(a, b=1)"),
        ("f(a)", "f(a, *, b=1)"),
        ("f(a)", "f(a, *args, **named)"),
        ("f(a, /)", "f(b)"),
        ("f(a, *, b=1)", "f(a, b=1)"),
        ("f()", "f(**named)"),
    ],
)
def test_a_definition_may_take_more_than_was_promised(promised: str, real: str) -> None:
    assert refusal(of(promised), of(real)) is None


@pytest.mark.parametrize(
    ("promised", "real", "reason"),
    [
        ("f(a, b, /)", "f(a)", "it takes one argument by position, not 2"),
        ("f(a, b, c, /)", "f(a, b)", "it takes at most 2 arguments by position, not 3"),
        ("f(a, /)", "f()", "it takes no argument by position, not 1"),
        ("f(a)", "f(b)", "it has no parameter a"),
        ("f(a, b)", "f(a)", "it has no parameter b"),
        ("f(a)", "f(a, /)", "a cannot be passed by name"),
        ("f(a)", "f(a, b)", "it needs b"),
        ("f(a)", "f(a, *, b)", "it needs b"),
        ("f(a=1)", "f(a)", "it needs a"),
        ("f(a, b)", "f(b, a)", "b is given twice"),
        ("f(a, *, b=1)", "f(a)", "it has no parameter b"),
        ("f(a, b=1)", "f(a, *, b=1)", "it takes one argument by position, not 2"),
        ("f(*args)", "f(a=1, b=1)", "it takes at most 2 arguments by position, not 3"),
    ],
)
def test_what_breaks_a_promise_is_told(promised: str, real: str, reason: str) -> None:
    found = refusal(of(promised), of(real))
    assert found is not None
    assert found[1] == reason


def test_a_promise_of_any_name_needs_one_that_takes_any() -> None:
    found = refusal(of("f(**named)"), of("f(a=1)"))
    assert found is not None
    assert "it has no parameter" in found[1]


@pytest.mark.parametrize(
    ("signature", "text"),
    [
        ("f()", "()"),
        ("f(a, /, b, *, c=1)", "(a, /, b, *, c=…)"),
        ("f(a, *args: int, c, d: int = 2, **named)", "(a, *args, c, d=…, **named)"),
        ("f(*, a)", "(*, a)"),
    ],
)
def test_parameters_are_shown_as_a_person_writes_them(signature: str, text: str) -> None:
    assert shown(of(signature)) == text


def test_a_call_is_shown_without_its_values() -> None:
    assert shown_call("login", Call(2, ("remember",))) == "login(…, …, remember=…)"
    assert shown_call("login", Call(0)) == "login()"


def test_languages_without_names_bind_by_position() -> None:
    parameters = (Parameter("a", Passing.POSITION), Parameter("b", Passing.POSITION, required=False))
    assert misfit(parameters, Call(1)) is None
    assert misfit(parameters, Call(0)) == "it needs a"
    assert misfit(parameters, Call(3)) == "it takes at most 2 arguments by position, not 3"
    assert misfit((*parameters, Parameter("c", Passing.REST, required=False)), Call(9)) is None


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("def login(self, user: str, *, remember: bool = False) -> Token", ["self", "user", "remember"]),
        ("async def login(user)", ["user"]),
        ("login(user, password)", ["user", "password"]),
        ("login()", []),
        ("def login(user):", ["user"]),
    ],
)
def test_signatures_are_read_as_people_write_them(signature: str, names: list[str]) -> None:
    assert [each.name for each in of(signature)] == names


@pytest.mark.parametrize(
    "text", ["class Token(Base)", "LIMIT: int", "def f(a, …", "", "login", "f(1)", "def f(a): x = 1"]
)
def test_what_is_no_signature_has_no_parameters(text: str) -> None:
    assert python_signature(text) is None
