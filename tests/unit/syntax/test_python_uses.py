"""Which imports and calls of a symbol are certain, and which must be passed over."""

from __future__ import annotations

import pytest

from cortex_cli.syntax.parameters import Call
from cortex_cli.syntax.python_uses import python_uses
from cortex_cli.syntax.uses import Use


def means(module: str, level: int) -> bool:
    """Stands for a resolver: the symbol is in `shop.login`."""
    return (module, level) in {("shop.login", 0), ("login", 1), ("shop.login.deep", 9)}


def found(text: str, symbol: str = "login", *, plain: bool = True) -> tuple[Use, ...]:
    return python_uses(text, symbol, means, module_is_plain=plain)


def calls(text: str, symbol: str = "login", *, plain: bool = True) -> list[tuple[str, Call | None]]:
    return [(use.written, use.call) for use in found(text, symbol, plain=plain) if use.call is not None]


IMPORT = "from shop.login import login\n"


def test_an_import_and_a_call_are_two_uses_with_their_lines() -> None:
    assert found(f"\n{IMPORT}\n\ndef f():\n    return login(1, 2, remember=True)\n") == (
        Use(2, "login"),
        Use(6, "login", Call(2, ("remember",))),
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("from shop.login import login as enter\nenter(1)", "enter"),
        ("from .login import login\nlogin(1)", "login"),
        ("from .login import (\n    other,\n    login,\n)\nlogin(1)", "login"),
        ("import shop.login\nshop.login.login(1)", "shop.login.login"),
        ("import shop.login as gate\ngate.login(1)", "gate.login"),
        ("from shop import login as module\nmodule.login(1)", "module.login"),
        ("from . import login as module\nmodule.login(1)", "module.login"),
        ("def f():\n    from shop.login import login\n    return login(1)", "login"),
        ("def f():\n    from shop.login import login\n    def g():\n        return login(1)", "login"),
    ],
)
def test_every_way_to_name_the_symbol_is_followed(text: str, written: str) -> None:
    assert calls(text) == [(written, Call(1))]


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("login()", Call(0)),
        ("login(x for x in y)", Call(1)),
        ("login(a, b=login)", Call(1, ("b",))),
        ("print(f'{login(1, 2)}')", Call(2)),
        ("@login(1)\ndef f(): ...", Call(1)),
        ("class C(login(1)): ...", Call(1)),
        ("x = [login(1) for y in z]", Call(1)),
        ("async def f():\n    await login(1)", Call(1)),
        ("try:\n    login(1)\nexcept LoginError:\n    pass", Call(1)),
        ("try:\n    login(1)\nexcept (errors.LoginError, ValueError):\n    pass", Call(1)),
        ("try:\n    login(1)\nfinally:\n    pass", Call(1)),
        ("with open(p):\n    login(1)", Call(1)),
        ("if user:\n    login(1)", Call(1)),
        ("login(1).login(2, 3)", Call(1)),
        ("service.login(2, 3); login(1)", Call(1)),
    ],
)
def test_a_call_is_seen_wherever_it_stands(text: str, call: Call) -> None:
    assert calls(IMPORT + text) == [("login", call)]


@pytest.mark.parametrize(
    "text",
    [
        "login(*args)",
        "login(**named)",
        "login(1, *args, b=2)",
        "functools.partial(login, 1)",
        "service.login(1)",
        "login.other(1)",
        "login = wrap(login)\nlogin(1)",
        "def f(login):\n    login(1)",
        "def f(*login):\n    login(1)",
        "lambda login: login(1)",
        "for login in logins:\n    login(1)",
        "[login(1) for login in logins]",
        "with x as login:\n    login(1)",
        "try: ...\nexcept E as login:\n    login(1)",
        "import login\nlogin(1)",
        "from other import login\nlogin(1)",
        "class C:\n    login = 1\nlogin(1)",
        "def login(a, b): ...\nlogin(1)",
        "global login\nlogin(1)",
        "del login\nlogin(1)",
        "match x:\n    case login:\n        login(1)",
        "from other import *\nlogin(1)",
        "try:\n    login(1)\nexcept TypeError:\n    pass",
        "try:\n    login(1)\nexcept (ValueError, Exception):\n    pass",
        "try:\n    login(1)\nexcept:\n    pass",
        "try:\n    login(1)\nexcept ERRORS:\n    pass",
        "with pytest.raises(TypeError):\n    login(1)",
        "with self.assertRaises(TypeError):\n    login(1)",
        "with suppress(TypeError):\n    login(1)",
        "self.assertRaises(TypeError, lambda: login(1))",
        "@pytest.mark.xfail\ndef test_it():\n    login(1)",
        "if hasattr(x, 'y'):\n    login(1)",
        "if sys.version_info > (3, 12):\n    login(1)",
        "if 'b' in signature(login).parameters:\n    login(1)",
        "login(1) if callable(login) else None",
        "login(1)  # type: ignore[call-arg]",
        "login(\n    1,  # type: ignore\n)",
        "from unittest import mock\nlogin(1)",
        "def test_it(monkeypatch):\n    monkeypatch.setattr(shop.login, 'login', fake)\n    login(1)",
        "setattr(module, 'login', fake)\nlogin(1)",
    ],
)
def test_a_call_that_may_mean_something_else_or_expects_to_fail_is_passed_over(text: str) -> None:
    assert calls(IMPORT + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "if TYPE_CHECKING:\n    from shop.login import login\nlogin(1)",
        "try:\n    from shop.login import login\nexcept ImportError:\n    login = None\nlogin(1)",
        "try:\n    from shop.login import login\nexcept ImportError:\n    from .other import login\nlogin(1)",
        "def f():\n    from shop.login import login\n\ndef g():\n    login(1)",
        "class C:\n    from shop.login import login\n    def f(self):\n        login(1)",
        "from shop.login import other\nlogin(1)",
        "from shop.other import login\nlogin(1)",
        "from shop.login import *\nlogin(1)",
        "from shop import login\nlogin(1)",
        "import shop\nshop.login.login(1)",
    ],
)
def test_a_name_that_is_not_surely_imported_from_there_is_passed_over(text: str) -> None:
    assert calls(text) == []


def test_a_dispatching_file_is_no_patched_one() -> None:
    assert calls(f"{IMPORT}dispatch(1)\nlogin(1)\n") == [("login", Call(1))]


def test_a_module_that_its_package_may_replace_is_reached_by_its_own_name_alone() -> None:
    assert calls("import shop.login\nshop.login.login(1)", plain=False) == []
    assert calls("from shop import login as module\nmodule.login(1)", plain=False) == []
    assert calls(f"{IMPORT}login(1)", plain=False) == [("login", Call(1))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (IMPORT, 1),
        ("x = 1\nfrom .login import login as enter", 2),
        ("def f():\n    from shop.login import login", 2),
        ("from shop.login import (\n    other,\n    login,\n)", 1),
    ],
)
def test_an_import_needs_the_symbol(text: str, line: int) -> None:
    assert found(text) == (Use(line, "login"),)


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    from shop.login import login\nexcept ImportError: ...",
        "if x:\n    from shop.login import login",
        "with suppress(ImportError):\n    from shop.login import login",
        "from shop.login import login  # type: ignore[attr-defined]",
        "@pytest.mark.skip\ndef test_it():\n    from shop.login import login",
        "import shop.login",
        "from shop.login import other as login",
        "from shop.login import *",
        "def (",
    ],
)
def test_an_import_that_may_fail_or_means_another_name_is_passed_over(text: str) -> None:
    assert found(text) == ()


def test_a_method_is_used_through_its_class() -> None:
    text = "from shop.login import Service\nService.find(service, 1)\nservice.find(1)\nService(1)\n"
    assert calls(text, "Service.find") == [("Service.find", Call(2))]
    assert calls(text, "Service") == [("Service", Call(1))]
    assert found(text, "Service.find")[0] == Use(1, "Service")


def test_odd_depth_is_no_obstacle() -> None:
    """A chain as long as Python still parses, which no recursion of ours should have to follow."""
    chain = "a" + ".b" * 900
    deep = f"{IMPORT}{chain}(1)\nwith {chain}:\n    login(1)\nif {chain}:\n    login(2)\n"
    assert [call for _, call in calls(deep)] == [Call(1), Call(1)]
    assert calls(IMPORT + "(" * 5000) == []


def test_lines_are_counted_as_python_does() -> None:
    text = f"{IMPORT}x = '\x0c\u2028'\nlogin(1)  # type: ignore\nlogin(2, 3)\n"
    assert [(use.line, use.call) for use in found(text)] == [(1, None), (4, Call(2))]
