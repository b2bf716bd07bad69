"""How a Python module stands to a symbol, and all the cases in which it must not be sure."""

from __future__ import annotations

import pytest

from cortex_cli.syntax.parameters import shown
from cortex_cli.syntax.python_module import python_standing, qualified_method
from cortex_cli.syntax.standing import Presence

SERVICE = """
import functools
from contextlib import contextmanager

class Service:
    def plain(self, user, *, remember=False): ...
    @classmethod
    def made(cls, user): ...
    @staticmethod
    def free(user): ...
    @property
    def name(self): ...
    @functools.lru_cache(maxsize=None)
    def cached(self, key): ...
    def bare(): ...
    def everything(*args): ...
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(a, b=1): ...", "(a, b=…)"),
        ("async def f(a, /, b, *args, c, **named): ...", "(a, /, b, *args, c, **named)"),
        ("import functools\n@functools.cache\ndef f(a): ...", "(a)"),
        ("from functools import lru_cache as kept\n@kept(maxsize=1)\ndef f(a): ...", "(a)"),
        ("from contextlib import contextmanager\n@contextmanager\ndef f(a): ...", "(a)"),
        ("def f(a): ...\n\ndef g(f): return f\n", "(a)"),
        ("def f(a): ...\nclass C:\n    def f(self): ...\n", "(a)"),
        ("__all__ = ['f']\ndef f(a): ...", "(a)"),
        ("def f(a): ...\ndef __getattr__(name): ...", "(a)"),
    ],
)
def test_a_function_of_the_module_shows_its_parameters(text: str, expected: str) -> None:
    found = python_standing(text, "f")
    assert found.presence is Presence.THERE
    assert [shown(each) for each in found.called] == [expected]
    assert found.direct is not None
    assert shown(found.direct) == expected


@pytest.mark.parametrize(
    "text",
    [
        "@anything\ndef f(a): ...",
        "from somewhere import cache\n@cache\ndef f(a): ...",
        "cache = print\n@cache\ndef f(a): ...",
        "import functools\n@functools.singledispatch\ndef f(a): ...",
        "def g(): ...\nf = g",
        "from .other import f",
        "f: int = 1",
        "if True:\n    def f(a): ...",
        "try:\n    from x import f\nexcept ImportError:\n    def f(a): ...",
        "def f(a): ...\ndef f(a, b): ...",
        "from typing import overload\n@overload\ndef f(a: int): ...\n@overload\ndef f(a: str): ...\ndef f(a): ...",
        "def f(a): ...\nf = wrap(f)",
        "def f(a): ...\ndel f",
        "def f(a): ...\ndef g():\n    global f\n    f = 1",
        "def f(a): ...\nfor f in (): ...",
        "def f(a): ...\nwith x as f: ...",
        "def f(a): ...\nprint(f := 1)",
        "def f(a): ...\nmatch 1:\n    case f: ...",
        "def f(a): ...\ntry: ...\nexcept E as f: ...",
        "def f(a): ...\nfrom x import *",
        "def f(a): ...\nglobals()['f'] = 1",
        "def f(a): ...\nimport sys\nsys.modules[__name__] = 1",
    ],
)
def test_what_may_be_something_else_shows_nothing(text: str) -> None:
    found = python_standing(text, "f")
    assert found.presence is not Presence.GONE
    assert (found.called, found.direct) == ((), None)


@pytest.mark.parametrize("text", ["", "def g(f): return f", "class C: ...", "x.f()", "import g", "def g():\n    f = 1"])
def test_a_name_that_nothing_binds_is_gone(text: str) -> None:
    assert python_standing(text, "f").presence is Presence.GONE


@pytest.mark.parametrize(
    "text",
    [
        "from x import *",
        "def __getattr__(name): ...",
        "if x:\n    def __getattr__(name): ...",
        "__all__ = ['f']",
        "for name in ('f', 'g'):\n    globals()[name] = 1",
        "exec(text)",
        "vars()[name] = 1",
        "import sys\nsys.modules[__name__].__dict__.update(x)",
        "class C:\n    def f(self): ...",
        "def (",
    ],
)
def test_a_name_that_may_come_from_elsewhere_is_not_gone(text: str) -> None:
    assert python_standing(text, "f").presence is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("symbol", "called", "direct"),
    [
        ("Service.plain", "(user, *, remember=…)", "(self, user, *, remember=…)"),
        ("Service.made", "(user)", "(user)"),
        ("Service.free", "(user)", "(user)"),
        ("Service.cached", "(key)", "(self, key)"),
    ],
)
def test_a_method_has_a_receiver_or_none(symbol: str, called: str, direct: str) -> None:
    found = python_standing(SERVICE, symbol)
    assert [shown(each) for each in found.called] == [called]
    assert found.direct is not None
    assert shown(found.direct) == direct


@pytest.mark.parametrize("symbol", ["Service.name", "Service.bare", "Service.everything"])
def test_a_method_without_a_plain_receiver_shows_nothing(symbol: str) -> None:
    found = python_standing(SERVICE, symbol)
    assert (found.presence, found.called, found.direct) == (Presence.THERE, (), None)


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("class C: ...", Presence.GONE),
        ("class C(object): ...", Presence.GONE),
        ("import abc\nclass C(abc.ABC):\n    def g(self): ...", Presence.GONE),
        ("def g(): ...", Presence.GONE),
        ("class C(Base): ...", Presence.UNKNOWN),
        ("class C(metaclass=M): ...", Presence.UNKNOWN),
        ("@mark\nclass C: ...", Presence.UNKNOWN),
        ("class C: ...\nC.f = 1", Presence.UNKNOWN),
        ("class C:\n    def __init__(self):\n        self.f = 1", Presence.UNKNOWN),
        ("class C: ...\nsetattr(C, name, 1)", Presence.UNKNOWN),
        ("class C:\n    f = other", Presence.UNKNOWN),
        ("class C:\n    if x:\n        def f(self): ...", Presence.UNKNOWN),
        ("C = make()", Presence.UNKNOWN),
    ],
)
def test_a_method_is_gone_only_from_a_class_that_shows_all_it_has(text: str, presence: Presence) -> None:
    assert python_standing(text, "C.f").presence is presence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class C:\n    def __init__(self, a, b=1): ...", "(a, b=…)"),
        ("class C(ValueError):\n    def __init__(self, a): ...", "(a)"),
        (
            "from typing import Generic, TypeVar\nT = TypeVar('T')\nclass C(Generic[T]):\n    def __init__(self, a): ...",
            "(a)",
        ),
        ("from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int\n    b: str = ''", "(a, b=…)"),
        ("import dataclasses\n@dataclasses.dataclass(frozen=True)\nclass C:\n    a: int", "(a)"),
        (
            "from dataclasses import dataclass, field, KW_ONLY\nfrom typing import ClassVar\n@dataclass\nclass C:\n"
            "    a: int\n    kept: ClassVar[int] = 1\n    made: int = field(init=False)\n    _: KW_ONLY\n"
            "    b: list = field(default_factory=list)\n    c: int = field(repr=False)",
            "(a, *, b=…, c)",
        ),
        ("from dataclasses import dataclass\n@dataclass(kw_only=True)\nclass C:\n    a: int", "(*, a)"),
        (
            "from dataclasses import dataclass, field\n@dataclass\nclass C:\n    a: int = field(kw_only=True)\n    b: int = 1",
            "(b=…, *, a)",
        ),
        ("from dataclasses import dataclass\n@dataclass\nclass C:\n    a: set = set()\n    b: int = 1", "(a=…, b=…)"),
        ("from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int\n    def __init__(self, z): ...", "(z)"),
    ],
)
def test_a_class_is_called_as_its_constructor_says(text: str, expected: str) -> None:
    found = python_standing(text, "C")
    assert [shown(each) for each in found.called] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "class C: ...",
        "class C(Base):\n    def __init__(self, a): ...",
        "class C(metaclass=M):\n    def __init__(self, a): ...",
        "class C:\n    def __new__(cls, *args): ...\n    def __init__(self, a): ...",
        "class C:\n    @wrapped\n    def __init__(self, a): ...",
        "class C:\n    def __init__(self, a): ...\n    __init__ = other",
        "@register\nclass C:\n    def __init__(self, a): ...",
        "class ValueError: ...\nclass C(ValueError):\n    def __init__(self, a): ...",
        "@dataclass\nclass C:\n    a: int",
        "from attrs import define as dataclass\n@dataclass\nclass C:\n    a: int",
        "from dataclasses import dataclass\n@dataclass\nclass C(Base):\n    a: int",
        "from dataclasses import dataclass\n@dataclass(init=False)\nclass C:\n    a: int",
        "from dataclasses import dataclass\n@dataclass(kw_only=FLAG)\nclass C:\n    a: int",
        "from dataclasses import dataclass\n@dataclass(**options)\nclass C:\n    a: int",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int = hidden()",
        "from dataclasses import dataclass, field\n@dataclass\nclass C:\n    a: int = field(**options)",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int\n    a = 1",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    if x:\n        a: int",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    __a: int",
    ],
)
def test_a_class_whose_constructor_is_not_certain_shows_nothing(text: str) -> None:
    found = python_standing(text, "C")
    assert (found.called, found.direct) == ((), None)


def test_lines_are_those_of_the_definition() -> None:
    assert python_standing("x = 1\n\n\ndef f(): ...\n", "f").line == 4
    assert python_standing(SERVICE, "Service.made").line == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("class C:\n    def f(self): ...", "C.f"),
        ("def f(): ...\nclass C:\n    def f(self): ...", "f"),
        ("class C:\n    def f(self): ...\nclass D:\n    def f(self): ...", "f"),
        ("", "f"),
        ("def (", "f"),
    ],
)
def test_the_bare_name_of_a_method_means_that_of_the_one_class_that_has_it(text: str, expected: str) -> None:
    assert qualified_method(text, "f") == expected
